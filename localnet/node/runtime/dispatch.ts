import type { RuntimeCall } from '#localnet/metadata/outerEnums.ts';
import type { State } from '#localnet/node/state.ts';
import { transferAll, transferAllowDeath, transferKeepAlive } from './balances/transferCalls.ts';
import { CallArguments } from './callArguments.ts';
import type { CallHandler, Origin } from './callHandler.ts';
import { DispatchFailure } from './dispatchFailure.ts';
import { ensureNoColdkeySwap } from './guards/coldkeySwap.ts';
import type { RuntimeProfile } from './profile.ts';
import { addProxy, proxy, removeProxies, removeProxy } from './proxy/proxyCalls.ts';
import { safeModeRefuses } from './safeMode/safeMode.ts';
import { addStake, addStakeLimit } from './staking/addStake.ts';
import { addStakeBurn, burnAlpha, recycleAlpha } from './staking/burnAlpha.ts';
import { setColdkeyAutoStakeHotkey, tryAssociateHotkey } from './staking/hotkeyCalls.ts';
import { lockStake, moveLock, setPerpetualLock, setRejectLockedAlpha } from './staking/lockCalls.ts';
import { moveStake, moveStakeLimit, swapStake, swapStakeLimit, transferStake } from './staking/moveStake.ts';
import { removeStake, removeStakeFullLimit, removeStakeLimit } from './staking/removeStake.ts';
import { startCall } from './staking/startCall.ts';
import { unstakeAll, unstakeAllAlpha } from './staking/unstakeAll.ts';
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
  'SubtensorModule.unstake_all': unstakeAll,
  'SubtensorModule.unstake_all_alpha': unstakeAllAlpha,
  'SubtensorModule.move_stake': moveStake,
  'SubtensorModule.move_stake_limit': moveStakeLimit,
  'SubtensorModule.swap_stake': swapStake,
  'SubtensorModule.swap_stake_limit': swapStakeLimit,
  'SubtensorModule.transfer_stake': transferStake,
  'SubtensorModule.recycle_alpha': recycleAlpha,
  'SubtensorModule.burn_alpha': burnAlpha,
  'SubtensorModule.add_stake_burn': addStakeBurn,
  'SubtensorModule.set_coldkey_auto_stake_hotkey': setColdkeyAutoStakeHotkey,
  'SubtensorModule.try_associate_hotkey': tryAssociateHotkey,
  'SubtensorModule.start_call': startCall,
  'SubtensorModule.lock_stake': lockStake,
  'SubtensorModule.move_lock': moveLock,
  'SubtensorModule.set_perpetual_lock': setPerpetualLock,
  'SubtensorModule.set_reject_locked_alpha': setRejectLockedAlpha,
  'Proxy.proxy': proxy,
  'Proxy.add_proxy': addProxy,
  'Proxy.remove_proxy': removeProxy,
  'Proxy.remove_proxies': removeProxies,
  'Utility.batch': batch,
  'Utility.batch_all': batchAll,
  'Utility.force_batch': forceBatch,
};

/** The runtime refuses a batch that holds another batch. Source: runtime, NoNestingCallFilter. */
function isNested(call: RuntimeCall): boolean {
  return isBatch(call) && innerCalls(call.args).some(isBatch);
}

/** What no origin may dispatch now: batches of batches, and in safe mode all but a few calls. */
function isFiltered(state: State, call: RuntimeCall): boolean {
  return isNested(call) || safeModeRefuses(state, call);
}

function dispatchFrom(
  state: State,
  profile: RuntimeProfile,
  origin: Origin,
  call: RuntimeCall,
): DispatchFailure | null {
  const { signer } = origin;
  const dispatchAs = (other: Origin, inner: RuntimeCall) => dispatchFrom(state, profile, other, inner);
  const dispatch = (inner: RuntimeCall) => dispatchAs(origin, inner);
  try {
    state.transaction(() => {
      const handler = handlers[`${call.pallet}.${call.call}`];
      if (handler === undefined || isFiltered(state, call) || !origin.allows(call)) throw callFiltered();
      if (signer !== null) ensureNoColdkeySwap(state, signer);
      handler({ state, profile, signer, dispatch, dispatchAs }, new CallArguments(call.args));
    });
    return null;
  } catch (error) {
    if (error instanceof DispatchFailure) return error;
    throw error;
  }
}

/**
 * Carries a call out for its signer (null: the block's author). A call that fails leaves nothing behind and its failure
 * is returned. A call that is not served, or not now, is CallFiltered.
 */
export function dispatchCall(
  state: State,
  profile: RuntimeProfile,
  signer: Uint8Array | null,
  call: RuntimeCall,
): DispatchFailure | null {
  return dispatchFrom(state, profile, { signer, allows: () => true }, call);
}
