import { textNow } from '#i18n/useText.ts';
import { onStorageTrouble } from '#lib/validatedStorage.ts';
import { showToast } from '#ui/toasts.ts';

/** Says when kept data was dropped or could not be written. */
export function tellStorageTrouble(): void {
  onStorageTrouble((trouble) => {
    const t = textNow();
    showToast(`storage-${trouble}`, {
      title: t('storage.title'),
      text: t(`storage.${trouble}`),
      tone: 'calm',
      stays: true,
    });
  });
}
