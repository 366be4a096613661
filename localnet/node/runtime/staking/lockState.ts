import { divFixed, FIXED_ONE, fromInteger, mulFixed, saturateFixed, scaleFloor } from '#domain/fixed.ts';
import type { Value } from '#localnet/metadata/codec.ts';
import { subtensorStorage } from '#localnet/metadata/pallets/subtensor.ts';
import type { lockState } from '#localnet/metadata/subtensorTypes.ts';
import { larger, saturatingAdd, saturatingSubtract } from '#localnet/node/runtime/integers.ts';
import type { State } from '#localnet/node/state.ts';
import { currentBlock } from './flow.ts';
import { expDecay } from './lockDecay.ts';

/** Locked alpha, its conviction (a raw U64F64 of alpha), and the block at which both held. */
export type LockState = Value<typeof lockState>;

/** How a lock evolves: one on the subnet owner's hotkey is convinced at once, a perpetual one does not decay. */
export interface LockKind {
  readonly isOwner: boolean;
  readonly isPerpetual: boolean;
}

/** The block to which locks are rolled, and the two time constants in blocks. */
export interface LockClock {
  readonly now: bigint;
  readonly unlockRate: bigint;
  readonly maturityRate: bigint;
}

/** Below this, in alpha base units, both of mass and of conviction, a lock is none. */
const DUST = 100n;

/** The clock of the block being built. */
export function lockClock(state: State): LockClock {
  return {
    now: currentBlock(state),
    unlockRate: subtensorStorage.UnlockRate.get(state),
    maturityRate: subtensorStorage.MaturityRate.get(state),
  };
}

/** A lock of nothing. */
export function emptyLock(now: bigint): LockState {
  return { locked_mass: 0n, conviction: 0n, last_update: now };
}

/** Whether so little is locked that the chain forgets the lock. */
export function isDust({ locked_mass, conviction }: LockState): boolean {
  return locked_mass < DUST && conviction < fromInteger(DUST);
}

/** How much conviction one unit of mass gains, as a raw U64F64. */
function maturing(blocks: bigint, { unlockRate, maturityRate }: LockClock, kind: LockKind): bigint {
  const matured = expDecay(blocks, maturityRate);
  if (kind.isPerpetual) return FIXED_ONE - matured;
  if (unlockRate === maturityRate) return mulFixed(divFixed(blocks, maturityRate), matured);
  if (unlockRate === 0n || maturityRate === 0n) return 0n;
  const difference = expDecay(blocks, unlockRate) - matured;
  const gained = (unlockRate * difference) / (unlockRate - maturityRate);
  return gained > 0n ? gained : 0n;
}

/**
 * A lock as it is now, dust included: mass × e^(-Δ/UnlockRate) unless perpetual; conviction × e^(-Δ/MaturityRate) plus
 * what the mass matured into, or the mass itself for an owner's lock. Rounds down.
 * Source: SubtensorModule, calculate_decayed_mass_and_conviction.
 */
export function rollWithDust(lock: LockState, clock: LockClock, kind: LockKind): LockState {
  const blocks = saturatingSubtract(clock.now, lock.last_update);
  const mass = lock.locked_mass;
  const rolled =
    blocks === 0n
      ? lock
      : {
          locked_mass: kind.isPerpetual ? mass : scaleFloor(mass, expDecay(blocks, clock.unlockRate)),
          conviction: saturateFixed(
            mulFixed(expDecay(blocks, clock.maturityRate), lock.conviction) +
              mass * maturing(blocks, clock, kind),
          ),
          last_update: clock.now,
        };
  return kind.isOwner ? { ...rolled, conviction: fromInteger(rolled.locked_mass) } : rolled;
}

/** A lock as it is now; nothing when only dust is left. Source: SubtensorModule, roll_forward_lock. */
export function rollForward(lock: LockState, clock: LockClock, kind: LockKind): LockState {
  const rolled = rollWithDust(lock, clock, kind);
  return isDust(rolled) ? { ...rolled, locked_mass: 0n, conviction: 0n } : rolled;
}

/** Both locks in one, at the later of their blocks. */
export function addLocks(a: LockState, b: LockState): LockState {
  return {
    locked_mass: saturatingAdd(a.locked_mass, b.locked_mass),
    conviction: saturateFixed(a.conviction + b.conviction),
    last_update: larger(a.last_update, b.last_update),
  };
}

/** A lock without what another holds of it, never below nothing. */
export function subtractLocks(lock: LockState, part: LockState): LockState {
  return {
    ...lock,
    locked_mass: saturatingSubtract(lock.locked_mass, part.locked_mass),
    conviction: saturatingSubtract(lock.conviction, part.conviction),
  };
}

/** The part of a lock that an amount of its mass is, with conviction in proportion (rounds down). */
export function shareOfLock(lock: LockState, mass: bigint): LockState {
  const proportion = divFixed(mass, lock.locked_mass);
  return { ...lock, locked_mass: mass, conviction: mulFixed(lock.conviction, proportion) };
}
