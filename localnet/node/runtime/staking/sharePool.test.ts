import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { subtensorStorage } from '#localnet/metadata/pallets/subtensor.ts';
import { MemoryState } from '#localnet/node/runtime/memoryState.ts';
import { decreasePosition, increaseAll, increasePosition, position } from './sharePool.ts';

const pool = { hotkey: new Uint8Array(32).fill(1), netuid: 5 };
const alice = new Uint8Array(32).fill(2);
const bob = new Uint8Array(32).fill(3);
const { AlphaV2, TotalHotkeyAlpha, TotalHotkeySharesV2 } = subtensorStorage;

describe('share pool', () => {
  it('gives the first staker exactly what was put in', () => {
    const state = new MemoryState();
    increasePosition(state, pool, alice, 123_456_789n);
    expect(position(state, pool, alice)).toBe(123_456_789n);
    expect(subtensorStorage.StakingHotkeys.get(state, alice)).toEqual([pool.hotkey]);
  });

  it('raises everyone in proportion with dividends', () => {
    const state = new MemoryState();
    increasePosition(state, pool, alice, 1_000_000n);
    increasePosition(state, pool, bob, 3_000_000n);
    increaseAll(state, pool, 400_000n);
    expect(position(state, pool, alice)).toBe(1_100_000n);
    expect(position(state, pool, bob)).toBe(3_300_000n);
  });

  it('rounds a credit down, so that it may read as one less', () => {
    const state = new MemoryState();
    increasePosition(state, pool, alice, 3n);
    increaseAll(state, pool, 4n);
    increasePosition(state, pool, bob, 5n);
    expect(position(state, pool, bob)).toBe(4n);
    expect(TotalHotkeyAlpha.get(state, pool.hotkey, pool.netuid)).toBe(12n);
  });

  it('leaves nothing behind when the last position goes', () => {
    const state = new MemoryState();
    increasePosition(state, pool, alice, 77n);
    decreasePosition(state, pool, alice, 77n);
    expect(AlphaV2.exists(state, pool.hotkey, alice, pool.netuid)).toBe(false);
    expect(TotalHotkeySharesV2.exists(state, pool.hotkey, pool.netuid)).toBe(false);
    expect(TotalHotkeyAlpha.exists(state, pool.hotkey, pool.netuid)).toBe(false);
  });

  it('takes nothing from a position that is smaller', () => {
    const state = new MemoryState();
    increasePosition(state, pool, alice, 10n);
    decreasePosition(state, pool, alice, 11n);
    expect(position(state, pool, alice)).toBe(10n);
  });

  it('never owes more than there is, and loses at most a unit for each that holds', () => {
    const step = fc.record({
      who: fc.integer({ min: 0, max: 3 }),
      what: fc.constantFrom('add', 'take', 'dividend' as const),
      amount: fc.bigInt({ min: 1n, max: 10n ** 15n }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const state = new MemoryState();
        const holders = [0, 1, 2, 3].map((index) => new Uint8Array(32).fill(10 + index));
        for (const { who, what, amount } of steps) {
          const coldkey = holders[who] ?? alice;
          const total = TotalHotkeyAlpha.get(state, pool.hotkey, pool.netuid);
          if (what === 'add') increasePosition(state, pool, coldkey, amount);
          else if (what === 'dividend') increaseAll(state, pool, total > 0n ? amount : 0n);
          else decreasePosition(state, pool, coldkey, position(state, pool, coldkey) / 2n);
        }
        const total = TotalHotkeyAlpha.get(state, pool.hotkey, pool.netuid);
        const owed = holders.reduce((sum, coldkey) => sum + position(state, pool, coldkey), 0n);
        expect(owed <= total).toBe(true);
        expect(total - owed <= BigInt(holders.length)).toBe(true);
      }),
    );
  });
});
