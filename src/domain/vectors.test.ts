import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { powRatioGeneral, powRatioScaled } from './power.ts';
import { powRatioNear } from './powerNear.ts';
import { priceRao, spotPrice } from './price.ts';
import {
  type Compared,
  compareMaxAmount,
  compareMove,
  comparePrice,
  compareSequence,
  compareSim,
  compareSwap,
  type PoolVector,
  poolOf,
  type SimVector,
  type SwapVectors,
} from './vectorCheck.ts';
import simSwap from './vectors/simSwap.json' with { type: 'json' };
import carried from './vectors/swap.json' with { type: 'json' };

const SHARED = '../shared/vectors';

function read(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}

function differing(compared: readonly Compared[]): readonly Compared[] {
  return compared.filter(({ expected, got }) => expected !== got);
}

function checkAll(vectors: SwapVectors): void {
  expect(differing(vectors.swaps.map(compareSwap))).toEqual([]);
  expect(differing(vectors.prices.map(comparePrice))).toEqual([]);
  expect(differing(vectors.maxAmounts.map(compareMaxAmount))).toEqual([]);
  expect(differing(vectors.sequences.flatMap(compareSequence))).toEqual([]);
  expect(differing(vectors.crossSubnet.map(compareMove))).toEqual([]);
}

type Power = readonly [num: bigint, den: bigint, expNum: bigint, expDen: bigint];

const WHOLE = 10n ** 18n;

/** The powers that a swap of the vectors takes: for the output, and for the cut at the limit where it applies. */
function powersOf({
  side,
  pool: vector,
  amountIn,
  limitPrice,
}: SwapVectors['swaps'][number]): readonly Power[] {
  const pool = poolOf(vector);
  const base = WHOLE - pool.quoteWeight;
  const amount = BigInt(amountIn);
  const limit = (BigInt(limitPrice) << 64n) / 10n ** 9n;
  const price = spotPrice(pool);
  const powers: Power[] =
    side === 'buy'
      ? [
          [pool.taoReserve, pool.taoReserve + amount, pool.quoteWeight, base],
          [limit, price, base, WHOLE],
        ]
      : [
          [pool.alphaReserve, pool.alphaReserve + amount, base, pool.quoteWeight],
          [price, limit, pool.quoteWeight, WHOLE],
        ];
  return powers.filter(([num, den]) => num > 0n && den > 0n);
}

describe('the runtime arithmetic, carried vectors', () => {
  it('gives every swap, price, largest fill, sequence and move to the last digit', () => {
    checkAll(carried);
  });

  it('gives the same powers on the short path and on the general one, and takes both', () => {
    const powers = carried.swaps.flatMap(powersOf);
    const near = powers.filter((power) => powRatioNear(...power) !== null);
    expect(near.length).toBeGreaterThan(100);
    expect(powers.length - near.length).toBeGreaterThan(100);
    expect(near.filter((power) => powRatioNear(...power) !== powRatioGeneral(...power))).toEqual([]);
    expect(powers.filter((power) => powRatioScaled(...power) !== powRatioGeneral(...power))).toEqual([]);
  });
});

describe("mainnet's own answers", () => {
  it.each(simSwap.sims)('equal simulateSwap: netuid $netuid, $side $amount', (vector) => {
    const { expected, got } = compareSim(vector);
    expect(got).toBe(expected);
  });

  it.each(simSwap.prices)('equal the spot price: netuid $netuid', ({ pool, priceRao: expected }) => {
    expect(priceRao(spotPrice(poolOf(pool)))).toBe(BigInt(expected));
  });
});

describe.skipIf(!existsSync(`${SHARED}/swap.json`))('the runtime arithmetic, all vectors', () => {
  it('gives all of them to the last digit', () => {
    const all = read(`${SHARED}/swap.json`) as SwapVectors;
    const { swaps, prices, maxAmounts, sequences, crossSubnet } = all;
    const counts = [swaps, prices, maxAmounts, sequences, crossSubnet].map((cases) => cases.length);
    expect(counts).toEqual([1200, 300, 200, 60, 200]);
    checkAll(all);
    const powers = swaps.flatMap(powersOf);
    expect(powers.filter((power) => powRatioScaled(...power) !== powRatioGeneral(...power))).toEqual([]);
  });
});

interface Capture {
  readonly source: { readonly spec_version: number };
  readonly storage: Readonly<Record<string, string | null>>;
  readonly runtime_api: readonly {
    readonly method: string;
    readonly args_hex: string;
    readonly result: string;
  }[];
}

/** Little-endian unsigned integer of a slice of hex, in bytes. */
function littleEndian(hex: string, start: number, length: number): bigint {
  return Buffer.from(hex.slice(2), 'hex')
    .subarray(start, start + length)
    .reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
}

describe.skipIf(!existsSync(`${SHARED}/mainnet-sim-swap.json`))("mainnet's own answers, raw captures", () => {
  it('equal the engine byte for byte at spec 475', () => {
    const { vectors } = read(`${SHARED}/mainnet-sim-swap.json`) as { vectors: readonly Capture[] };
    const captures = vectors.filter(({ source }) => source.spec_version === 475);
    const compared = captures.flatMap(({ storage, runtime_api }) => {
      const u64 = (key: string): string => littleEndian(storage[key] ?? '0x', 0, 8).toString();
      const pool: PoolVector = {
        taoReserve: u64('SubtensorModule.SubnetTAO'),
        alphaReserve: u64('SubtensorModule.SubnetAlphaIn'),
        quoteWeight: u64('Swap.SwapBalancer'),
      };
      return runtime_api.map(({ method, args_hex, result }): Compared => {
        if (method.endsWith('current_alpha_price')) {
          const got = priceRao(spotPrice(poolOf(pool))).toString();
          return { expected: littleEndian(result, 0, 8).toString(), got };
        }
        const fields = ['taoAmount', 'alphaAmount', 'taoFee', 'alphaFee', 'taoSlippage', 'alphaSlippage'];
        const decoded = fields.map((name, i) => [name, littleEndian(result, 8 * i, 8).toString()]);
        const vector: SimVector = {
          side: method.endsWith('sim_swap_tao_for_alpha') ? 'buy' : 'sell',
          pool,
          amount: littleEndian(args_hex, 2, 8).toString(),
          expect: Object.fromEntries(decoded),
        };
        return compareSim(vector);
      });
    });
    expect(compared).toHaveLength(6);
    expect(differing(compared)).toEqual([]);
  });
});
