import { ROOT } from '#domain/subnet.ts';
import { subtensorStorage } from '#localnet/metadata/pallets/subtensor.ts';
import { toInteger, U96F32_ONE } from '#localnet/node/runtime/arithmetic/u96f32.ts';
import { issue, recycle } from '#localnet/node/runtime/balances/currency.ts';
import { saturatingAdd, saturatingSubtract } from '#localnet/node/runtime/integers.ts';
import { emissionStorage } from '#localnet/node/runtime/laterStorage.ts';
import type { RuntimeProfile } from '#localnet/node/runtime/profile.ts';
import { currentBlock } from '#localnet/node/runtime/staking/flow.ts';
import { alphaPrice } from '#localnet/node/runtime/swap/poolState.ts';
import type { State } from '#localnet/node/state.ts';
import { blockEmission } from './blockEmission.ts';
import { alphaIssuance } from './candidates.ts';
import { demandShares, gateBar, gateShares, splitEmission } from './emissionShares.ts';
import { type EmissionTerms, emissionTerms, rootProportion } from './emissionTerms.ts';
import { runEpochs } from './epoch.ts';
import { injectLiquidity, mintAlpha } from './injection.ts';
import { accrue, splitAlpha } from './pendingAlpha.ts';

/** Blocks between two settings of the gate's bar. */
const BAR_INTERVAL = 360n;

/** The bar that gates this block, set anew when it is due. Raw U64F64. */
function currentBar(state: State, shares: readonly bigint[]): bigint {
  const { EmissionBarRank, EmissionGateBar } = emissionStorage;
  const bar = EmissionGateBar.get(state);
  if (bar > 0n && currentBlock(state) % BAR_INTERVAL !== 0n) return bar;
  const next = gateBar(shares, EmissionBarRank.get(state));
  if (next === 0n) return bar;
  EmissionGateBar.set(state, next);
  return next;
}

/** TAO of this block for each subnet, raw U96F32. Source: SubtensorModule, get_subnet_block_emissions. */
function taoEmissions(
  state: State,
  profile: RuntimeProfile,
  netuids: readonly number[],
  emission: bigint,
): bigint[] {
  const candidates = netuids.map((netuid) => ({
    movingPrice: subtensorStorage.SubnetMovingPrice.get(state, netuid),
    minerBurned: subtensorStorage.MinerBurned.get(state, netuid),
    emissionEnabled: subtensorStorage.SubnetEmissionEnabled.get(state, netuid),
  }));
  const shares = demandShares(candidates);
  if (!profile.gatesEmission) return splitEmission(shares, candidates, emission);
  const gated = gateShares(
    shares,
    currentBar(state, shares),
    emissionStorage.EmissionGateExponent.get(state),
  );
  return splitEmission(gated, candidates, emission);
}

type RootPart = (netuid: number) => bigint;

/** Gives the root's part of a subnet now, raw U96F32; root's stake and weight do not change within a block step. */
export function rootProportions(state: State): RootPart {
  const rootTao = subtensorStorage.SubnetTAO.get(state, ROOT);
  const weight = subtensorStorage.TaoWeight.get(state);
  return (netuid) => rootProportion(rootTao, weight, alphaIssuance(state, netuid));
}

/** Creates the participants' Alpha of one subnet and puts it aside for the epoch. Without root sales its part is recycled. */
function emitAlpha(
  state: State,
  netuid: number,
  alphaOut: bigint,
  rootPart: RootPart,
  rootSells: boolean,
): void {
  const { SubnetAlphaOut, SubnetAlphaOutEmission } = subtensorStorage;
  const created = toInteger(alphaOut);
  SubnetAlphaOutEmission.set(state, netuid, created);
  mintAlpha(state, netuid, created);
  SubnetAlphaOut.set(state, netuid, saturatingAdd(SubnetAlphaOut.get(state, netuid), created));
  const parts = splitAlpha(state, netuid, alphaOut, rootPart(netuid));
  accrue(state, netuid, rootSells ? parts : { ...parts, root: 0n });
  if (rootSells) return;
  SubnetAlphaOut.set(state, netuid, saturatingSubtract(SubnetAlphaOut.get(state, netuid), parts.root));
}

/**
 * The coinbase of one block: issues the block's TAO, spreads it over the pools, creates Alpha for participants, runs
 * the epochs that are due; TAO that nothing took is recycled. `all` are the netuids there are, `netuids` those that emit. Source: SubtensorModule, run_coinbase.
 */
export function runCoinbase(
  state: State,
  profile: RuntimeProfile,
  all: readonly number[],
  netuids: readonly number[],
): void {
  const rootPart = rootProportions(state);
  const emission = blockEmission(subtensorStorage.TotalIssuance.get(state));
  if (emission > 0n) issue(state, emission);
  const terms: [number, EmissionTerms][] = taoEmissions(state, profile, netuids, emission).map(
    (tao, index) => {
      const netuid = netuids[index] ?? 0;
      const price = alphaPrice(state, netuid);
      return [netuid, emissionTerms(tao, price, rootPart(netuid), alphaIssuance(state, netuid))];
    },
  );
  const prices = netuids.map((netuid) => subtensorStorage.SubnetMovingPrice.get(state, netuid));
  const rootSells = prices.reduce((sum, price) => sum + price, 0n) > U96F32_ONE;
  let rest = emission;
  for (const [netuid, term] of terms) rest -= injectLiquidity(state, profile, netuid, term);
  recycle(state, rest);
  for (const [netuid, term] of terms) emitAlpha(state, netuid, term.alphaOut, rootPart, rootSells);
  runEpochs(state, all);
}
