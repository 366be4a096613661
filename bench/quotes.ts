import { existsSync, readFileSync } from 'node:fs';
import { quoteExactOut } from '#domain/exactOut.ts';
import type { Side, WeightedPool } from '#domain/pool.ts';
import { quoteExactIn } from '#domain/quote.ts';
import { defaultLimit, swap } from '#domain/swap.ts';
import { alphaRao, rao } from '#domain/units.ts';
import carried from '#domain/vectors/swap.json' with { type: 'json' };
import { decimalSwap } from './decimalSwap.ts';

const MAINNET = '../shared/data/mainnet-pools.json';
const ROUNDS = 7;
const WHOLE = 10n ** 18n;

interface PoolRow {
  readonly taoReserve: string;
  readonly alphaReserve: string;
  readonly quoteWeight: string | null;
}

interface Case {
  readonly pool: WeightedPool;
  readonly side: Side;
  readonly amountIn: bigint;
}

/** Mainnet's pools where they are at hand, else those of the carried vectors: only weights next to one half. */
function livePools(): readonly WeightedPool[] {
  const mainnet = existsSync(MAINNET);
  console.log(`pools: ${mainnet ? 'mainnet at block 9,240,381' : 'carried vectors'}`);
  const rows: readonly PoolRow[] = mainnet
    ? (JSON.parse(readFileSync(MAINNET, 'utf8')) as { subnets: readonly PoolRow[] }).subnets.slice(1)
    : carried.swaps.map(({ pool }) => pool);
  return rows
    .map(
      ({ taoReserve, alphaReserve, quoteWeight }): WeightedPool => ({
        kind: 'weighted',
        taoReserve: rao(BigInt(taoReserve)),
        alphaReserve: alphaRao(BigInt(alphaReserve)),
        quoteWeight: quoteWeight === null ? WHOLE / 2n : BigInt(quoteWeight),
        feeRate: 33,
      }),
    )
    .filter(({ quoteWeight }) => quoteWeight !== WHOLE / 2n && WHOLE / 2n - quoteWeight < 10n ** 12n);
}

/** The same pools with weights spread evenly over what the runtime allows. */
function anyWeights(pools: readonly WeightedPool[]): readonly WeightedPool[] {
  const step = (WHOLE * 98n) / 100n / BigInt(pools.length);
  return pools.map((pool, i) => ({ ...pool, quoteWeight: WHOLE / 100n + step * BigInt(i) + 7n }));
}

/** Trades of both sides, from a hundred-thousandth to a tenth of the reserve. */
function casesOf(pools: readonly WeightedPool[]): readonly Case[] {
  return pools.flatMap((pool) =>
    (['buy', 'sell'] as const).flatMap((side) =>
      [10n, 331n, 2_117n, 100_003n].map((part) => {
        const reserve = side === 'buy' ? pool.taoReserve : pool.alphaReserve;
        return { pool, side, amountIn: (reserve * part) / 1_000_000n };
      }),
    ),
  );
}

function engineOutput({ pool, side, amountIn }: Case): bigint | null {
  const outcome = swap(pool, side, amountIn, defaultLimit(side));
  return outcome.ok ? outcome.fill.paidOut : null;
}

/** Calls a second over all cases, repeated until at least 200 ms have passed. */
function rate<Given extends Case>(cases: readonly Given[], call: (one: Given) => unknown): number {
  const start = performance.now();
  let calls = 0;
  let passed = 0;
  do {
    for (const one of cases) call(one);
    calls += cases.length;
    passed = performance.now() - start;
  } while (passed < 200);
  return (calls * 1_000) / passed;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
}

function measure(name: string, pools: readonly WeightedPool[]): void {
  const all = casesOf(pools);
  const cases = all.filter((one) => decimalSwap(one.pool, one.side, one.amountIn) !== null);
  const wrong = cases.filter((one) => engineOutput(one) !== decimalSwap(one.pool, one.side, one.amountIn));
  if (wrong.length > 0) throw new Error(`${name}: ${wrong.length} of ${cases.length} outputs differ`);

  const swaps: number[] = [];
  const decimals: number[] = [];
  const quotes: number[] = [];
  const exactOuts: number[] = [];
  const wanted = cases.map((one) => ({ ...one, amountOut: engineOutput(one) ?? 1n }));
  for (let round = 0; round < ROUNDS; round += 1) {
    swaps.push(rate(cases, engineOutput));
    decimals.push(rate(cases, ({ pool, side, amountIn }) => decimalSwap(pool, side, amountIn)));
    quotes.push(rate(cases, ({ pool, side, amountIn }) => quoteExactIn(pool, side, amountIn, 50)));
    exactOuts.push(rate(wanted, ({ pool, side, amountOut }) => quoteExactOut(pool, side, amountOut, 50)));
  }
  const ratios = swaps.map((value, round) => value / (decimals[round] ?? 1));
  const count = (value: number): string => Math.round(value).toLocaleString('en').padStart(9);
  console.log(`${name}: ${cases.length} swaps on ${pools.length} pools, equal to the rao both ways`);
  console.log(`  engine, exact swaps a second     ${count(median(swaps))}`);
  console.log(`  decimal.js, the same a second    ${count(median(decimals))}`);
  console.log(`  engine to decimal.js             ${median(ratios).toFixed(1).padStart(9)} x`);
  console.log(`  engine, whole quotes a second    ${count(median(quotes))}  (limit price searched exactly)`);
  console.log(
    `  engine, exact out a second       ${count(median(exactOuts))}  (the smallest input searched too)`,
  );
}

const pools = livePools();
measure('live weights', pools);
measure('any weights', anyWeights(pools));
