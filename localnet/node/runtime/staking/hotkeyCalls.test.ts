import { beforeEach, describe, expect, it } from 'vitest';
import { subtensorStorage as s } from '#localnet/metadata/pallets/subtensor.ts';
import { call, failure } from '#localnet/node/runtime/testChain.ts';
import { firstHotkey, ofCall, pairOf, StakingChain, secondHotkey } from './testStaking.ts';

const alice = pairOf('//Alice');
const bob = pairOf('//Bob');
const fresh = new Uint8Array(32).fill(9);

let chain: StakingChain;
beforeEach(() => {
  chain = new StakingChain([64]);
  chain.begin();
});

describe('try_associate_hotkey', () => {
  const associate = (hotkey: Uint8Array) => call('SubtensorModule.try_associate_hotkey', { hotkey });

  it('gives a hotkey its owner, once', () => {
    expect(ofCall(chain.submit(alice, associate(fresh)))).toEqual([]);
    expect(s.Owner.get(chain.state, fresh)).toEqual(alice.publicKey);
    expect(s.OwnedHotkeys.get(chain.state, alice.publicKey)).toEqual([fresh]);
    expect(s.StakingHotkeys.get(chain.state, alice.publicKey)).toEqual([fresh]);
    expect(failure(chain.submit(bob, associate(fresh)))).toBeNull();
    expect(s.Owner.get(chain.state, fresh)).toEqual(alice.publicKey);
    expect(s.OwnedHotkeys.get(chain.state, bob.publicKey)).toEqual([]);
  });
});

describe('set_coldkey_auto_stake_hotkey', () => {
  const choose = (hotkey: Uint8Array, netuid = 64) =>
    call('SubtensorModule.set_coldkey_auto_stake_hotkey', { netuid, hotkey });
  const choosers = (hotkey: Uint8Array) => s.AutoStakeDestinationColdkeys.get(chain.state, hotkey, 64);

  it('remembers the hotkey, and forgets the one before', () => {
    chain.submit(bob, choose(firstHotkey));
    expect(ofCall(chain.submit(alice, choose(firstHotkey)))).toEqual([
      ['SubtensorModule.AutoStakeDestinationSet', alice.publicKey, 64, firstHotkey],
    ]);
    expect(choosers(firstHotkey)).toEqual([bob.publicKey, alice.publicKey]);
    chain.submit(alice, choose(secondHotkey));
    expect(s.AutoStakeDestination.get(chain.state, alice.publicKey, 64)).toEqual(secondHotkey);
    expect(choosers(firstHotkey)).toEqual([bob.publicKey]);
    expect(choosers(secondHotkey)).toEqual([alice.publicKey]);
  });

  it('is checked in the chain’s order', () => {
    expect(failure(chain.submit(alice, choose(fresh, 4_000)))).toEqual([7, 76]);
    expect(failure(chain.submit(alice, choose(fresh)))).toEqual([7, 4]);
    chain.submit(alice, choose(firstHotkey));
    expect(failure(chain.submit(alice, choose(firstHotkey)))).toEqual([7, 118]);
  });
});
