import { describe, expect, it } from 'vitest';
import type { WeightedPool } from '#domain/pool.ts';
import { MAX_PRICE, swap } from '#domain/swap.ts';
import { subtensorStorage } from '#localnet/metadata/pallets/subtensor.ts';
import { swapStorage } from '#localnet/metadata/pallets/swap.ts';
import { reservoirStorage } from '#localnet/node/runtime/laterStorage.ts';
import { readPool } from '#localnet/node/runtime/swap/poolState.ts';
import { reweight } from '#localnet/node/runtime/swap/reweight.ts';
import { TestChain } from '#localnet/node/runtime/testChain.ts';
import { demandShares, splitEmission } from './emissionShares.ts';

const s = subtensorStorage;
const NETUIDS = [1, 4, 29, 64];

function weighted(chain: TestChain, netuid: number): WeightedPool {
  const pool = readPool(chain.state, netuid);
  if (pool.kind !== 'weighted') throw new Error(`subnet ${netuid} has no price`);
  return pool;
}

/** TAO of the last block for each subnet: what joined its reserves, and what the protocol bought for. */
function taken(chain: TestChain): bigint[] {
  return NETUIDS.map(
    (netuid) => s.SubnetTaoInEmission.get(chain.state, netuid) + s.SubnetExcessTao.get(chain.state, netuid),
  );
}

describe('shares of the block’s TAO', () => {
  it('follow demand alone at 425, and pass the gate in the later runtime', () => {
    const chain = new TestChain(NETUIDS, { profile: '425' });
    const later = new TestChain(NETUIDS);
    const candidates = NETUIDS.map((netuid) => ({
      movingPrice: s.SubnetMovingPrice.get(chain.state, netuid),
      minerBurned: s.MinerBurned.get(chain.state, netuid),
      emissionEnabled: s.SubnetEmissionEnabled.get(chain.state, netuid),
    }));
    const plain = splitEmission(demandShares(candidates), candidates, 500_000_000n).map((raw) => raw >> 32n);
    chain.begin();
    later.begin();
    for (const [index, tao] of taken(chain).entries()) {
      const off = (plain[index] ?? 0n) - tao;
      expect([NETUIDS[index], off >= 0n && off <= 2n]).toEqual([NETUIDS[index], true]);
    }
    expect(taken(later)).not.toEqual(taken(chain));
  });
});

describe('liquidity from emission', () => {
  /** The pools before a block, and what the protocol bought in it. */
  function block(profile: '425' | 'live') {
    const chain = new TestChain(NETUIDS, { profile });
    const rows = NETUIDS.map((netuid) => ({
      netuid,
      pool: weighted(chain, netuid),
      held: s.SubnetProtocolAlpha.get(chain.state, netuid),
    }));
    chain.begin();
    return rows.flatMap(({ netuid, pool, held }) => {
      const excess = s.SubnetExcessTao.get(chain.state, netuid);
      if (excess === 0n) return [];
      const injected = {
        tao: s.SubnetTaoInEmission.get(chain.state, netuid),
        alpha: s.SubnetAlphaInEmission.get(chain.state, netuid),
      };
      const bought = s.SubnetProtocolAlpha.get(chain.state, netuid) - held;
      return [{ pool, excess, injected, bought, after: weighted(chain, netuid) }];
    });
  }

  const bought = (pool: WeightedPool, excess: bigint): bigint => {
    const outcome = swap(pool, 'buy', excess, MAX_PRICE, { dropFees: true });
    return outcome.ok ? outcome.fill.paidOut : -1n;
  };

  it('has its weights set before the purchase at 425', () => {
    const rows = block('425');
    expect(rows.length).toBeGreaterThan(1);
    for (const row of rows) {
      const quoteWeight = reweight({ ...row.pool, ...row.injected }) ?? 0n;
      expect(row.bought).toBe(bought({ ...row.pool, quoteWeight }, row.excess));
      expect(row.after.quoteWeight).toBe(quoteWeight);
      expect(row.after.taoReserve).toBe(row.pool.taoReserve + row.excess + row.injected.tao);
      expect(row.after.alphaReserve).toBe(row.pool.alphaReserve - row.bought + row.injected.alpha);
    }
  });

  it('has them set after it in the later runtime', () => {
    for (const row of block('live')) {
      expect(row.bought).toBe(bought(row.pool, row.excess));
      const [tao, alpha] = [row.pool.taoReserve + row.excess, row.pool.alphaReserve - row.bought];
      const between = { ...row.pool, taoReserve: tao, alphaReserve: alpha };
      expect(row.after.quoteWeight).toBe(reweight({ ...between, ...row.injected }));
    }
  });

  it.each(['425', 'live'])(
    'that the weights cannot take is dropped at 425, and waits later: %s',
    (profile) => {
      const chain = new TestChain(NETUIDS, { profile });
      // Half of the least weight: what one block adds cannot raise it enough.
      swapStorage.SwapBalancer.set(chain.state, 64, { quote: 5_000_000_000_000_000n });
      const before = weighted(chain, 64);
      const issued = s.TotalIssuance.get(chain.state);
      chain.begin();
      const after = weighted(chain, 64);
      const waiting = reservoirStorage.BalancerAlphaReservoir.get(chain.state, 64);
      if (profile === '425') {
        const excess = s.SubnetExcessTao.get(chain.state, 64);
        expect(after.taoReserve).toBe(before.taoReserve + excess);
        expect(after.alphaReserve).toBe(before.alphaReserve - bought(before, excess));
        expect(s.SubnetTaoInEmission.get(chain.state, 64)).toBe(0n);
        expect(waiting).toBe(0n);
        expect(s.TotalIssuance.get(chain.state) - issued).toBe(
          taken(chain).reduce((sum, tao) => sum + tao, 0n),
        );
      } else expect(waiting + reservoirStorage.BalancerTaoReservoir.get(chain.state, 64)).toBeGreaterThan(0n);
    },
  );
});
