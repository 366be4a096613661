import { newtype, struct } from '#localnet/metadata/composites.ts';
import type { PalletDefinition } from '#localnet/metadata/pallet.ts';
import { call, constant, event, map, palletErrors, palletStorage } from '#localnet/metadata/pallet.ts';
import { bool, i32, i64, u16, u64, u128 } from '#localnet/metadata/primitives.ts';
import type { KeyPart } from '#localnet/metadata/storage.ts';
import { alpha, boundedBytes, netuid, palletId, perquintill, who } from '#localnet/metadata/types.ts';

const subnet: KeyPart<number> = ['Twox64Concat', netuid];

const tickIndex = newtype('pallet_subtensor_swap::pallet::TickIndex', i32);
const positionId = newtype('pallet_subtensor_swap::pallet::PositionId', u128);

/** Weight of the TAO reserve in a pool, in parts of 10^18; that of the alpha reserve is the rest. */
export const balancer = struct('pallet_subtensor_swap::pallet::balancer::Balancer', { quote: perquintill });

/** Storage of Swap, by netuid. FeeRate is in parts of 65535. */
export const swapStorage = palletStorage('Swap', {
  FeeRate: map(subnet, u16, 33),
  SwapBalancer: map(subnet, balancer, { quote: 500_000_000_000_000_000n }),
  PalSwapInitialized: map(subnet, bool, false),
  HasMigrationRun: map(['Identity', boundedBytes], bool, false),
  ScrapReservoirAlpha: map(subnet, alpha, 0n),
});

/** Calls of Swap; all but set_fee_rate are retired. */
export const swapCalls = {
  set_fee_rate: call(0, { netuid, rate: u16 }),
  add_liquidity: call(1, { hotkey: who, netuid, tick_low: tickIndex, tick_high: tickIndex, liquidity: u64 }),
  remove_liquidity: call(2, { hotkey: who, netuid, position_id: positionId }),
  modify_position: call(3, { hotkey: who, netuid, position_id: positionId, liquidity_delta: i64 }),
  toggle_user_liquidity: call(4, { netuid, enable: bool }),
  disable_lp: call(5, {}),
};

/** Events of Swap. */
export const swapEvents = {
  FeeRateSet: event(0, { netuid, rate: u16 }),
};

/** Errors of Swap. */
export const swapErrors = palletErrors(
  {
    FeeRateTooHigh: 0,
    InsufficientInputAmount: 1,
    InsufficientLiquidity: 2,
    PriceLimitExceeded: 3,
    InsufficientBalance: 4,
    InvalidTickRange: 5,
    InvalidLiquidityValue: 6,
    ReservesTooLow: 7,
    MechanismDoesNotExist: 8,
    SubtokenDisabled: 9,
    ReservesOutOfBalance: 10,
    SwapInputTooLarge: 11,
    Deprecated: 12,
  },
  {
    FeeRateTooHigh: 'The fee rate exceeds the greatest one allowed.',
    InsufficientInputAmount: 'Too little was offered to swap.',
    InsufficientLiquidity: 'The pool pays out less than it would have to.',
    PriceLimitExceeded: 'The price is already at or beyond the limit.',
    InsufficientBalance: 'The account holds too little.',
    ReservesTooLow: 'A reserve of the pool is too small to trade against.',
    MechanismDoesNotExist: 'The subnet has no market.',
    SubtokenDisabled: 'The subnet has not been started.',
    ReservesOutOfBalance: 'The reserves are too uneven.',
    SwapInputTooLarge: 'The input is more than a thousand times the reserve.',
    Deprecated: 'This call is no longer served.',
  },
);

const minimumReserve = newtype('NonZeroU64', u64);

export const swap: PalletDefinition = {
  name: 'Swap',
  index: 28,
  path: 'pallet_subtensor_swap::pallet::pallet',
  params: ['T'],
  prefix: 'Swap',
  storage: swapStorage,
  calls: swapCalls,
  events: swapEvents,
  errors: swapErrors,
  constants: {
    ProtocolId: constant(palletId, new TextEncoder().encode('ten/swap')),
    MaxFeeRate: constant(u16, 10_000),
    MinimumLiquidity: constant(u64, 1000n),
    MinimumReserve: constant(minimumReserve, 1_000_000n),
  },
};
