import { useStore } from 'zustand';
import { setOnHardware, soundsLikeHardware } from '#actions/hardwareAccount.ts';
import type { ActivityEntry } from '#domain/activity.ts';
import { useText } from '#i18n/useText.ts';
import { settings } from '#stores/settings.ts';
import { Button } from '#ui/Button.tsx';

interface HardwareOfferProps {
  readonly entry: ActivityEntry;
  readonly onTaken: () => void;
}

/** Offered where a wallet's words for its failure suggest a hardware key that was not known as one. */
export function HardwareOffer({ entry, onTaken }: HardwareOfferProps) {
  const t = useText();
  const { account, phase } = entry;
  const isKnown = useStore(settings, ({ hardware }) => hardware.includes(account));
  const sounds = phase.kind === 'walletFailed' && soundsLikeHardware(phase.detail);
  if (isKnown || !sounds) return null;
  const take = () => {
    setOnHardware(account, true);
    onTaken();
  };
  return (
    <>
      <p className="field-label">{t('review.hardwareHint')}</p>
      <Button kind="primary" onClick={take}>
        {t('review.hardware')}
      </Button>
    </>
  );
}
