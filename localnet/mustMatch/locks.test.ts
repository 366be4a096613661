import { beforeEach, describe, expect, it } from 'vitest';
import { runtimeApis } from '#localnet/metadata/apis.ts';
import { decode, encode } from '#localnet/metadata/codec.ts';
import { StakingChain, secondHotkey } from '#localnet/node/runtime/staking/testStaking.ts';
import { call, failure } from '#localnet/node/runtime/testChain.ts';
import { alice, buy, ERROR, hotkey, SN, sell, TAO } from './trading.ts';

let chain: StakingChain;
beforeEach(() => {
  chain = new StakingChain([SN, 4]);
  chain.begin();
  chain.submit(alice, buy(100n * TAO));
  chain.submit(alice, buy(100n * TAO, undefined, secondHotkey));
});

const lock = (amount: bigint) =>
  failure(chain.submit(alice, call('SubtensorModule.lock_stake', { hotkey, netuid: SN, amount })));

/** What the availability API says of Alice on the subnet. */
function availability() {
  const method = runtimeApis.StakeInfoRuntimeApi.get_stake_availability_for_coldkeys;
  const input = encode(method.input.codec, { coldkey_accounts: [alice.publicKey], netuids: [SN] });
  const bytes = chain.runtime.call(
    chain.state,
    'StakeInfoRuntimeApi_get_stake_availability_for_coldkeys',
    input,
  );
  const [[, rows] = [null, []]] = decode(method.output, bytes);
  const row = rows[0]?.[1];
  if (row === undefined) throw new Error('Alice holds nothing');
  return row;
}

describe('13. a sale that would break into a lock is StakeUnavailable, and the availability API says how much is free', () => {
  it('sells exactly what is available, and not one more', () => {
    const total = chain.held(alice, SN) + chain.held(alice, SN, secondHotkey);
    expect(availability()).toEqual({ total, locked: 0n, available: total });
    // More than the one position leaves with the other validator free: the lock is the subnet's, not the hotkey's.
    expect(lock(chain.held(alice, SN))).toBeNull();
    const { locked, available } = availability();
    expect([locked, available]).toEqual([chain.held(alice, SN), total - chain.held(alice, SN)]);
    const beyond = chain.held(alice, SN, secondHotkey);
    expect(available).toBe(beyond);
    expect(lock(TAO)).toBeNull();
    const { available: left } = availability();
    expect(left).toBe(available - TAO);
    const limits = { limit: 1_000n, partial: false };
    for (const order of [sell(left + 1n, undefined, secondHotkey), sell(left + 1n, limits, hotkey)]) {
      expect(failure(chain.submit(alice, order))).toEqual(ERROR.StakeUnavailable);
    }
    expect(failure(chain.submit(alice, sell(left, undefined, secondHotkey)))).toBeNull();
    const after = availability();
    expect(after.total - after.locked).toBe(after.available);
    expect(after.available <= 1n).toBe(true);
  });

  it('holds for moves to another subnet and not within it', () => {
    expect(lock(chain.held(alice, SN) + chain.held(alice, SN, secondHotkey))).toBeNull();
    const move = (to: number) =>
      call('SubtensorModule.move_stake', {
        origin_hotkey: secondHotkey,
        destination_hotkey: hotkey,
        origin_netuid: SN,
        destination_netuid: to,
        alpha_amount: 10n * TAO,
      });
    expect(failure(chain.submit(alice, move(4)))).toEqual(ERROR.StakeUnavailable);
    expect(failure(chain.submit(alice, move(SN)))).toBeNull();
  });

  it('lets go by and by', () => {
    expect(lock(chain.held(alice, SN))).toBeNull();
    const before = availability();
    for (let block = 0; block < 20; block += 1) {
      chain.runtime.finalizeBlock(chain.state);
      chain.begin();
    }
    const after = availability();
    expect(after.locked).toBeLessThan(before.locked);
    expect(after.total - after.locked).toBe(after.available);
    const limits = { limit: 1_000n, partial: false };
    expect(failure(chain.submit(alice, sell(after.available + 1n, limits)))).toEqual(ERROR.StakeUnavailable);
  });
});
