import { subtensorStorage } from '#localnet/metadata/pallets/subtensor.ts';
import { swapStorage } from '#localnet/metadata/pallets/swap.ts';
import { reservoirStorage } from '#localnet/node/runtime/laterStorage.ts';
import { reweight } from '#localnet/node/runtime/swap/reweight.ts';
import type { State } from '#localnet/node/state.ts';
import { quoteWeight } from './candidates.ts';

type Reservoir = (typeof reservoirStorage)['BalancerTaoReservoir'];

/** Liquidity of a pool. */
export interface Liquidity {
  readonly tao: bigint;
  readonly alpha: bigint;
}

/** The quote's weight that keeps the price when liquidity joins the reserves; null out of bounds. */
function weightFor(state: State, netuid: number, added: Liquidity): bigint | null {
  return reweight({
    taoReserve: subtensorStorage.SubnetTAO.get(state, netuid),
    alphaReserve: subtensorStorage.SubnetAlphaIn.get(state, netuid),
    quoteWeight: quoteWeight(state, netuid),
    ...added,
  });
}

/**
 * Sets the weights for new liquidity. Gives it, or none when no weights within bounds can take it.
 * Source: Swap, adjust_protocol_liquidity at spec 425.
 */
export function weighOrDrop(state: State, netuid: number, added: Liquidity): Liquidity {
  const weight = weightFor(state, netuid, added);
  if (weight === null) return { tao: 0n, alpha: 0n };
  swapStorage.SwapBalancer.set(state, netuid, { quote: weight });
  return added;
}

/**
 * Sets the weights for liquidity. Gives what of the new and the waiting can join the reserves with weights within
 * bounds: all, only the Alpha, only the TAO, or nothing; the rest waits. Source: Swap, adjust_protocol_liquidity.
 */
export function weighWaiting(state: State, netuid: number, added: Liquidity): Liquidity {
  const { BalancerTaoReservoir, BalancerAlphaReservoir } = reservoirStorage;
  const waiting = {
    tao: BalancerTaoReservoir.get(state, netuid),
    alpha: BalancerAlphaReservoir.get(state, netuid),
  };
  const tao = waiting.tao + added.tao;
  const alpha = waiting.alpha + added.alpha;
  const choices: Liquidity[] = [
    { tao, alpha },
    { tao: 0n, alpha },
    { tao, alpha: 0n },
  ];
  for (const choice of choices) {
    const weight = weightFor(state, netuid, choice);
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
