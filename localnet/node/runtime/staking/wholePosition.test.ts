import { beforeEach, describe, expect, it } from 'vitest';
import { MAX_AMOUNT, ONE } from '#domain/units.ts';
import { subtensorStorage as s } from '#localnet/metadata/pallets/subtensor.ts';
import { dispatchCall } from '#localnet/node/runtime/dispatch.ts';
import { profiles } from '#localnet/node/runtime/profile.ts';
import { call } from '#localnet/node/runtime/testChain.ts';
import { firstHotkey, pairOf, StakingChain, secondHotkey } from './testStaking.ts';

const alice = pairOf('//Alice');
const moveStake = (amount: bigint, to: number) =>
  call('SubtensorModule.move_stake', {
    origin_hotkey: firstHotkey,
    destination_hotkey: secondHotkey,
    origin_netuid: 64,
    destination_netuid: to,
    alpha_amount: amount,
  });

let chain: StakingChain;
beforeEach(() => {
  chain = new StakingChain([64, 4]);
  chain.begin();
  chain.buy(alice, 64, 25n * ONE);
});

describe('an amount beyond the position', () => {
  const at = (profile: 'live' | '425', what: ReturnType<typeof call>) =>
    dispatchCall(chain.state, profiles[profile], alice.publicKey, what)?.message ?? null;

  it.each([4, 64])('at 425 shrinks to it, to SN%i', (to) => {
    expect(at('425', moveStake(chain.held(alice, 64) + 1n, to))).toBeNull();
    expect(chain.held(alice, 64)).toBe(0n);
  });

  it.each([4, 64])('later fails, but for 2^64 - 1, which is the whole, to SN%i', (to) => {
    const missing = 'SubtensorModule.NotEnoughStakeToWithdraw';
    expect(at('live', moveStake(chain.held(alice, 64) + 1n, to))).toBe(missing);
    expect(at('live', moveStake(MAX_AMOUNT - 1n, to))).toBe(missing);
    expect(at('live', moveStake(MAX_AMOUNT, to))).toBeNull();
    expect(chain.held(alice, 64)).toBe(0n);
  });

  it.each([4, 64])('as the whole leaves no share behind, to SN%i', (to) => {
    // Dividends make the value of a share a fraction without an end, so the position reads rounded down.
    s.TotalHotkeyAlpha.set(
      chain.state,
      firstHotkey,
      64,
      s.TotalHotkeyAlpha.get(chain.state, firstHotkey, 64) + 699_304_510_829n,
    );
    expect(at('live', moveStake(MAX_AMOUNT, to))).toBeNull();
    expect(s.AlphaV2.exists(chain.state, firstHotkey, alice.publicKey, 64)).toBe(false);
  });
});
