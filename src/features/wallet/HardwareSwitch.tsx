import { useStore } from 'zustand';
import { setOnHardware } from '#actions/hardwareAccount.ts';
import { useText } from '#i18n/useText.ts';
import { settings } from '#stores/settings.ts';
import { SwitchRow } from '#ui/SwitchRow.tsx';

/** Where the account's key is. Wallets do not tell, so the person does. */
export function HardwareSwitch({ address }: { readonly address: string }) {
  const t = useText();
  const isOn = useStore(settings, ({ hardware }) => hardware.includes(address));
  return (
    <SwitchRow
      label={t('wallet.hardware')}
      hint={t('wallet.hardwareHint')}
      checked={isOn}
      onChange={(on) => setOnHardware(address, on)}
    />
  );
}
