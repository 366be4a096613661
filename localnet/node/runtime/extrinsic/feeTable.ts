import type { ProfileName } from '#localnet/node/runtime/profile.ts';

/** What a runtime charges for an extrinsic beside its call, and how many of what one rao is. */
export interface FeeRates {
  /** Fee of the base extrinsic's weight, 108,157,000 units of reference time, in rao. */
  readonly base: bigint;
  readonly bytesPerRao: bigint;
  readonly refTimePerRao: bigint;
}

/**
 * The rates by profile: coefficients of 0.0005 rao per unit of reference time and 1 rao a byte, both halved in the
 * later runtimes. Source: pallet transaction-fee, LinearWeightToFee; runtime, TransactionByteFee.
 */
export const feeRates: Readonly<Record<ProfileName, FeeRates>> = {
  '425': { base: 54_078n, bytesPerRao: 1n, refTimePerRao: 2_000n },
  live: { base: 27_039n, bytesPerRao: 2n, refTimePerRao: 4_000n },
};

/** Bytes of the extrinsics whose fees are pinned. */
const PIN_BYTES = 100n;

type Table = Readonly<Record<string, bigint>>;

/** Whole fees of 100-byte extrinsics, in rao, as the runtime's own baseline pins them from spec version 467 on. */
const PINS: Table = {
  'System.remark': 42_488n,
  'System.remark_with_event': 43_273n,
  'Timestamp.set': 80_543n,
  'Balances.transfer_keep_alive': 83_102n,
  'Balances.transfer_allow_death': 85_547n,
  'Balances.transfer_all': 85_391n,
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
  'SubtensorModule.move_lock': 306_839n,
  'SubtensorModule.set_perpetual_lock': 234_942n,
  'SubtensorModule.set_reject_locked_alpha': 75_339n,
  'SubtensorModule.set_coldkey_auto_stake_hotkey': 121_339n,
  'SubtensorModule.try_associate_hotkey': 139_089n,
  'SubtensorModule.start_call': 128_589n,
  'SubtensorModule.claim_root': 8_251_352n,
  'Proxy.add_proxy': 80_187n,
  'Proxy.remove_proxy': 105_672n,
  'Proxy.remove_proxies': 80_574n,
};

/** Fees of the wrappers at the same bytes, each with one remark inside. */
const WRAPPER_PINS: Table = {
  'Utility.batch': 75_704n,
  'Utility.batch_all': 74_168n,
  'Utility.force_batch': 79_128n,
  'Proxy.proxy': 140_016n,
};

/** Whole fees of 100-byte extrinsics at spec version 425, in rao, computed from the weights that its calls declare. */
const PINS_425: Table = {
  'SubtensorModule.add_stake': 1_620_002n,
  'SubtensorModule.add_stake_limit': 1_714_472n,
  'SubtensorModule.remove_stake': 1_372_568n,
  'SubtensorModule.remove_stake_limit': 1_445_818n,
  'SubtensorModule.remove_stake_full_limit': 1_452_616n,
  'SubtensorModule.swap_stake': 2_246_479n,
  'SubtensorModule.swap_stake_limit': 2_347_727n,
  'SubtensorModule.move_stake': 783_500n,
  'SubtensorModule.transfer_stake': 754_740n,
  'SubtensorModule.unstake_all': 176_384n,
  'SubtensorModule.unstake_all_alpha': 2_225_906n,
  'SubtensorModule.recycle_alpha': 636_539n,
  'SubtensorModule.burn_alpha': 522_452n,
  'SubtensorModule.add_stake_burn': 1_834_124n,
  'SubtensorModule.lock_stake': 508_467n,
  'SubtensorModule.set_coldkey_auto_stake_hotkey': 254_896n,
  'SubtensorModule.claim_root': 557_469n,
};

/** Reference time that a pinned fee is for. */
function pinnedWeights(pins: Table, { base, bytesPerRao, refTimePerRao }: FeeRates): Table {
  const besides = base + PIN_BYTES / bytesPerRao;
  return Object.fromEntries(
    Object.entries(pins).map(([name, fee]) => [name, (fee - besides) * refTimePerRao]),
  );
}

const later = pinnedWeights({ ...PINS, ...WRAPPER_PINS }, feeRates.live);
const remark = later['System.remark'] ?? 0n;
const wrappers = Object.keys(WRAPPER_PINS).map((name) => [name, (later[name] ?? 0n) - remark] as const);
const live: Table = { ...later, ...Object.fromEntries(wrappers) };

/** Reference time of a call that the runtime decodes but does not carry out: about one read and one write more than a remark. */
const OTHER = remark + 125_000_000n;

/**
 * Reference time by call and profile; a wrapper's is its own, without what it wraps. At 425 a call without a pin is
 * taken to weigh what it does later.
 */
const weights: Readonly<Record<ProfileName, Table>> = {
  '425': { ...live, ...pinnedWeights(PINS_425, feeRates['425']) },
  live,
};

/**
 * Reference time that a call declares by itself, "Pallet.call": what its fee is of, the dispatch guard that every call
 * carries included. What it wraps comes on top.
 */
export function declaredWeight(profile: ProfileName, name: string): bigint {
  return weights[profile][name] ?? OTHER;
}
