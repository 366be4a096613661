import type { RuntimeCall } from '#localnet/metadata/outerEnums.ts';
import { innerCalls } from '#localnet/node/runtime/utility/batchCalls.ts';

/** Calls inside calls that a transaction may hold, itself counted: batches, proxies and what they carry. */
const DEEPEST = 8;

/** Whether calls are wrapped more than eight deep, the outermost counted. */
export function isTooDeep(call: RuntimeCall, allowed = DEEPEST): boolean {
  return allowed === 0 || innerCalls(call.args).some((inner) => isTooDeep(inner, allowed - 1));
}
