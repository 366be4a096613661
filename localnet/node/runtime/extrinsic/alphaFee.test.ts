import { Keyring } from '@polkadot/keyring';
import { describe, expect, it } from 'vitest';
import { priceOf } from '#domain/price.ts';
import { blockAuthor, genesisValidators } from '#localnet/genesis/accounts.ts';
import type { RuntimeCall } from '#localnet/metadata/outerEnums.ts';
import { balancesStorage } from '#localnet/metadata/pallets/balances.ts';
import { subtensorStorage } from '#localnet/metadata/pallets/subtensor.ts';
import { swapStorage } from '#localnet/metadata/pallets/swap.ts';
import { systemStorage } from '#localnet/metadata/pallets/system.ts';
import { type ProfileName, profiles } from '#localnet/node/runtime/profile.ts';
import { position } from '#localnet/node/runtime/staking/sharePool.ts';
import { subnetAccount } from '#localnet/node/runtime/staking/subnetAccount.ts';
import { call, type EventRecord, failure, TestChain } from '#localnet/node/runtime/testChain.ts';
import { totalFee } from './fee.ts';

const keyring = new Keyring({ type: 'sr25519' });
const alice = keyring.createFromUri('//Alice');
const zoe = keyring.createFromUri('//Zoe');
const hotkey = genesisValidators[0]?.hotkey ?? new Uint8Array(32);
const other = genesisValidators[1]?.hotkey ?? new Uint8Array(32);
const TAO = 1_000_000_000n;
const NO_MONEY = 'Inability to pay some fees (e.g. account balance too low)';

const held = (chain: TestChain, netuid = 64) => position(chain.state, { hotkey, netuid }, zoe.publicKey);
const stake = (netuid: number, amount: bigint, to = hotkey) =>
  call('SubtensorModule.add_stake', { hotkey: to, netuid, amount_staked: amount });
const removeStake = (amount: bigint, netuid = 64) =>
  call('SubtensorModule.remove_stake', { hotkey, netuid, amount_unstaked: amount });

/** A chain on which Zoe holds Alpha on some subnets and, of TAO, the existential deposit alone. */
function begin(profile: ProfileName = 'live', netuids: readonly number[] = [64], author?: null): TestChain {
  const chain = new TestChain([64, 82], { profile });
  chain.begin();
  const dest = { type: 'Id', value: zoe.publicKey };
  chain.submit(alice, call('Balances.transfer_keep_alive', { dest, value: 100n * TAO }));
  for (const netuid of netuids) {
    subtensorStorage.SubtokenEnabled.set(chain.state, netuid, true);
    expect(failure(chain.submit(zoe, stake(netuid, 10n * TAO)))).toBeNull();
  }
  const back = { type: 'Id', value: alice.publicKey };
  chain.submit(zoe, call('Balances.transfer_all', { dest: back, keep_alive: true }));
  expect(chain.free(zoe.publicKey)).toBe(500n);
  if (author === null) {
    chain.runtime.finalizeBlock(chain.state);
    chain.begin(null);
  }
  return chain;
}

const refused = (chain: TestChain, what: RuntimeCall) => {
  const bytes = chain.sign(zoe, what);
  const before = new Map(chain.state.entries());
  const { code, data } = chain.refusal(bytes);
  expect(new Map(chain.state.entries())).toEqual(before);
  expect(chain.runtime.validate(chain.state, bytes, chain.hash(chain.number)).ok).toBe(false);
  return [code, data];
};

/** Names of events but those of Balances, which tell of each step of TAO on its way. */
const steps = (events: readonly EventRecord['event'][]) =>
  events.filter(({ pallet }) => pallet !== 'Balances').map(({ event }) => event);

const paid = (events: readonly EventRecord['event'][]) =>
  events.find(({ event }) => event === 'TransactionFeePaidWithAlpha')?.fields;

const issuance = (chain: TestChain) => [
  balancesStorage.TotalIssuance.get(chain.state),
  subtensorStorage.TotalIssuance.get(chain.state),
];

