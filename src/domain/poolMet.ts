import type { Side, WeightedPool } from './pool.ts';
import { defaultLimit, MIN_PRICE, swap } from './swap.ts';
import { applySwap } from './transition.ts';
import type { Filled } from './tx.ts';
import { alphaRao, rao } from './units.ts';

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
 * The pool as an order met it, from the pool at the end of the order's block; null when the order's own swap does not lead
 * from the one to the other, to the base unit: then others moved the pool behind it. A pool moves between a quote and a
 * block by the network's emission alone, so this is what tells whether a fill was exact.
 */
export function poolMet(after: WeightedPool, side: Side, filled: Filled): WeightedPool | null {
  const { paid, received, fee } = filled;
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
  const again = applySwap(met, side, paid, defaultLimit(side));
  const same =
    again.ok &&
    again.fill.paidOut === received &&
    again.fill.fee === fee &&
    again.after.taoReserve === after.taoReserve &&
    again.after.alphaReserve === after.alphaReserve;
  return same ? met : null;
}
