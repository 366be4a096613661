import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromInteger } from '#domain/fixed.ts';
import {
  addLocks,
  isDust,
  type LockState,
  rollForward,
  rollWithDust,
  shareOfLock,
  subtractLocks,
} from './lockState.ts';

const RATES = { unlockRate: 934_866n, maturityRate: 311_622n };
const ALPHA = 1_000_000_000n;
const plain = { isOwner: false, isPerpetual: false };
const perpetual = { isOwner: false, isPerpetual: true };

const lock = (mass: bigint, conviction = 0n, block = 0n): LockState => ({
  locked_mass: mass,
  conviction,
  last_update: block,
});
const at = (now: bigint) => ({ now, ...RATES });
/** Conviction in whole units of alpha. */
const whole = ({ conviction }: LockState) => conviction >> 64n;

describe('a lock that is rolled forward', () => {
  it('stays what it is in its own block, and before it', () => {
    const state = lock(ALPHA, 7n, 5n);
    expect(rollForward(state, at(5n), plain)).toEqual(state);
    expect(rollForward(state, at(4n), plain)).toEqual(state);
  });

  it('halves in ninety days, and is convinced most of all in between', () => {
    const half = rollForward(lock(1_000n * ALPHA), at(648_000n), plain);
    expect(half.locked_mass / ALPHA).toBe(499n);
    expect(half.last_update).toBe(648_000n);
    // 3/2 × (1/2 - 1/8) of the mass: the rates are as one to three.
    expect(whole(half) / ALPHA).toBe(562n);
  });

  it('keeps its mass when perpetual, and its conviction grows towards it', () => {
    const later = rollForward(lock(1_000n * ALPHA), at(311_622n), perpetual);
    expect(later.locked_mass).toBe(1_000n * ALPHA);
    expect(whole(later) / ALPHA).toBe(632n);
    const late = rollForward(lock(1_000n * ALPHA), at(12_000_000n), perpetual);
    expect(whole(late) / ALPHA).toBe(999n);
  });

  it('is convinced of all its mass on the owner’s hotkey', () => {
    const owned = rollForward(lock(1_000n * ALPHA), at(648_000n), { ...plain, isOwner: true });
    expect(owned.conviction).toBe(fromInteger(owned.locked_mass));
  });

  it('matures by Δ/τ × e^(-Δ/τ) when both rates are the same', () => {
    const clock = { now: 934_866n, unlockRate: 934_866n, maturityRate: 934_866n };
    const rolled = rollForward(lock(1_000n * ALPHA), clock, plain);
    expect([rolled.locked_mass, whole(rolled)]).toEqual([367_879_441_171n, 367_879_441_171n]);
  });

  it('ends as dust of both mass and conviction', () => {
    expect(isDust(lock(99n, fromInteger(100n) - 1n))).toBe(true);
    expect(isDust(lock(100n))).toBe(false);
    expect(isDust(lock(0n, fromInteger(100n)))).toBe(false);
    expect(rollForward(lock(99n), at(0n), plain)).toEqual(lock(0n));
    expect(rollWithDust(lock(99n), at(0n), plain)).toEqual(lock(99n));
  });

  it('comes out the same in two steps as in one, but for what each step rounds down', () => {
    const blocks = fc.bigInt(0n, 3_000_000n);
    fc.assert(
      fc.property(
        fc.bigInt(10_000n, 1n << 60n),
        blocks,
        blocks,
        fc.boolean(),
        (mass, first, second, isPerpetual) => {
          const kind = { isOwner: false, isPerpetual };
          const once = rollWithDust(lock(mass), at(first + second), kind);
          const twice = rollWithDust(rollWithDust(lock(mass), at(first), kind), at(first + second), kind);
          const slack = 2n + (mass >> 50n);
          const lost = once.locked_mass - twice.locked_mass;
          const unsure = whole(once) - whole(twice);
          return lost >= -slack && lost <= slack && unsure >= -slack && unsure <= slack;
        },
      ),
    );
  });

  it('never gains mass, and never more conviction than it had mass', () => {
    fc.assert(
      fc.property(
        fc.bigInt(100n, 1n << 60n),
        fc.bigInt(0n, 9_000_000n),
        fc.boolean(),
        (mass, blocks, isPerpetual) => {
          const rolled = rollForward(lock(mass), at(blocks), { isOwner: false, isPerpetual });
          return rolled.locked_mass <= mass && whole(rolled) <= mass;
        },
      ),
    );
  });
});

describe('the parts of a lock', () => {
  it('take conviction in proportion and add up to no more than the whole', () => {
    fc.assert(
      fc.property(
        fc.bigInt(1n, 1n << 60n),
        fc.bigInt(0n, (1n << 124n) - 1n),
        fc.nat(1_000),
        (mass, conviction, part) => {
          const whole = lock(mass, conviction, 3n);
          const taken = shareOfLock(whole, (mass * BigInt(part)) / 1_000n);
          const left = subtractLocks(whole, taken);
          expect(addLocks(left, taken)).toEqual(whole);
          expect(taken.conviction <= conviction).toBe(true);
        },
      ),
    );
    expect(shareOfLock(lock(1_000n, fromInteger(80n)), 250n)).toEqual(lock(250n, fromInteger(20n)));
  });
});
