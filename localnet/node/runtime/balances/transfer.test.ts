import { Keyring } from '@polkadot/keyring';
import { beforeEach, describe, expect, it } from 'vitest';
import { balancesStorage } from '#localnet/metadata/pallets/balances.ts';
import { systemStorage } from '#localnet/metadata/pallets/system.ts';
import { call, failure, names, TestChain } from '#localnet/node/runtime/testChain.ts';

const keyring = new Keyring({ type: 'sr25519' });
const alice = keyring.createFromUri('//Alice');
const zoe = keyring.createFromUri('//Zoe');

const transfer = (method: string, dest: Uint8Array, value: bigint) =>
  call(`Balances.${method}`, { dest: { type: 'Id', value: dest }, value });

let chain: TestChain;
beforeEach(() => {
  chain = new TestChain([64]);
  chain.begin();
});

describe('transfers', () => {
  it('endow an account that did not exist', () => {
    const events = chain.submit(alice, transfer('transfer_keep_alive', zoe.publicKey, 500n));
    expect(names(events).slice(1, 4)).toEqual(['System.NewAccount', 'Balances.Endowed', 'Balances.Transfer']);
    expect(chain.free(zoe.publicKey)).toBe(500n);
  });

  it('do not endow with less than the existential deposit', () => {
    const events = chain.submit(alice, transfer('transfer_keep_alive', zoe.publicKey, 499n));
    expect(failure(events)).toBe('Token.BelowMinimum');
  });

  it('keep the sender alive if asked to', () => {
    chain.submit(alice, transfer('transfer_keep_alive', zoe.publicKey, 1_000_000n));
    const first = chain.submit(zoe, transfer('transfer_keep_alive', alice.publicKey, 800_000n));
    expect(failure(first)).toBeNull();
    const fee = first[0]?.fields[1] as bigint;
    const rest = chain.free(zoe.publicKey);
    const over = chain.submit(zoe, transfer('transfer_keep_alive', alice.publicKey, rest - fee));
    expect(failure(over)).toBe('Token.NotExpendable');
  });

  it('lose the dust of an account that ends, and so does the issuance', () => {
    chain.submit(alice, transfer('transfer_keep_alive', zoe.publicKey, 1_000_000n));
    const probe = chain.submit(zoe, transfer('transfer_allow_death', alice.publicKey, 1n));
    const fee = probe[0]?.fields[1] as bigint;
    const before = balancesStorage.TotalIssuance.get(chain.state);
    const value = chain.free(zoe.publicKey) - fee - 499n;
    const longer = BigInt(value > 16_383n ? 1 : 0);
    const events = chain.submit(zoe, transfer('transfer_allow_death', alice.publicKey, value - longer));
    const dust = events.find(({ event }) => event === 'DustLost')?.fields[1] as bigint;
    const paid = events[0]?.fields[1] as bigint;
    expect(names(events)).toEqual([
      'Balances.Withdraw',
      'System.KilledAccount',
      'Balances.DustLost',
      'Balances.Transfer',
      'TransactionPayment.TransactionFeePaid',
      'System.ExtrinsicSuccess',
    ]);
    expect(systemStorage.Account.exists(chain.state, zoe.publicKey)).toBe(false);
    expect(before - balancesStorage.TotalIssuance.get(chain.state)).toBe(dust + paid);
  });

  it('of everything leave nothing', () => {
    chain.submit(alice, transfer('transfer_keep_alive', zoe.publicKey, 1_000_000n));
    const all = call('Balances.transfer_all', {
      dest: { type: 'Id', value: alice.publicKey },
      keep_alive: false,
    });
    expect(names(chain.submit(zoe, all))).toContain('System.KilledAccount');
    expect(chain.free(zoe.publicKey)).toBe(0n);
  });

  it('to oneself change nothing', () => {
    const events = chain.submit(alice, transfer('transfer_keep_alive', alice.publicKey, 5n));
    expect(failure(events)).toBeNull();
    expect(names(events)).not.toContain('Balances.Transfer');
  });

  it('need an account as their target', () => {
    const args = { dest: { type: 'Address20', value: new Uint8Array(20) }, value: 5n };
    expect(failure(chain.submit(alice, call('Balances.transfer_keep_alive', args)))).toBe('CannotLookup');
  });
});
