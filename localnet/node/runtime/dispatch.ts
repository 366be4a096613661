import type { RuntimeCall } from '#localnet/metadata/outerEnums.ts';
import type { State } from '#localnet/node/state.ts';
import { transferAll, transferAllowDeath, transferKeepAlive } from './balances/transferCalls.ts';
import { CallArguments } from './callArguments.ts';
import type { CallHandler } from './callHandler.ts';
import { DispatchFailure } from './dispatchFailure.ts';
import type { RuntimeProfile } from './profile.ts';
import { addStake, addStakeLimit } from './staking/addStake.ts';
import { removeStake, removeStakeFullLimit, removeStakeLimit } from './staking/removeStake.ts';
import { callFiltered } from './system/failures.ts';
import { remark, remarkWithEvent } from './system/remarkCalls.ts';
import { setTimestamp } from './system/timestampCalls.ts';
import { batch, batchAll, forceBatch, innerCalls, isBatch } from './utility/batchCalls.ts';

/** Every call that this chain carries out. */
const handlers: Readonly<Record<string, CallHandler>> = {
  'System.remark': remark,
  'System.remark_with_event': remarkWithEvent,
  'Timestamp.set': setTimestamp,
  'Balances.transfer_allow_death': transferAllowDeath,
  'Balances.transfer_keep_alive': transferKeepAlive,
  'Balances.transfer_all': transferAll,
  'SubtensorModule.add_stake': addStake,
  'SubtensorModule.add_stake_limit': addStakeLimit,
  'SubtensorModule.remove_stake': removeStake,
  'SubtensorModule.remove_stake_limit': removeStakeLimit,
  'SubtensorModule.remove_stake_full_limit': removeStakeFullLimit,
  'Utility.batch': batch,
  'Utility.batch_all': batchAll,
  'Utility.force_batch': forceBatch,
};

/** The runtime refuses a batch that holds another batch. Source: runtime, NoNestingCallFilter. */
function isNested(call: RuntimeCall): boolean {
  return isBatch(call) && innerCalls(call.args).some(isBatch);
}

/**
 * Carries a call out for its signer (null: the block's author). A call that fails leaves nothing behind and its failure
 * is returned. A call without a handler is CallFiltered.
 */
export function dispatchCall(
  state: State,
  profile: RuntimeProfile,
  signer: Uint8Array | null,
  call: RuntimeCall,
): DispatchFailure | null {
  const dispatch = (inner: RuntimeCall) => dispatchCall(state, profile, signer, inner);
  try {
    state.transaction(() => {
      const handler = handlers[`${call.pallet}.${call.call}`];
      if (handler === undefined || isNested(call)) throw callFiltered();
      handler({ state, profile, signer, dispatch }, new CallArguments(call.args));
    });
    return null;
  } catch (error) {
    if (error instanceof DispatchFailure) return error;
    throw error;
  }
}
