import { beforeEach, describe, expect, it } from 'vitest';
import { DispatchFailure } from '#localnet/node/runtime/dispatchFailure.ts';
import { MemoryState } from '#localnet/node/runtime/memoryState.ts';
import { account, putAccount } from '#localnet/node/runtime/system/accounts.ts';
import { reserve, unreserve } from './reserve.ts';

const who = new Uint8Array(32).fill(1);
let state: MemoryState;
const refusal = (amount: bigint) => {
  try {
    reserve(state, who, amount);
    return null;
  } catch (error) {
    return error instanceof DispatchFailure ? error.message : error;
  }
};
const endow = (free: bigint, frozen = 0n) => {
  const before = account(state, who);
  putAccount(state, who, before, { ...before, providers: 1, data: { ...before.data, free, frozen } });
};

beforeEach(() => {
  state = new MemoryState();
});

describe('reserved balance', () => {
  it('leaves the free one and holds on to the account', () => {
    endow(10_000n);
    reserve(state, who, 4_000n);
    expect(account(state, who)).toMatchObject({
      consumers: 1,
      providers: 1,
      data: { free: 6_000n, reserved: 4_000n },
    });
    unreserve(state, who, 1_000n);
    expect(account(state, who)).toMatchObject({ consumers: 1, data: { free: 7_000n, reserved: 3_000n } });
    unreserve(state, who, 9_000n);
    expect(account(state, who)).toMatchObject({ consumers: 0, data: { free: 10_000n, reserved: 0n } });
  });

  it('is refused beyond what is free, what is frozen, and the existential deposit', () => {
    endow(10_000n, 2_000n);
    expect(refusal(10_001n)).toBe('Balances.InsufficientBalance');
    expect(refusal(8_001n)).toBe('Balances.LiquidityRestrictions');
    endow(10_000n);
    expect(refusal(9_501n)).toBe('ConsumerRemaining');
    expect(refusal(9_500n)).toBeNull();
  });
});
