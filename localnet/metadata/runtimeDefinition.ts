import { type Codec, lazy } from './codec.ts';
import { type ErrorSource, outerEnum, palletCall, palletError, type RuntimeCall } from './outerEnums.ts';
import type { PalletDefinition } from './pallet.ts';
import { alphaAssets } from './pallets/alphaAssets.ts';
import { balances } from './pallets/balances.ts';
import { proxy, proxyCalls } from './pallets/proxy.ts';
import { safeMode } from './pallets/safeMode.ts';
import { subtensor } from './pallets/subtensor.ts';
import { swap } from './pallets/swap.ts';
import { system } from './pallets/system.ts';
import { timestamp } from './pallets/timestamp.ts';
import { transactionPayment } from './pallets/transactionPayment.ts';
import { utility, utilityCalls } from './pallets/utility.ts';

// Calls of Utility and Proxy hold calls of the whole runtime, so that one is looked up when first used.
const anyCall: Codec<RuntimeCall> = lazy(() => runtimeCall, 'RuntimeCall');

/** The pallets of this chain, in the order and with the indices that they have on mainnet. */
export const pallets: readonly PalletDefinition[] = [
  system,
  timestamp,
  balances,
  transactionPayment,
  subtensor,
  { ...utility, calls: utilityCalls(anyCall) },
  { ...proxy, calls: proxyCalls(anyCall) },
  safeMode,
  swap,
  alphaAssets,
];

/** Any call of the runtime. */
export const runtimeCall: Codec<RuntimeCall> = outerEnum(
  'RuntimeCall',
  pallets
    .filter(({ calls }) => Object.keys(calls).length > 0)
    .map((pallet) => [pallet, palletCall(pallet)] as const),
);

function errorName(pallet: ErrorSource): Codec<{ readonly error: string }> {
  const names = palletError(pallet);
  return {
    type: names.type,
    write: (out, value) => names.write(out, value.error),
    read: (input) => ({ error: names.read(input) }),
  };
}

/** Any error of a pallet. */
export const runtimeError = outerEnum(
  'RuntimeError',
  pallets
    .filter(({ errors }) => Object.keys(errors).length > 0)
    .map((pallet) => [pallet, errorName(pallet)] as const),
);
