import type { RuntimeCall } from '#localnet/metadata/outerEnums.ts';
import { utilityErrors } from '#localnet/metadata/pallets/utility.ts';
import type { CallArguments } from '#localnet/node/runtime/callArguments.ts';
import type { CallHandler } from '#localnet/node/runtime/callHandler.ts';
import { moduleFailure } from '#localnet/node/runtime/dispatchFailure.ts';
import { depositEvent } from '#localnet/node/runtime/system/events.ts';

const UTILITY_INDEX = 11;
/** Utility.batched_calls_limit. */
const MOST_CALLS = 10_922;

function isCall(value: unknown): value is RuntimeCall {
  return (
    typeof value === 'object' && value !== null && 'pallet' in value && 'call' in value && 'args' in value
  );
}

/** The calls inside a call that wraps some; none for any other. */
export function innerCalls(args: Readonly<Record<string, unknown>>): RuntimeCall[] {
  const { calls, call } = args;
  if (Array.isArray(calls)) return calls.filter(isCall);
  return isCall(call) ? [call] : [];
}

/** Whether the call is one of the three batches. */
export function isBatch({ pallet, call }: RuntimeCall): boolean {
  return pallet === 'Utility' && ['batch', 'batch_all', 'force_batch'].includes(call);
}

function batched(args: CallArguments): RuntimeCall[] {
  const calls = innerCalls({ calls: args.raw('calls') });
  if (calls.length <= MOST_CALLS) return calls;
  throw moduleFailure(UTILITY_INDEX, utilityErrors.TooManyCalls.index, 'Utility.TooManyCalls');
}

/** Utility.batch: in order, until one fails; itself never fails for that. */
export const batch: CallHandler = ({ state, dispatch }, args) => {
  for (const [index, call] of batched(args).entries()) {
    const failure = dispatch(call);
    if (failure !== null) {
      depositEvent(state, 'Utility', 'BatchInterrupted', [index, failure.error]);
      return;
    }
    depositEvent(state, 'Utility', 'ItemCompleted', []);
  }
  depositEvent(state, 'Utility', 'BatchCompleted', []);
};

/** Utility.batch_all: all or nothing; fails as the first call that fails. */
export const batchAll: CallHandler = ({ state, dispatch }, args) => {
  for (const call of batched(args)) {
    const failure = dispatch(call);
    if (failure !== null) throw failure;
    depositEvent(state, 'Utility', 'ItemCompleted', []);
  }
  depositEvent(state, 'Utility', 'BatchCompleted', []);
};

/** Utility.force_batch: all of them, whichever fail. */
export const forceBatch: CallHandler = ({ state, dispatch }, args) => {
  let failed = false;
  for (const call of batched(args)) {
    const failure = dispatch(call);
    failed ||= failure !== null;
    if (failure === null) depositEvent(state, 'Utility', 'ItemCompleted', []);
    else depositEvent(state, 'Utility', 'ItemFailed', [failure.error]);
  }
  depositEvent(state, 'Utility', failed ? 'BatchCompletedWithErrors' : 'BatchCompleted', []);
};
