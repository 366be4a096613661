import type { ActivityEntry } from '#domain/activity.ts';
import { isPending, isUnsent } from '#domain/tx.ts';
import { textNow } from '#i18n/useText.ts';
import { activity } from '#stores/activity.ts';
import { isolate } from '#ui/isolate.ts';
import { phaseReason, phaseText, phaseTone } from '#ui/phaseText.ts';
import { showToast } from '#ui/toasts.ts';

/** Shows a toast for every step that a transaction takes, wherever in the app the person is. Returns the way to stop. */
export function announceActivity(): () => void {
  return activity.subscribe(({ entries }, before) => {
    for (const entry of entries) {
      const known = before.entries.find(({ id }) => id === entry.id);
      if (known?.phase !== entry.phase) announce(entry);
    }
  });
}

function announce({ id, side, netuid, subnetName, phase }: ActivityEntry): void {
  const t = textNow();
  const token = isolate(`SN${netuid} ${subnetName}`);
  showToast(id, {
    title: `${t(side === 'buy' ? 'swap.buyTitle' : 'swap.sellTitle')} · ${token}`,
    text: [phaseText(t, phase), phaseReason(t, phase)].filter((part) => part !== null).join(' '),
    tone: phaseTone(phase),
    stays: isUnsent(phase) || isPending(phase),
  });
}
