/** One as parts of a Perquintill. */
const ONE = 1_000_000_000_000_000_000n;
const MIN_WEIGHT = ONE / 100n;

/** parts × value / 1e18, rounded to the nearest integer. Source: Swap, balancer (mul_perquintill_round). */
function scaleRound(parts: bigint, value: bigint): bigint {
  return (parts * value + ONE / 2n) / ONE;
}

/** p / q in parts of 1e18, rounded down, after the runtime's own reduction of both. Source: sp-arithmetic, from_rational. */
function fromRational(p: bigint, q: bigint): bigint {
  if (p >= q) return ONE;
  const factor = (q + ONE - 1n) / ONE;
  return ((p / factor) * ONE) / (q / factor);
}

export interface Injection {
  readonly taoReserve: bigint;
  readonly alphaReserve: bigint;
  /** Weight of TAO before, in parts of 1e18. */
  readonly quoteWeight: bigint;
  readonly tao: bigint;
  readonly alpha: bigint;
}

/**
 * Weight of TAO (parts of 1e18) that keeps the price when the amounts join the reserves; null when it would leave
 * [0.01, 0.99]. Source: Swap, balancer (update_weights_for_added_liquidity).
 */
export function reweight({ taoReserve, alphaReserve, quoteWeight, tao, alpha }: Injection): bigint | null {
  const alphaSide = scaleRound(ONE - quoteWeight, taoReserve * (alphaReserve + alpha));
  const taoSide = scaleRound(quoteWeight, alphaReserve * (taoReserve + tao));
  const sum = alphaSide + taoSide;
  const weight = sum === 0n ? ONE / 2n : fromRational(taoSide, sum);
  return weight >= MIN_WEIGHT && ONE - weight >= MIN_WEIGHT ? weight : null;
}
