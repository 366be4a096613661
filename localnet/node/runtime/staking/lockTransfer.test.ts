import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { fromInteger } from '#domain/fixed.ts';
import { subtensorStorage } from '#localnet/metadata/pallets/subtensor.ts';
import { systemStorage } from '#localnet/metadata/pallets/system.ts';
import { DispatchFailure } from '#localnet/node/runtime/dispatchFailure.ts';
import { MemoryState } from '#localnet/node/runtime/memoryState.ts';
import { stakeAvailability } from './availability.ts';
import { hotkeyConviction } from './lockAggregates.ts';
import { coldkeyLock, currentLocked, putLock } from './locks.ts';
import { setAcceptsLockedAlpha, transferLockWithin } from './lockTransfer.ts';
import { decreasePosition, increasePosition } from './sharePool.ts';

const account = (byte: number) => new Uint8Array(32).fill(byte);
const [from, to, hotkey, other] = [account(1), account(2), account(3), account(4)];
const netuid = 7;
const pool = { hotkey, netuid };

let state: MemoryState;
const lockTo = (who: Uint8Array, mass: bigint, bound = hotkey, conviction = 0n) =>
  putLock(state, who, netuid, { hotkey: bound, lock: { locked_mass: mass, conviction, last_update: 1n } });
/** The lock's part of a transfer, then the shares. */
const transfer = (alpha: bigint, destinationHotkey = hotkey) => {
  transferLockWithin(state, { from, to, originHotkey: hotkey, destinationHotkey, netuid, alpha });
  decreasePosition(state, pool, from, alpha);
  increasePosition(state, { hotkey: destinationHotkey, netuid }, to, alpha);
};
const refusal = (alpha: bigint) => {
  try {
    state.transaction(() => transfer(alpha));
    return null;
  } catch (error) {
    return error instanceof DispatchFailure ? error.message : error;
  }
};

function fresh(): void {
  state = new MemoryState();
  systemStorage.Number.set(state, 1);
  increasePosition(state, pool, from, 10_000n);
}

beforeEach(fresh);

describe('a lock at a transfer to another coldkey', () => {
  it('stays when what is free is enough', () => {
    lockTo(from, 4_000n);
    transfer(6_000n);
    expect([currentLocked(state, from, netuid), currentLocked(state, to, netuid)]).toEqual([4_000n, 0n]);
  });

  it('follows what is not, with conviction in proportion, and stays bound to its hotkey', () => {
    lockTo(from, 4_000n, hotkey, fromInteger(800n));
    setAcceptsLockedAlpha(state, to, true);
    transfer(7_000n, other);
    const moved = coldkeyLock(state, to, netuid);
    expect(moved).toMatchObject({ hotkey, lock: { locked_mass: 1_000n, conviction: fromInteger(200n) } });
    expect(coldkeyLock(state, from, netuid)?.lock).toMatchObject({
      locked_mass: 3_000n,
      conviction: fromInteger(600n),
    });
    expect(hotkeyConviction(state, hotkey, netuid)).toBe(fromInteger(800n));
  });

  it('is refused by those who did not allow it', () => {
    lockTo(from, 4_000n);
    expect(refusal(6_001n)).toBe('SubtensorModule.AccountRejectsLockedAlpha');
    expect(refusal(6_000n)).toBeNull();
  });

  it('is refused when the receiver’s lock is bound elsewhere, before anything else', () => {
    lockTo(from, 4_000n);
    lockTo(to, 500n, other);
    expect(refusal(6_001n)).toBe('SubtensorModule.LockHotkeyMismatch');
    expect(refusal(6_000n)).toBeNull();
  });

  it('adds to the receiver’s own', () => {
    lockTo(from, 4_000n);
    lockTo(to, 500n);
    setAcceptsLockedAlpha(state, to, true);
    transfer(10_000n);
    expect(currentLocked(state, to, netuid)).toBe(4_500n);
    expect(subtensorStorage.Lock.exists(state, from, netuid, hotkey)).toBe(false);
    expect(subtensorStorage.DecayingHotkeyLock.get(state, netuid, hotkey)?.locked_mass).toBe(4_500n);
  });

  it('never leaves more locked than held, and loses nothing', () => {
    fc.assert(
      fc.property(fc.bigInt(100n, 10_000n), fc.bigInt(1n, 10_000n), (mass, alpha) => {
        fresh();
        lockTo(from, mass);
        setAcceptsLockedAlpha(state, to, true);
        transfer(alpha);
        for (const who of [from, to]) {
          const { total, locked } = stakeAvailability(state, who, netuid);
          expect(locked <= total).toBe(true);
        }
        const both = currentLocked(state, from, netuid) + currentLocked(state, to, netuid);
        // What is left of a lock below a hundred units is forgotten, on either side.
        expect(mass - both >= 0n && mass - both < 200n).toBe(true);
      }),
    );
  });
});
