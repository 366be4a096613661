import { developmentAccounts } from '#localnet/genesis/accounts.ts';
import { mainnetGenesis } from '#localnet/genesis/mainnet.ts';
import type { Runtime, RuntimeChange } from '#localnet/node/runtime.ts';
import { createRuntime } from './createRuntime.ts';
import { chooseRuntime } from './runtimeCode.ts';

/**
 * The runtime of the local chain as it is started: mainnet's pools, the development accounts, and unless told otherwise
 * mainnet's rules as last seen. Throws RuntimeCodeError.
 */
export function localRuntime(change: RuntimeChange = {}): Runtime {
  return createRuntime({
    genesis: mainnetGenesis,
    accounts: developmentAccounts,
    choice: chooseRuntime(change),
  });
}
