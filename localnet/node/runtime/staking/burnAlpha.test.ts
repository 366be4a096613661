import { beforeEach, describe, expect, it } from 'vitest';
import { priceRao, spotPrice } from '#domain/price.ts';
import { MAX_PRICE, swap } from '#domain/swap.ts';
import { MAX_AMOUNT, ONE } from '#domain/units.ts';
import { alphaAssetsStorage as assets } from '#localnet/metadata/pallets/alphaAssets.ts';
import { subtensorStorage as s } from '#localnet/metadata/pallets/subtensor.ts';
import { alphaIssuance } from '#localnet/node/runtime/coinbase/candidates.ts';
import { call, failure } from '#localnet/node/runtime/testChain.ts';
import { feeOf, firstHotkey, ofCall, pairOf, StakingChain } from './testStaking.ts';

const alice = pairOf('//Alice');
const stranger = new Uint8Array(32).fill(9);

type Ending = 'recycle_alpha' | 'burn_alpha';
const end = (name: Ending, amount: bigint, netuid = 64, hotkey = firstHotkey) =>
  call(`SubtensorModule.${name}`, { hotkey, amount, netuid });
const addStakeBurn = (amount: bigint, limit: bigint | null, netuid = 64) =>
  call('SubtensorModule.add_stake_burn', { hotkey: firstHotkey, netuid, amount, limit });

let chain: StakingChain;
const supply = () => ({
  outstanding: s.SubnetAlphaOut.get(chain.state, 64),
  issued: alphaIssuance(chain.state, 64),
  total: assets.TotalAlphaIssuance.get(chain.state, 64),
  burned: assets.AlphaBurned.get(chain.state, 64),
  recycled: assets.AlphaRecycled.get(chain.state, 64),
});

beforeEach(() => {
  chain = new StakingChain([64, 82]);
  chain.begin();
  chain.buy(alice, 64, 25n * ONE);
});

describe.each(['recycle_alpha', 'burn_alpha'] as const)('%s', (name) => {
  it('takes Alpha out of the position and tells it', () => {
    const amount = chain.held(alice, 64) / 2n;
    const [before, pool] = [supply(), chain.pool(64)];
    const staked = s.TotalHotkeyAlpha.get(chain.state, firstHotkey, 64);
    const held = chain.held(alice, 64);
    const tao = chain.free(alice.publicKey);
    const events = chain.submit(alice, end(name, amount));
    const event = name === 'burn_alpha' ? 'AlphaBurned' : 'AlphaRecycled';
    expect(ofCall(events)).toEqual([[`SubtensorModule.${event}`, alice.publicKey, firstHotkey, amount, 64]]);
    expect(held - chain.held(alice, 64) - amount).toBeLessThanOrEqual(1n);
    expect(s.TotalHotkeyAlpha.get(chain.state, firstHotkey, 64)).toBe(staked - amount);
    expect(chain.pool(64)).toEqual(pool);
    expect(tao - chain.free(alice.publicKey)).toBe(feeOf(events));
    const after = {
      recycle_alpha: {
        ...before,
        outstanding: before.outstanding - amount,
        issued: before.issued - amount,
        total: before.total - amount,
        recycled: before.recycled + amount,
      },
      burn_alpha: { ...before, burned: before.burned + amount },
    };
    expect(supply()).toEqual(after[name]);
  });

  it('takes at most the position', () => {
    const held = chain.held(alice, 64);
    const [taken] = ofCall(chain.submit(alice, end(name, MAX_AMOUNT)));
    expect(taken?.[3]).toBe(held);
    expect(chain.held(alice, 64)).toBe(0n);
  });

  it('is checked in the chain’s order', () => {
    const refusal = (...args: [amount: bigint, netuid?: number, hotkey?: Uint8Array]) =>
      failure(chain.submit(alice, end(name, ...args)));
    expect(refusal(ONE, 4_000, stranger)).toEqual([7, 76]);
    expect(refusal(ONE, 0, stranger)).toEqual([7, 91]);
    expect(refusal(ONE, 82, stranger)).toEqual([7, 94]);
    expect(refusal(ONE, 64, stranger)).toEqual([7, 5]);
    const lock = { locked_mass: chain.held(alice, 64), conviction: 0n, last_update: 1n };
    s.Lock.set(chain.state, alice.publicKey, 64, firstHotkey, lock);
    expect(refusal(ONE)).toEqual([7, 75]);
    s.SubnetAlphaOut.set(chain.state, 64, ONE - 1n);
    expect(refusal(ONE)).toEqual([7, 83]);
  });
});

describe('add_stake_burn', () => {
  it('buys and burns what it bought, leaving the position as it was', () => {
    const purchase = swap(chain.pool(64), 'buy', 10n * ONE, MAX_PRICE);
    if (!purchase.ok) throw new Error(purchase.error);
    const [held, before] = [chain.held(alice, 64), supply()];
    const events = ofCall(chain.submit(alice, addStakeBurn(10n * ONE, null)));
    const { paidOut } = purchase.fill;
    expect(events.slice(-3).map(([name, ...fields]) => [name, fields])).toEqual([
      [
        'SubtensorModule.StakeAdded',
        [alice.publicKey, firstHotkey, 10n * ONE, paidOut, 64, purchase.fill.fee],
      ],
      ['SubtensorModule.AlphaBurned', [alice.publicKey, firstHotkey, paidOut, 64]],
      ['SubtensorModule.AddStakeBurn', [64, firstHotkey, 10n * ONE, paidOut]],
    ]);
    expect(supply().burned).toBe(before.burned + paidOut);
    expect(supply().outstanding).toBe(before.outstanding + paidOut);
    const difference = chain.held(alice, 64) - held;
    expect(difference >= -1n && difference <= 1n).toBe(true);
  });

  it('with a limit buys all or nothing', () => {
    const spot = priceRao(spotPrice(chain.pool(64)));
    expect(failure(chain.submit(alice, addStakeBurn(10n * ONE, spot)))).toEqual([28, 3]);
    expect(failure(chain.submit(alice, addStakeBurn(1_000n * ONE, (spot * 1_001n) / 1_000n)))).toEqual([
      7, 84,
    ]);
    expect(failure(chain.submit(alice, addStakeBurn(ONE, (spot * 1_001n) / 1_000n)))).toBeNull();
  });

  it('burns nothing on root, and takes the purchase back', () => {
    const staked = s.SubnetTAO.get(chain.state, 0);
    expect(failure(chain.submit(alice, addStakeBurn(ONE, null, 0)))).toEqual([7, 91]);
    expect(s.SubnetTAO.get(chain.state, 0)).toBe(staked);
    expect(failure(chain.submit(alice, addStakeBurn(ONE, null, 4_000)))).toEqual([7, 76]);
  });
});
