import { session } from '#stores/session.ts';
import { takeAccount } from './takeAccount.ts';

/** Makes one of the accounts at hand the one in use, and remembers it. An address that is not among them is ignored. */
export function chooseAccount(address: string): void {
  const account = session.getState().accounts.find((each) => each.address === address);
  if (account !== undefined) takeAccount(account);
}
