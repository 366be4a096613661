import type { Account } from '#domain/account.ts';
import { settings } from '#stores/settings.ts';

/** True when the person said that the account's key is on a hardware wallet. Of wallets only: nothing else has such keys. */
export function isOnHardware({ address, source }: Account): boolean {
  return source === 'wallet' && settings.getState().hardware.includes(address);
}

/** Remembers whether an account's key is on a hardware wallet. */
export function setOnHardware(address: string, isOn: boolean): void {
  settings.setState(({ hardware }) => {
    const others = hardware.filter((each) => each !== address);
    return { hardware: isOn ? [...others, address] : others };
  });
}

/** Words with which wallets tell that a hardware key wants the metadata's digest; there is no code for it. */
const WORDS = /ledger|hardware|metadata|generic app|merkle/i;

/** True when a wallet's words for its failure suggest that the account's key is on a hardware wallet. */
export function soundsLikeHardware(detail: string | null): boolean {
  return detail !== null && WORDS.test(detail);
}
