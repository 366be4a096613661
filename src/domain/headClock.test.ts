import { describe, expect, it } from 'vitest';
import { cameOld, clockAhead, type HeadSeen, headAge } from './headClock.ts';

const BLOCK = 12_000;
const MINUTES = 60_000;

/** Heads each `step` after the other by this computer's clock, and `blockStep` after the other by the chain's. */
function heads(count: number, late: number, step = BLOCK, blockStep = step): HeadSeen[] {
  return Array.from({ length: count }, (_, index) => ({
    number: index,
    receivedAt: 1_000_000_000 + late + index * step,
    timestamp: 1_000_000_000 + index * blockStep,
  }));
}

describe('headAge', () => {
  it.each([
    ['a new block', 0, 2_000, 11_999, 0, 0],
    ['one block time since it came in', 0, 2_000, 14_000, 0, 1],
    ['old when it came in', 0, 50_000, 50_000, 0, 4],
    ['old by a clock that is known to be ahead', 0, 600_000, 601_000, 598_000, 0],
    ['no block for long, whatever the clocks say', 0, 600_000, 650_000, 900_000, 4],
    ['a block of the future', 100_000, 50_000, 51_000, 0, 0],
  ])('%s', (_what, timestamp, receivedAt, now, ahead, blocks) => {
    expect(headAge({ timestamp, receivedAt }, now, ahead, BLOCK)).toBe(blocks);
  });

  it('goes by when it came in when the block has no time', () => {
    expect(headAge({ timestamp: null, receivedAt: 0 }, 30_000, 0, BLOCK)).toBe(2);
  });
});

describe('clockAhead', () => {
  it('is nothing while heads come in time, also in a future of theirs', () => {
    expect(clockAhead(heads(1, 3_000), BLOCK)).toBe(0);
    expect(clockAhead(heads(5, -10 * MINUTES), BLOCK)).toBe(0);
  });

  it('is how late heads come that go on at their pace', () => {
    expect(clockAhead(heads(3, 10 * MINUTES), BLOCK)).toBe(10 * MINUTES);
    const jittered = heads(4, 10 * MINUTES).map((head, index) => ({
      ...head,
      receivedAt: head.receivedAt + (index % 2) * 5_000,
    }));
    expect(clockAhead(jittered, BLOCK)).toBe(10 * MINUTES);
  });

  it('is unknown at first, and of a node that catches up', () => {
    expect(clockAhead([], BLOCK)).toBeNull();
    expect(clockAhead(heads(2, 10 * MINUTES), BLOCK)).toBeNull();
    expect(clockAhead(heads(20, 10 * MINUTES, 1_000, BLOCK), BLOCK)).toBeNull();
    expect(clockAhead(heads(30, 10 * MINUTES, 6_000, BLOCK), BLOCK)).toBeNull();
  });
});

it('cameOld holds beyond three block times', () => {
  expect(cameOld({ number: 1, timestamp: 0, receivedAt: 36_000 }, BLOCK)).toBe(false);
  expect(cameOld({ number: 1, timestamp: 0, receivedAt: 36_001 }, BLOCK)).toBe(true);
});