/** Alpha that is worth a fee at the spot price. */
function worth(chain: TestChain, fee: bigint): bigint {
  const { SubnetAlphaIn, SubnetTAO } = subtensorStorage;
  const weight = swapStorage.SwapBalancer.get(chain.state, 64).quote;
  const price = priceOf(SubnetTAO.get(chain.state, 64), SubnetAlphaIn.get(chain.state, 64), weight);
  return ((fee << 128n) / price) >> 64n;
}

describe('a fee in Alpha', () => {
  const place = { hotkey, origin_netuid: 64, destination_netuid: 0, alpha_amount: TAO };
  const limits = { limit_price: 1n, allow_partial: false };
  const listed: readonly (readonly [string, Readonly<Record<string, unknown>>])[] = [
    ['remove_stake', { hotkey, netuid: 64, amount_unstaked: TAO }],
    ['remove_stake_limit', { hotkey, netuid: 64, amount_unstaked: TAO, ...limits }],
    ['remove_stake_full_limit', { hotkey, netuid: 64, limit_price: null }],
    ['unstake_all', { hotkey }],
    ['unstake_all_alpha', { hotkey }],
    [
      'move_stake',
      {
        origin_hotkey: hotkey,
        destination_hotkey: other,
        origin_netuid: 64,
        destination_netuid: 64,
        alpha_amount: TAO,
      },
    ],
    ['transfer_stake', { ...place, destination_coldkey: alice.publicKey }],
    ['swap_stake', place],
    ['swap_stake_limit', { ...place, ...limits }],
    ['recycle_alpha', { hotkey, amount: TAO, netuid: 64 }],
    ['burn_alpha', { hotkey, amount: TAO, netuid: 64 }],
  ];

  it.each(listed)('pays for %s, the spot price’s worth, from the position that it names', (name, args) => {
    for (const profile of ['425', 'live'] as const) {
      const chain = begin(profile);
      const what = call(`SubtensorModule.${name}`, args);
      const fee = totalFee(profiles[profile], what, chain.sign(zoe, what).length, 0n);
      const alpha = worth(chain, fee);
      const events = chain.submit(zoe, what);
      const fields = paid(events) ?? [];
      expect(fields.slice(0, 3)).toEqual([zoe.publicKey, 64, alpha]);
      const tao = fields[3] as bigint;
      expect(tao).toBeGreaterThan((fee * 999n) / 1_000n);
      expect(tao).toBeLessThanOrEqual(fee);
    }
  });

  it('pays for move_stake_limit where the runtime has it', () => {
    const chain = begin();
    const [, args] = listed[5] ?? [];
    expect(
      paid(chain.submit(zoe, call('SubtensorModule.move_stake_limit', { ...args, ...limits }))),
    ).toBeDefined();
  });

  it('comes before the call, which sees the smaller position and may sell all of it', () => {
    const chain = begin();
    const before = held(chain);
    const events = chain.submit(zoe, removeStake(before));
    expect(steps(events)).toEqual([
      'StakeRemoved',
      'TransactionFeePaidWithAlpha',
      'StakeRemoved',
      'TransactionFeePaid',
      'ExtrinsicSuccess',
    ]);
    const [first, second] = events.filter(({ event }) => event === 'StakeRemoved');
    const fee = first?.fields[3] as bigint;
    expect(first?.fields.slice(4)).toEqual([64, 0n]);
    expect(paid(events)).toEqual([zoe.publicKey, 64, fee, first?.fields[2]]);
    expect((second?.fields[3] as bigint) + (second?.fields[5] as bigint)).toBe(before - fee);
    expect(held(chain)).toBe(0n);
    expect(chain.free(zoe.publicKey)).toBe(500n + (second?.fields[2] as bigint));
  });

  it('fails a call that asks for all that was there before', () => {
    const chain = begin();
    const all = { hotkey, netuid: 64, amount_unstaked: held(chain), ...limits };
    const events = chain.submit(zoe, call('SubtensorModule.remove_stake_limit', all));
    expect(failure(events)).toEqual([7, 9]);
    expect(held(chain)).toBe(all.amount_unstaked - (paid(events)?.[2] as bigint));
    expect(chain.free(zoe.publicKey)).toBe(500n);
  });

  it('is recycled by the later runtime', () => {
    const chain = begin();
    const author = chain.free(blockAuthor.publicKey);
    const before = issuance(chain);
    const tao = paid(
      chain.submit(zoe, call('SubtensorModule.burn_alpha', { hotkey, amount: TAO, netuid: 64 })),
    )?.[3];
    expect(issuance(chain)).toEqual(before.map((total) => total - (tao as bigint)));
    expect(chain.free(blockAuthor.publicKey)).toBe(author);
    expect(chain.free(zoe.publicKey)).toBe(500n);
  });

  it('goes to the author at 425, and nowhere without one', () => {
    const burn = call('SubtensorModule.burn_alpha', { hotkey, amount: TAO, netuid: 64 });
    const chain = begin('425');
    const author = chain.free(blockAuthor.publicKey);
    const before = issuance(chain);
    const tao = paid(chain.submit(zoe, burn))?.[3] as bigint;
    expect(chain.free(blockAuthor.publicKey) - author).toBe(tao);
    expect(issuance(chain)).toEqual(before);

    const lone = begin('425', [64], null);
    const whole = issuance(lone);
    const lost = paid(lone.submit(zoe, burn))?.[3] as bigint;
    expect(issuance(lone)).toEqual(whole.map((total) => total - lost));
  });

  it('takes only the pool’s own TAO from the subnet', () => {
    const chain = begin();
    const { SubnetTAO } = subtensorStorage;
    const before = [chain.free(subnetAccount(64)), SubnetTAO.get(chain.state, 64)];
    const tao = paid(
      chain.submit(zoe, call('SubtensorModule.burn_alpha', { hotkey, amount: TAO, netuid: 64 })),
    )?.[3];
    const after = [chain.free(subnetAccount(64)), SubnetTAO.get(chain.state, 64)];
    expect(before.map((amount, index) => amount - (after[index] ?? 0n))).toEqual([tao, tao]);
  });

  it('counts the tip in', () => {
    const plain = begin();
    const tipped = begin();
    const without = paid(plain.submit(zoe, removeStake(TAO)))?.[2] as bigint;
    const events = tipped.submit(zoe, removeStake(TAO), { tip: 1_000_000n });
    expect(paid(events)?.[2] as bigint).toBeGreaterThan(without);
    expect(events.find(({ event }) => event === 'TransactionFeePaid')?.fields[2]).toBe(1_000_000n);
  });

  it('comes from root stake too, one for one', () => {
    const chain = begin('live', [0]);
    const events = chain.submit(zoe, removeStake(TAO, 0));
    const [, netuid, alpha, tao] = paid(events) ?? [];
    expect([netuid, tao]).toEqual([0, alpha]);
    expect(events.find(({ event }) => event === 'TransactionFeePaid')?.fields[1]).toBe(alpha);
  });

  it('is not taken while TAO can pay, with the existential deposit left', () => {
    const burn = call('SubtensorModule.burn_alpha', { hotkey, amount: TAO, netuid: 64 });
    const dest = { type: 'Id', value: zoe.publicKey };
    for (const lacking of [0n, 1n]) {
      const chain = begin();
      const fee = totalFee(profiles.live, burn, chain.sign(zoe, burn).length, 0n);
      chain.submit(alice, call('Balances.transfer_keep_alive', { dest, value: fee - lacking }));
      expect(paid(chain.submit(zoe, burn)) === undefined).toBe(lacking === 0n);
      expect(chain.free(zoe.publicKey)).toBe(lacking === 0n ? 500n : 500n + fee - lacking);
    }
  });
});

