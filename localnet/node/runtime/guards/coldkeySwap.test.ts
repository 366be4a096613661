import { Keyring } from '@polkadot/keyring';
import { beforeEach, describe, expect, it } from 'vitest';
import { genesisValidators } from '#localnet/genesis/accounts.ts';
import { subtensorStorage } from '#localnet/metadata/pallets/subtensor.ts';
import { call, failure, TestChain } from '#localnet/node/runtime/testChain.ts';

const keyring = new Keyring({ type: 'sr25519' });
const alice = keyring.createFromUri('//Alice');
const bob = keyring.createFromUri('//Bob');
const hotkey = genesisValidators[0]?.hotkey ?? new Uint8Array(32);
const stake = call('SubtensorModule.add_stake', { hotkey, netuid: 64, amount_staked: 10n ** 9n });
const pay = call('Balances.transfer_keep_alive', { dest: { type: 'Id', value: hotkey }, value: 1_000n });
const remark = call('System.remark', { remark: new Uint8Array(1) });
const { ColdkeySwapAnnouncements, ColdkeySwapDisputes } = subtensorStorage;

let chain: TestChain;
const announce = () => ColdkeySwapAnnouncements.set(chain.state, alice.publicKey, [1, new Uint8Array(32)]);
const dispute = () => ColdkeySwapDisputes.set(chain.state, alice.publicKey, 1);

beforeEach(() => {
  chain = new TestChain([64]);
  chain.begin();
});

describe('a coldkey that is about to be replaced', () => {
  it.each([
    ['announced', announce, 0],
    [
      'disputed',
      () => {
        announce();
        dispute();
      },
      21,
    ],
  ])('when %s gets nothing into the pool or a block', (_, begin, number) => {
    begin();
    for (const what of [stake, pay, remark]) {
      const refused = chain.refusal(chain.sign(alice, what));
      expect([refused.code, refused.data, [...refused.encoded]]).toEqual([
        1010,
        `Custom error: ${number}`,
        [0, 7, number],
      ]);
      const bytes = chain.sign(alice, what);
      expect(chain.runtime.validate(chain.state, bytes, chain.hash(1))).toMatchObject({ ok: false });
    }
    expect(failure(chain.submit(bob, stake))).toBeNull();
  });

  it('is stopped behind a delegate too, at dispatch', () => {
    chain.submit(
      alice,
      call('Proxy.add_proxy', {
        delegate: { type: 'Id', value: bob.publicKey },
        proxy_type: 'Any',
        delay: 0,
      }),
    );
    const real = { type: 'Id', value: alice.publicKey };
    const outcome = (inner: ReturnType<typeof call>) => {
      const events = chain.submit(bob, call('Proxy.proxy', { real, force_proxy_type: null, call: inner }));
      return events.find(({ event }) => event === 'ProxyExecuted')?.fields[0];
    };
    const refused = (error: number) => ({
      ok: false,
      error: { type: 'Module', value: { index: 7, error: Uint8Array.of(error, 0, 0, 0) } },
    });
    announce();
    expect(outcome(stake)).toEqual(refused(130));
    expect(outcome(call('Utility.batch', { calls: [pay] }))).toEqual(refused(130));
    dispute();
    expect(outcome(pay)).toEqual(refused(131));
  });

  it('is free when only a dispute is left', () => {
    dispute();
    expect(failure(chain.submit(alice, stake))).toBeNull();
  });
});
