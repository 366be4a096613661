import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { genesisValidators } from '#localnet/genesis/accounts.ts';
import { subtensorStorage } from '#localnet/metadata/pallets/subtensor.ts';
import { increasePosition } from '#localnet/node/runtime/staking/sharePool.ts';
import { TestChain } from '#localnet/node/runtime/testChain.ts';
import { largestRemainders, subnetPayout } from './subnetPayout.ts';

const s = subtensorStorage;

describe('largestRemainders', () => {
  it('gives what rounding left to those who lost most, the first of equals first', () => {
    expect(largestRemainders(10n, [1n, 1n, 1n], 3n)).toEqual([4n, 3n, 3n]);
    expect(largestRemainders(11n, [3n, 5n, 2n], 10n)).toEqual([3n, 6n, 2n]);
    expect(largestRemainders(11n, [3n, 5n], 10n)).toEqual([3n, 5n]);
    expect(largestRemainders(10n, [0n, 0n], 0n)).toEqual([0n, 0n]);
  });

  it('spends all that is theirs but for less than one, and nobody is a whole unit from their part', () => {
    const amount = fc.bigInt({ min: 0n, max: 1n << 64n });
    fc.assert(
      fc.property(amount, amount, fc.array(amount, { maxLength: 20 }), (pot, others, weights) => {
        const held = weights.reduce((sum, weight) => sum + weight, 0n);
        const all = held + others + 1n;
        const parts = largestRemainders(pot, weights, all);
        const spent = parts.reduce((sum, part) => sum + part, 0n);
        expect(spent).toBe((pot * held) / all);
        for (const [index, weight] of weights.entries()) {
          const miss = (parts[index] ?? 0n) * all - pot * weight;
          expect(miss < all && miss > -all).toBe(true);
        }
      }),
    );
  });
});

describe('subnetPayout', () => {
  const [first, second] = genesisValidators;
  if (first === undefined || second === undefined) throw new Error('genesis has validators');
  let chain: TestChain;
  beforeEach(() => {
    chain = new TestChain([1]);
    for (const [[hotkey, coldkey, netuid]] of s.AlphaV2.entries(chain.state)) {
      if (netuid === 1) s.AlphaV2.remove(chain.state, hotkey, coldkey, netuid);
    }
    for (const { hotkey } of genesisValidators) {
      s.TotalHotkeyAlpha.remove(chain.state, hotkey, 1);
      s.TotalHotkeySharesV2.remove(chain.state, hotkey, 1);
    }
    s.SubnetProtocolAlpha.set(chain.state, 1, 0n);
    increasePosition(chain.state, { hotkey: first.hotkey, netuid: 1 }, first.coldkey, 200n);
    increasePosition(chain.state, { hotkey: second.hotkey, netuid: 1 }, first.coldkey, 100n);
    increasePosition(chain.state, { hotkey: second.hotkey, netuid: 1 }, second.coldkey, 300n);
  });
  const amounts = (pot: bigint) =>
    subnetPayout(chain.state, 1, pot)
      .map(({ tao }) => tao)
      .sort((a, b) => Number(a - b));

  it('pays a coldkey once for all its validators', () => {
    expect(amounts(1_200n)).toEqual([600n, 600n]);
    expect(subnetPayout(chain.state, 1, 1_200n)).toHaveLength(2);
  });

  it('counts the protocol’s Alpha, and the pool’s own on subnets of after its refund', () => {
    s.SubnetProtocolAlpha.set(chain.state, 1, 600n);
    expect(amounts(1_200n)).toEqual([300n, 300n]);
    s.SubnetAlphaIn.set(chain.state, 1, 1_200n);
    expect(amounts(1_200n)).toEqual([300n, 300n]);
    s.NetworkRegisteredAt.set(chain.state, 1, 5n);
    expect(amounts(1_200n)).toEqual([150n, 150n]);
    s.TaoInRefundDeploymentBlock.set(chain.state, 5n);
    expect(amounts(1_200n)).toEqual([300n, 300n]);
  });
});
