/**
 * Fees of a 100-byte extrinsic in rao at runtimes from 467 on, as the runtime's own baseline pins them.
 * A pin is the base fee, the fee of the declared weight and that of 100 bytes.
 */
const PINS: Readonly<Record<string, bigint>> = {
  'SubtensorModule.add_stake': 812_698n,
  'SubtensorModule.add_stake_limit': 850_506n,
  'SubtensorModule.remove_stake': 629_339n,
  'SubtensorModule.remove_stake_limit': 645_089n,
  'SubtensorModule.remove_stake_full_limit': 652_089n,
  'SubtensorModule.swap_stake': 1_045_339n,
  'SubtensorModule.swap_stake_limit': 1_069_339n,
  'SubtensorModule.move_stake': 369_589n,
  'SubtensorModule.move_stake_limit': 1_075_589n,
  'SubtensorModule.transfer_stake': 383_839n,
  'SubtensorModule.transfer_stake_and_hotkey': 403_589n,
  'SubtensorModule.unstake_all': 83_339n,
  'SubtensorModule.unstake_all_alpha': 1_044_339n,
  'SubtensorModule.recycle_alpha': 310_339n,
  'SubtensorModule.burn_alpha': 255_089n,
  'SubtensorModule.add_stake_burn': 940_106n,
  'SubtensorModule.lock_stake': 270_203n,
  'SubtensorModule.set_coldkey_auto_stake_hotkey': 121_339n,
  'SubtensorModule.claim_root': 8_251_352n,
  'Balances.transfer_keep_alive': 83_102n,
  'Balances.transfer_allow_death': 85_547n,
  // Not among the pins: costs of the nearest pinned call.
  'Balances.transfer_all': 85_547n,
  'Proxy.add_proxy': 80_187n,
  'LimitOrders.cancel_order': 77_346n,
  'MevShield.submit_encrypted': 93_895n,
};

/** Pins of the wrappers, each with one remark inside. */
const WRAPPER_PINS: Readonly<Record<string, bigint>> = {
  'Utility.batch': 75_704n,
  'Utility.force_batch': 75_704n,
  'Utility.batch_all': 74_168n,
  'Proxy.proxy': 140_016n,
};

/** Fee of the base extrinsic's weight, 108,157,000, in rao. */
export const BASE_FEE = 27_039n;

const PIN_BYTES_FEE = 50n;
/** Fee of the dispatch guard's weight (67,583,000), which every signed call carries once. */
const GUARD_FEE = 16_896n;
/** A remark writes nothing: its own weight, a little over 2,000,000, beside the guard's. */
const REMARK_FEE = GUARD_FEE + 557n;
/** A call that the runtime decodes but does not carry out: about one read and one write. */
const OTHER_FEE = GUARD_FEE + 31_250n;
const REF_TIME_PER_RAO = 4_000n;

/** A call by name, with the calls that it wraps. */
export interface FeeCall {
  readonly name: string;
  readonly inner: readonly FeeCall[];
}

function ownFee(call: FeeCall): bigint {
  const wrapper = WRAPPER_PINS[call.name];
  if (wrapper !== undefined) return wrapper - PIN_BYTES_FEE - BASE_FEE - (REMARK_FEE - GUARD_FEE);
  const pin = PINS[call.name];
  if (pin !== undefined) return pin - PIN_BYTES_FEE - BASE_FEE;
  return call.name.startsWith('System.remark') ? REMARK_FEE : OTHER_FEE;
}

/** Fee of the weight that a call declares, in rao; inner calls add theirs without a guard of their own. */
export function weightFee(call: FeeCall): bigint {
  return call.inner.reduce((total, inner) => total + weightFee(inner) - GUARD_FEE, ownFee(call));
}

/** The declared weight in units of reference time: what the fee coefficient of 0.00025 rao makes its fee of. */
export function refTime(call: FeeCall): bigint {
  return weightFee(call) * REF_TIME_PER_RAO;
}

/** Fee of an extrinsic's bytes: half a rao each, rounded down. */
export function lengthFee(bytes: number): bigint {
  return BigInt(bytes) / 2n;
}
