import { Decimal } from 'decimal.js';
import type { Side, WeightedPool } from '#domain/pool.ts';

/** A plain version of the engine's arithmetic, in decimals: what one would write first. */
const D = Decimal.clone({ precision: 60, rounding: Decimal.ROUND_DOWN, toExpNeg: -1000, toExpPos: 1000 });

const TWO_64 = new D(2).pow(64);
const WHOLE = new D('1e18');

/** Down to a multiple of 2^-64. */
function fixed(value: Decimal): Decimal {
  return value.mul(TWO_64).floor().div(TWO_64);
}

function price(tao: Decimal, alpha: Decimal, quoteWeight: Decimal): Decimal {
  return fixed(fixed(WHOLE.sub(quoteWeight).div(quoteWeight)).mul(fixed(tao.div(alpha))));
}

/** Output of a swap at the default limits, in base units; null when the price bounds cut or refuse it. */
export function decimalSwap(pool: WeightedPool, side: Side, amountIn: bigint): bigint | null {
  const tao = new D(pool.taoReserve.toString());
  const alpha = new D(pool.alphaReserve.toString());
  const weight = new D(pool.quoteWeight.toString());
  const amount = new D(amountIn.toString());
  const fee = amount.mul(fixed(new D(pool.feeRate).div(65_535))).floor();
  const net = amount.sub(fee);
  const [reserveIn, reserveOut] = side === 'buy' ? [tao, alpha] : [alpha, tao];
  const exponent = side === 'buy' ? weight.div(WHOLE.sub(weight)) : WHOLE.sub(weight).div(weight);
  const parts = reserveIn.div(reserveIn.add(net)).pow(exponent).mul(WHOLE).floor();
  const out = reserveOut.mul(new D(1).sub(fixed(parts.div(WHOLE)))).floor();
  const before = price(tao, alpha, weight);
  const after =
    side === 'buy'
      ? price(tao.add(net), alpha.sub(out), weight)
      : price(tao.sub(out), alpha.add(net), weight);
  const within = side === 'buy' ? before.lt(1e6) && after.lte(1e6) : before.gt(1e-6) && after.gte(1e-6);
  return within ? BigInt(out.toFixed(0)) : null;
}