describe('no fee in Alpha', () => {
  const nobody = begin();
  const batched = (name: string) => call(`Utility.${name}`, { calls: [removeStake(TAO)] });

  it.each([
    ['add_stake', stake(64, TAO)],
    ['a transfer', call('Balances.transfer_all', { dest: { type: 'Id', value: hotkey }, keep_alive: false })],
    ['a lock', call('SubtensorModule.lock_stake', { hotkey, netuid: 64, amount: TAO })],
    ['batch', batched('batch')],
    ['batch_all', batched('batch_all')],
    ['force_batch', batched('force_batch')],
    [
      'a proxied sale',
      call('Proxy.proxy', {
        real: { type: 'Id', value: zoe.publicKey },
        force_proxy_type: null,
        call: removeStake(TAO),
      }),
    ],
    ['a position with another validator', call('SubtensorModule.unstake_all', { hotkey: other })],
    ['a position elsewhere', removeStake(TAO, 82)],
    ['a position on root', removeStake(TAO, 0)],
    ['a subnet that is not there', removeStake(TAO, 999)],
  ])('pays for %s', (_, what) => {
    expect(refused(nobody, what)).toEqual([1010, NO_MONEY]);
  });

  it.each(['unstake_all', 'unstake_all_alpha'])('pays for %s of two subnets', (name) => {
    const chain = begin('live', [64, 82]);
    const what = call(`SubtensorModule.${name}`, { hotkey });
    expect(refused(chain, what)).toEqual([1010, NO_MONEY]);
    subtensorStorage.SubtokenEnabled.set(chain.state, 82, false);
    expect(paid(chain.submit(zoe, what))?.[1]).toBe(64);
  });

  it('comes from a position that is worth less', () => {
    const chain = begin();
    const sale = chain.sign(zoe, removeStake(TAO));
    const alpha = worth(chain, totalFee(profiles.live, removeStake(TAO), sale.length, 0n));
    const { TotalHotkeyAlpha } = subtensorStorage;
    const total = TotalHotkeyAlpha.get(chain.state, hotkey, 64);
    const scaled = (wanted: bigint) => (total * wanted) / held(chain);
    const before = scaled(alpha - 10n);
    const after = scaled(alpha + 1_000n);
    TotalHotkeyAlpha.set(chain.state, hotkey, 64, before);
    expect(refused(chain, removeStake(TAO))).toEqual([1010, NO_MONEY]);
    TotalHotkeyAlpha.set(chain.state, hotkey, 64, after);
    expect(paid(chain.submit(zoe, removeStake(TAO)))?.[2]).toBe(alpha);
  });

  it.each(['425', 'live'] as const)('comes from what is locked, at %s', (profile) => {
    const chain = begin(profile);
    const lock = { locked_mass: held(chain), conviction: 0n, last_update: BigInt(chain.number) };
    subtensorStorage.Lock.set(chain.state, zoe.publicKey, 64, hotkey, lock);
    expect(refused(chain, removeStake(TAO))).toEqual([1010, NO_MONEY]);
    subtensorStorage.Lock.set(chain.state, zoe.publicKey, 64, hotkey, { ...lock, locked_mass: TAO });
    expect(paid(chain.submit(zoe, removeStake(TAO)))).toBeDefined();
  });

  it('comes from a subnet that has not started, but at 425', () => {
    const sale = { hotkey, netuid: 64, amount_unstaked: TAO, limit_price: 1n, allow_partial: false };
    const what = call('SubtensorModule.remove_stake_limit', sale);
    const close = (chain: TestChain) => subtensorStorage.SubtokenEnabled.set(chain.state, 64, false);
    const later = begin();
    close(later);
    expect(refused(later, what)).toEqual([1010, NO_MONEY]);
    const early = begin('425');
    close(early);
    expect(paid(early.submit(zoe, what))?.[1]).toBe(64);
  });

  it('comes from an account that does not exist, whatever it holds', () => {
    const chain = begin();
    const dest = { type: 'Id', value: alice.publicKey };
    const rest = call('Balances.transfer_all', { dest, keep_alive: false });
    chain.submit(
      alice,
      call('Balances.transfer_keep_alive', { dest: { type: 'Id', value: zoe.publicKey }, value: TAO }),
    );
    chain.submit(zoe, rest);
    expect([chain.free(zoe.publicKey), held(chain) > 0n]).toEqual([0n, true]);
    expect(refused(chain, removeStake(TAO))).toEqual([1010, NO_MONEY]);
  });

  it('is taken when the subnet’s account cannot pay for the sale', () => {
    const chain = begin();
    const account = subnetAccount(64);
    const info = systemStorage.Account.get(chain.state, account);
    systemStorage.Account.set(chain.state, account, { ...info, data: { ...info.data, free: 600n } });
    const before = new Map(chain.state.entries());
    expect(chain.refusal(chain.sign(zoe, removeStake(TAO))).data).toBe(NO_MONEY);
    expect(new Map(chain.state.entries())).toEqual(before);
  });
});
