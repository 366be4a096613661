import { beforeEach, describe, expect, it } from 'vitest';
import { MIN_PRICE } from '#domain/swap.ts';
import { applySwap } from '#domain/transition.ts';
import { ONE } from '#domain/units.ts';
import { subtensorStorage as s } from '#localnet/metadata/pallets/subtensor.ts';
import { call, failure } from '#localnet/node/runtime/testChain.ts';
import { allNetuids } from './hotkeys.ts';
import { feeOf, firstHotkey, ofCall, pairOf, StakingChain } from './testStaking.ts';

const alice = pairOf('//Alice');
const stranger = new Uint8Array(32).fill(9);
const unstakeAll = (hotkey = firstHotkey) => call('SubtensorModule.unstake_all', { hotkey });
const unstakeAllAlpha = (hotkey = firstHotkey) => call('SubtensorModule.unstake_all_alpha', { hotkey });

let chain: StakingChain;
const proceeds = (netuid: number) => {
  const sale = applySwap(chain.pool(netuid), 'sell', chain.held(alice, netuid), MIN_PRICE);
  if (!sale.ok) throw new Error(sale.error);
  return sale.fill.paidOut;
};
/** Netuids of the events of one name, in order. */
const netuidsOf = (events: readonly unknown[][], name: string) =>
  events.filter(([event]) => event === `SubtensorModule.${name}`).map((fields) => fields[5]);

beforeEach(() => {
  chain = new StakingChain([64, 4, 82]);
  chain.begin();
  chain.buy(alice, 64, 25n * ONE);
  chain.buy(alice, 4, 5n * ONE);
  chain.buy(alice, 0, 3n * ONE);
});

describe('unstake_all', () => {
  it('sells every position with the validator, root’s too, in the order of storage', () => {
    const [first, second] = [proceeds(64), proceeds(4)];
    const before = chain.free(alice.publicKey);
    const events = chain.submit(alice, unstakeAll());
    const traded = allNetuids(chain.state).filter((netuid) => netuid !== 82);
    expect(netuidsOf(ofCall(events), 'StakeRemoved')).toEqual(traded);
    expect(chain.free(alice.publicKey) - before + feeOf(events)).toBe(first + second + 3n * ONE);
    for (const netuid of [0, 4, 64]) expect(chain.held(alice, netuid)).toBe(0n);
  });

  it('passes over what is locked, what the pool cannot take and what is not started', () => {
    const lock = { locked_mass: chain.held(alice, 4), conviction: 0n, last_update: 1n };
    s.Lock.set(chain.state, alice.publicKey, 4, firstHotkey, lock);
    s.SubtokenEnabled.set(chain.state, 0, false);
    const events = chain.submit(alice, unstakeAll());
    expect(failure(events)).toBeNull();
    expect(netuidsOf(ofCall(events), 'StakeRemoved')).toEqual([64]);
    s.SubtokenEnabled.set(chain.state, 0, true);
    chain.buy(alice, 64, ONE);
    s.SubnetTAO.set(chain.state, 64, 999_999n);
    expect(netuidsOf(ofCall(chain.submit(alice, unstakeAll())), 'StakeRemoved')).toEqual([0]);
  });

  it('does not mind having nothing to sell, but needs a validator that is one', () => {
    chain.submit(alice, unstakeAll());
    const events = chain.submit(alice, unstakeAll());
    expect(failure(events)).toBeNull();
    expect(ofCall(events)).toEqual([]);
    expect(failure(chain.submit(alice, unstakeAll(stranger)))).toEqual([7, 5]);
  });
});

describe('unstake_all_alpha', () => {
  it('sells all but root’s and stakes the TAO to root, for no fee', () => {
    const tao = proceeds(64) + proceeds(4);
    const before = chain.free(alice.publicKey);
    const events = chain.submit(alice, unstakeAllAlpha());
    const all = ofCall(events);
    const traded = allNetuids(chain.state).filter((netuid) => netuid === 4 || netuid === 64);
    expect(netuidsOf(all, 'StakeRemoved')).toEqual(traded);
    expect(all.at(-1)).toEqual(['SubtensorModule.StakeAdded', alice.publicKey, firstHotkey, tao, tao, 0, 0n]);
    expect(chain.held(alice, 0)).toBe(3n * ONE + tao);
    expect(before - chain.free(alice.publicKey)).toBe(feeOf(events));
  });

  it('fails as a whole when nothing was sold', () => {
    chain.submit(alice, unstakeAllAlpha());
    expect(failure(chain.submit(alice, unstakeAllAlpha()))).toEqual([7, 82]);
    expect(failure(chain.submit(alice, unstakeAllAlpha(stranger)))).toEqual([7, 5]);
  });
});
