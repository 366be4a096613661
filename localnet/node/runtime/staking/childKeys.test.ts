import { Keyring } from '@polkadot/keyring';
import { beforeEach, describe, expect, it } from 'vitest';
import { subtensorStorage } from '#localnet/metadata/pallets/subtensor.ts';
import { call, failure, TestChain } from '#localnet/node/runtime/testChain.ts';
import { position } from './sharePool.ts';

const s = subtensorStorage;
const keyring = new Keyring({ type: 'sr25519' });
const alice = keyring.createFromUri('//Alice');
const hotkey = keyring.createFromUri('//Alice//validator').publicKey;
const child = keyring.createFromUri('//Alice//child').publicKey;
const TAO = 1_000_000_000n;

let chain: TestChain;
beforeEach(() => {
  chain = new TestChain([1, 64]);
  s.Owner.set(chain.state, hotkey, alice.publicKey);
  for (const netuid of [1, 64]) s.PendingChildKeys.set(chain.state, netuid, hotkey, [[[1n, child]], 9n]);
  chain.begin();
  const stake = call('SubtensorModule.add_stake', { hotkey, netuid: 64, amount_staked: 10n * TAO });
  expect(failure(chain.submit(alice, stake))).toBeNull();
});

function sellHalf(): void {
  const amount = position(chain.state, { hotkey, netuid: 64 }, alice.publicKey) / 2n;
  const sell = call('SubtensorModule.remove_stake', { hotkey, netuid: 64, amount_unstaked: amount });
  expect(failure(chain.submit(alice, sell))).toBeNull();
}

const pending = () => [1, 64].filter((netuid) => s.PendingChildKeys.exists(chain.state, netuid, hotkey));

describe('pending child keys', () => {
  it('go from all subnets when a sale leaves less than the threshold', () => {
    s.StakeThreshold.set(chain.state, 6n * TAO);
    sellHalf();
    expect(pending()).toEqual([]);
  });

  it('stay while the hotkey has the threshold, or there is none', () => {
    sellHalf();
    expect(pending()).toEqual([1, 64]);
    s.StakeThreshold.set(chain.state, 2n * TAO);
    sellHalf();
    expect(pending()).toEqual([1, 64]);
  });
});
