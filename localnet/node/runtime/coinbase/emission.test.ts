import { describe, expect, it } from 'vitest';
import { priceOf } from '#domain/price.ts';
import { mainnetGenesis } from '#localnet/genesis/mainnet.ts';
import { toInteger } from '#localnet/node/runtime/arithmetic/u96f32.ts';
import { blockEmission } from './blockEmission.ts';
import { demandShares, gateBar, gateShares, splitEmission } from './emissionShares.ts';
import { emissionTerms, rootProportion } from './emissionTerms.ts';

const HALF = 500_000_000_000_000_000n;
const THREE = 3n << 64n;

const { subnets, emissionGateBar, taoWeight, totalIssuance } = mainnetGenesis;
const rootTao = subnets[0]?.taoReserve ?? 0n;
const emitting = subnets.filter(
  ({ netuid, firstEmissionBlock }) => netuid !== 0 && firstEmissionBlock !== null,
);
const shares = demandShares(emitting);
const emissions = splitEmission(
  gateShares(shares, emissionGateBar, THREE),
  emitting,
  blockEmission(totalIssuance),
);

const rows = emitting.map((subnet, index) => {
  const issuance = subnet.alphaReserve + subnet.alphaOut;
  const price = priceOf(subnet.taoReserve, subnet.alphaReserve, subnet.quoteWeight ?? HALF);
  const root = rootProportion(rootTao, taoWeight, issuance);
  return { subnet, root, terms: emissionTerms(emissions[index] ?? 0n, price, root, issuance) };
});

/**
 * The columns are what the network emitted in the block that led to this state: its moving prices were one step
 * behind, which shows in the fifth digit. On two subnets somebody traded in between, and the Alpha that the same TAO
 * is worth moved with the price.
 */
const TRADED: readonly number[] = [46, 100];

function close(ours: bigint, theirs: bigint, parts: bigint): boolean {
  const difference = ours > theirs ? ours - theirs : theirs - ours;
  return difference <= theirs / parts + 1n;
}

describe('emission of one block against the network', () => {
  it('covers 125 started subnets', () => {
    expect(emitting).toHaveLength(125);
  });

  it('finds the root proportion of every subnet to the last bit', () => {
    for (const { subnet, root } of rows)
      expect([subnet.netuid, root]).toEqual([subnet.netuid, subnet.rootProp]);
  });

  it('spreads the same TAO in all, to the rao', () => {
    const ours = rows.reduce(
      (sum, { terms }) => sum + toInteger(terms.taoIn) + toInteger(terms.excessTao),
      0n,
    );
    const theirs = emitting.reduce(
      (sum, { taoInEmission, excessTao }) => sum + taoInEmission + excessTao,
      0n,
    );
    expect(ours).toBe(theirs);
  });

  it('gives every subnet its TAO and Alpha within one part in 10,000', () => {
    for (const { subnet, terms } of rows) {
      const { netuid, alphaInEmission, alphaOutEmission, excessTao, taoInEmission } = subnet;
      const [tao, excess, alpha] = [terms.taoIn, terms.excessTao, terms.alphaIn].map(toInteger);
      expect([netuid, close(tao ?? 0n, taoInEmission, 10_000n)]).toEqual([netuid, true]);
      expect([netuid, close(excess ?? 0n, excessTao, 10_000n)]).toEqual([netuid, true]);
      const parts = TRADED.includes(netuid) ? 200n : 10_000n;
      expect([netuid, close(alpha ?? 0n, alphaInEmission, parts)]).toEqual([netuid, true]);
      expect([netuid, toInteger(terms.alphaOut)]).toEqual([netuid, alphaOutEmission]);
    }
  });

  it('gives most subnets exactly what they got', () => {
    const exact = rows.filter(
      ({ subnet, terms }) =>
        toInteger(terms.taoIn) === subnet.taoInEmission && toInteger(terms.excessTao) === subnet.excessTao,
    );
    expect(exact.length).toBeGreaterThan(60);
  });

  it('finds the bar of the gate near the one that was set some blocks before', () => {
    const bar = gateBar(shares, 32);
    const difference = bar > emissionGateBar ? bar - emissionGateBar : emissionGateBar - bar;
    expect(difference * 1_000n < emissionGateBar).toBe(true);
  });
});

describe('emission shares', () => {
  const plain = { movingPrice: 1n << 32n, minerBurned: 0n, emissionEnabled: true };
  const burned = { ...plain, minerBurned: 1n << 32n };

  it('give nothing to a subnet that burns all, unless all do', () => {
    expect(demandShares([plain, burned])).toEqual([1n << 64n, 0n]);
    expect(demandShares([burned, burned])).toEqual([1n << 63n, 1n << 63n]);
  });

  it('pass half of a share at the bar and leave a single one whole', () => {
    const [share] = gateShares([1n << 60n], 1n << 60n, THREE);
    expect(share).toBe(1n << 64n);
    expect(gateShares([5n, 7n], 0n, THREE)).toEqual([5n, 7n]);
  });

  it('hand the shares of disabled subnets to the others', () => {
    const disabled = { ...plain, emissionEnabled: false };
    const [first, second] = splitEmission([1n << 63n, 1n << 63n], [plain, disabled], 1_000n);
    expect([toInteger(first ?? 0n), second]).toEqual([1_000n, 0n]);
  });

  it('take the smallest share as bar when there are fewer than the rank', () => {
    expect(gateBar([0n, 9n, 4n], 32)).toBe(4n);
    expect(gateBar([0n, 9n, 4n], 1)).toBe(9n);
    expect(gateBar([0n], 1)).toBe(0n);
  });
});
