import { divFixed, FIXED_ONE, fromInteger, mulFixed } from '#domain/fixed.ts';
import { subtensorStorage } from '#localnet/metadata/pallets/subtensor.ts';
import { fromU64F64, toU64F64 } from '#localnet/node/runtime/arithmetic/u96f32.ts';
import { saturatingSubtract, smaller } from '#localnet/node/runtime/integers.ts';
import { ageStorage } from '#localnet/node/runtime/laterStorage.ts';
import type { RuntimeProfile } from '#localnet/node/runtime/profile.ts';
import { currentBlock } from '#localnet/node/runtime/staking/flow.ts';
import { allNetuids } from '#localnet/node/runtime/staking/hotkeys.ts';
import { alphaPrice } from '#localnet/node/runtime/swap/poolState.ts';
import type { State } from '#localnet/node/state.ts';
import { emittingNetuids } from './candidates.ts';
import { rootProportions, runCoinbase } from './runCoinbase.ts';

/** Blocks since the subnet's start, those before genesis included. */
function blocksSinceStart(state: State, netuid: number): bigint {
  const first = subtensorStorage.FirstEmissionBlockNumber.get(state, netuid) ?? 0n;
  const age = ageStorage.EmissionAge.get(state, netuid);
  if (age !== null) return currentBlock(state) + age + 1n;
  return saturatingSubtract(currentBlock(state), saturatingSubtract(first, 1n));
}

/**
 * Moves the subnet's moving price towards its spot price (at most 1), the faster the older the subnet. Rounds down.
 * Source: SubtensorModule, update_moving_price.
 */
function updateMovingPrice(state: State, netuid: number): void {
  const { EMAPriceHalvingBlocks, SubnetMovingAlpha, SubnetMovingPrice } = subtensorStorage;
  const blocks = blocksSinceStart(state, netuid);
  const halving = EMAPriceHalvingBlocks.get(state, netuid);
  const maturity = divFixed(fromInteger(blocks), fromInteger(blocks + halving));
  const alpha = mulFixed(toU64F64(SubnetMovingAlpha.get(state)), maturity);
  const spot = alphaPrice(state, netuid);
  const fresh = mulFixed(alpha, smaller(spot, FIXED_ONE));
  const kept = mulFixed(FIXED_ONE - alpha, toU64F64(SubnetMovingPrice.get(state, netuid)));
  SubnetMovingPrice.set(state, netuid, fromU64F64(fresh + kept));
}

/**
 * What SubtensorModule does at the start of each block: coinbase, then moving prices and root proportions.
 * Source: SubtensorModule, block_step.
 */
export function blockStep(state: State, profile: RuntimeProfile): void {
  const all = allNetuids(state);
  const netuids = emittingNetuids(state, all);
  runCoinbase(state, profile, all, netuids);
  const rootPart = rootProportions(state);
  for (const netuid of netuids) {
    updateMovingPrice(state, netuid);
    subtensorStorage.RootProp.set(state, netuid, rootPart(netuid));
  }
}
