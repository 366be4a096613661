import { MAX_PRICE } from '#domain/swap.ts';
import { alphaAssetsStorage } from '#localnet/metadata/pallets/alphaAssets.ts';
import { subtensorStorage } from '#localnet/metadata/pallets/subtensor.ts';
import { swapStorage } from '#localnet/metadata/pallets/swap.ts';
import { toInteger } from '#localnet/node/runtime/arithmetic/u96f32.ts';
import { deposit } from '#localnet/node/runtime/balances/currency.ts';
import { DispatchFailure } from '#localnet/node/runtime/dispatchFailure.ts';
import { saturatingAdd } from '#localnet/node/runtime/integers.ts';
import { reservoirStorage } from '#localnet/node/runtime/laterStorage.ts';
import { subnetAccount } from '#localnet/node/runtime/staking/subnetAccount.ts';
import { reweight } from '#localnet/node/runtime/swap/reweight.ts';
import { swapTaoForAlpha } from '#localnet/node/runtime/swap/subnetSwap.ts';
import type { State } from '#localnet/node/state.ts';
import { quoteWeight } from './candidates.ts';
import type { EmissionTerms } from './emissionTerms.ts';

function addFlow(state: State, netuid: number, tao: bigint): void {
  const { SubnetProtocolFlow } = subtensorStorage;
  SubnetProtocolFlow.set(state, netuid, SubnetProtocolFlow.get(state, netuid) + tao);
}

/** Buys Alpha for the protocol, without a fee; a pool that refuses leaves the TAO unspent. Gives the TAO spent. */
function buyForProtocol(state: State, netuid: number, tao: bigint): bigint {
  try {
    return state.transaction(() => {
      deposit(state, subnetAccount(netuid), tao);
      const fill = swapTaoForAlpha(state, netuid, tao, MAX_PRICE, { dropFees: true });
      const { SubnetProtocolAlpha, SubnetExcessTao } = subtensorStorage;
      const held = SubnetProtocolAlpha.get(state, netuid);
      SubnetProtocolAlpha.set(state, netuid, saturatingAdd(held, fill.paidOut));
      SubnetExcessTao.set(state, netuid, fill.paidIn);
      addFlow(state, netuid, fill.paidIn);
      return tao;
    });
  } catch (error) {
    if (error instanceof DispatchFailure) return 0n;
    throw error;
  }
}

type Reservoir = (typeof reservoirStorage)['BalancerTaoReservoir'];

interface Liquidity {
  readonly tao: bigint;
  readonly alpha: bigint;
}

/**
 * What of the new and the waiting liquidity can join the reserves with weights within bounds: all, only the Alpha, only
 * the TAO, or nothing; the rest waits. Source: Swap, adjust_protocol_liquidity.
 */
function activate(state: State, netuid: number, added: Liquidity): Liquidity {
  const { BalancerTaoReservoir, BalancerAlphaReservoir } = reservoirStorage;
  const waiting = {
    tao: BalancerTaoReservoir.get(state, netuid),
    alpha: BalancerAlphaReservoir.get(state, netuid),
  };
  const tao = waiting.tao + added.tao;
  const alpha = waiting.alpha + added.alpha;
  const pool = {
    taoReserve: subtensorStorage.SubnetTAO.get(state, netuid),
    alphaReserve: subtensorStorage.SubnetAlphaIn.get(state, netuid),
    quoteWeight: quoteWeight(state, netuid),
  };
  const choices: Liquidity[] = [
    { tao, alpha },
    { tao: 0n, alpha },
    { tao, alpha: 0n },
  ];
  for (const choice of choices) {
    const weight = reweight({ ...pool, ...choice });
    if (weight === null) continue;
    swapStorage.SwapBalancer.set(state, netuid, { quote: weight });
    keepWaiting(state, netuid, BalancerTaoReservoir, waiting.tao, tao - choice.tao);
    keepWaiting(state, netuid, BalancerAlphaReservoir, waiting.alpha, alpha - choice.alpha);
    return choice;
  }
  keepWaiting(state, netuid, BalancerTaoReservoir, waiting.tao, tao);
  keepWaiting(state, netuid, BalancerAlphaReservoir, waiting.alpha, alpha);
  return { tao: 0n, alpha: 0n };
}

function keepWaiting(
  state: State,
  netuid: number,
  reservoir: Reservoir,
  before: bigint,
  after: bigint,
): void {
  if (after === before) return;
  if (after > 0n) reservoir.set(state, netuid, after);
  else reservoir.remove(state, netuid);
}

/** Counts Alpha of a subnet as created. */
export function mintAlpha(state: State, netuid: number, alpha: bigint): void {
  const { TotalAlphaIssuance } = alphaAssetsStorage;
  TotalAlphaIssuance.set(state, netuid, saturatingAdd(TotalAlphaIssuance.get(state, netuid), alpha));
}

/**
 * One block's liquidity for one subnet: first the protocol's purchase, then TAO and Alpha into the reserves under
 * weights that keep the price. Gives the TAO that left the block's emission.
 * Source: SubtensorModule, inject_pool_liquidity_and_swap_excess.
 */
export function injectLiquidity(state: State, netuid: number, terms: EmissionTerms): bigint {
  const {
    SubnetAlphaIn,
    SubnetAlphaInEmission,
    SubnetExcessTao,
    SubnetTAO,
    SubnetTaoInEmission,
    TotalStake,
  } = subtensorStorage;
  const [tao, alpha, excess] = [toInteger(terms.taoIn), toInteger(terms.alphaIn), toInteger(terms.excessTao)];
  SubnetExcessTao.set(state, netuid, 0n);
  SubnetTaoInEmission.set(state, netuid, 0n);
  const spent = excess > 0n ? buyForProtocol(state, netuid, excess) : 0n;
  const paid = tao > 0n && deposit(state, subnetAccount(netuid), tao) ? tao : 0n;
  const active = activate(state, netuid, { tao: paid, alpha });
  mintAlpha(state, netuid, alpha);
  SubnetAlphaInEmission.set(state, netuid, active.alpha);
  SubnetAlphaIn.set(state, netuid, saturatingAdd(SubnetAlphaIn.get(state, netuid), active.alpha));
  if (active.tao > 0n) {
    SubnetTaoInEmission.set(state, netuid, active.tao);
    SubnetTAO.set(state, netuid, saturatingAdd(SubnetTAO.get(state, netuid), active.tao));
    TotalStake.set(state, saturatingAdd(TotalStake.get(state), active.tao));
    addFlow(state, netuid, active.tao);
  }
  return spent + paid;
}
