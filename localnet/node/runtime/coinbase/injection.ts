import { MAX_PRICE } from '#domain/swap.ts';
import { alphaAssetsStorage } from '#localnet/metadata/pallets/alphaAssets.ts';
import { subtensorStorage } from '#localnet/metadata/pallets/subtensor.ts';
import { toInteger } from '#localnet/node/runtime/arithmetic/u96f32.ts';
import { deposit } from '#localnet/node/runtime/balances/currency.ts';
import { DispatchFailure } from '#localnet/node/runtime/dispatchFailure.ts';
import { saturatingAdd } from '#localnet/node/runtime/integers.ts';
import type { RuntimeProfile } from '#localnet/node/runtime/profile.ts';
import { subnetAccount } from '#localnet/node/runtime/staking/subnetAccount.ts';
import { swapTaoForAlpha } from '#localnet/node/runtime/swap/subnetSwap.ts';
import type { State } from '#localnet/node/state.ts';
import type { EmissionTerms } from './emissionTerms.ts';
import { type Liquidity, weighOrDrop, weighWaiting } from './liquidityWeights.ts';

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

/** Counts Alpha of a subnet as created. */
export function mintAlpha(state: State, netuid: number, alpha: bigint): void {
  const { TotalAlphaIssuance } = alphaAssetsStorage;
  TotalAlphaIssuance.set(state, netuid, saturatingAdd(TotalAlphaIssuance.get(state, netuid), alpha));
}

/** Puts liquidity into the reserves, under weights that are set for it. */
function addReserves(state: State, netuid: number, { tao, alpha }: Liquidity): void {
  const { SubnetAlphaIn, SubnetAlphaInEmission, SubnetTAO, SubnetTaoInEmission, TotalStake } =
    subtensorStorage;
  SubnetAlphaInEmission.set(state, netuid, alpha);
  SubnetAlphaIn.set(state, netuid, saturatingAdd(SubnetAlphaIn.get(state, netuid), alpha));
  if (tao === 0n) return;
  SubnetTaoInEmission.set(state, netuid, tao);
  SubnetTAO.set(state, netuid, saturatingAdd(SubnetTAO.get(state, netuid), tao));
  TotalStake.set(state, saturatingAdd(TotalStake.get(state), tao));
  addFlow(state, netuid, tao);
}

/** Pays TAO of the block's emission to the subnet's account. Gives what was paid. */
function pay(state: State, netuid: number, tao: bigint): bigint {
  return tao > 0n && deposit(state, subnetAccount(netuid), tao) ? tao : 0n;
}

/**
 * One block's liquidity for one subnet: TAO and Alpha into the reserves under weights that keep the price, and the
 * protocol's purchase, before or between the two as the profile says. Gives the TAO that left the block's emission.
 * Source: SubtensorModule, inject_pool_liquidity_and_swap_excess.
 */
export function injectLiquidity(
  state: State,
  profile: RuntimeProfile,
  netuid: number,
  terms: EmissionTerms,
): bigint {
  const { SubnetExcessTao, SubnetTaoInEmission } = subtensorStorage;
  const [tao, alpha, excess] = [toInteger(terms.taoIn), toInteger(terms.alphaIn), toInteger(terms.excessTao)];
  SubnetExcessTao.set(state, netuid, 0n);
  SubnetTaoInEmission.set(state, netuid, 0n);
  const buy = () => (excess > 0n ? buyForProtocol(state, netuid, excess) : 0n);
  if (profile.parksLiquidity) {
    const spent = buy();
    const paid = pay(state, netuid, tao);
    mintAlpha(state, netuid, alpha);
    addReserves(state, netuid, weighWaiting(state, netuid, { tao: paid, alpha }));
    return spent + paid;
  }
  const fitting = weighOrDrop(state, netuid, { tao, alpha });
  const spent = buy();
  const paid = pay(state, netuid, fitting.tao);
  mintAlpha(state, netuid, fitting.alpha);
  addReserves(state, netuid, { tao: paid, alpha: fitting.alpha });
  return spent + paid;
}
