import type { Side, WeightedPool } from './pool.ts';
import { defaultLimit, MIN_PRICE, swap } from './swap.ts';
import { applySwap } from './transition.ts';
import { alphaRao, rao } from './units.ts';

/** One trade of a pool as it was filled. Base units: input (fee included) and fee in the token paid. */
export interface PoolTrade {
  readonly side: Side;
  readonly paid: bigint;
  readonly received: bigint;
  readonly fee: bigint;
}

/** TAO that the author's sale of a sell's fee brought, found from the pool after it; it settles within a few rounds. */
function authorSale(after: WeightedPool, fee: bigint): bigint {
  let tao = 0n;
  for (let round = 0; round < 8; round += 1) {
    const between = {
      ...after,
      taoReserve: rao(after.taoReserve + tao),
      alphaReserve: alphaRao(after.alphaReserve - fee),
    };
    const sale = swap(between, 'sell', fee, MIN_PRICE, { dropFees: true });
    const next = sale.ok ? sale.fill.paidOut : 0n;
    if (next === tao) break;
    tao = next;
  }
  return tao;
}

/**
 * The pool as a trade met it, from the pool that it left; null when this trade does not lead from the one to the other, to
 * the base unit: then something else moved the pool behind it. A trade without a fee is one of those that pay none. A pool
 * moves between a quote and a block by the network's emission alone, so this is what tells whether a fill was exact.
 */
export function poolMet(after: WeightedPool, trade: PoolTrade): WeightedPool | null {
  const { side, paid, received, fee } = trade;
  const met: WeightedPool =
    side === 'buy'
      ? {
          ...after,
          taoReserve: rao(after.taoReserve - (paid - fee)),
          alphaReserve: alphaRao(after.alphaReserve + received),
        }
      : {
          ...after,
          taoReserve: rao(after.taoReserve + received + authorSale(after, fee)),
          alphaReserve: alphaRao(after.alphaReserve - paid),
        };
  if (met.taoReserve <= 0n || met.alphaReserve <= 0n) return null;
  const again = applySwap(met, side, paid, defaultLimit(side), { dropFees: fee === 0n });
  const same =
    again.ok &&
    again.fill.paidOut === received &&
    again.fill.fee === fee &&
    again.after.taoReserve === after.taoReserve &&
    again.after.alphaReserve === after.alphaReserve;
  return same ? met : null;
}
