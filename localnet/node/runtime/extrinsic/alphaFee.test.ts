import { describe, expect, it } from 'vitest';
import { blockAuthor } from '#localnet/genesis/accounts.ts';
import { balancesStorage } from '#localnet/metadata/pallets/balances.ts';
import { subtensorStorage } from '#localnet/metadata/pallets/subtensor.ts';
import { profiles } from '#localnet/node/runtime/profile.ts';
import { subnetAccount } from '#localnet/node/runtime/staking/subnetAccount.ts';
import { call, type EventRecord, failure, type TestChain } from '#localnet/node/runtime/testChain.ts';
import {
  alice,
  alphaOnlyChain,
  alphaPaid,
  held,
  hotkey,
  other,
  removeStake,
  send,
  TAO,
  worth,
  zoe,
} from './alphaOnlyChain.ts';
import { totalFee } from './fee.ts';

const burn = call('SubtensorModule.burn_alpha', { hotkey, amount: TAO, netuid: 64 });

/** Names of events but those of Balances, which tell of each step of TAO on its way. */
const steps = (events: readonly EventRecord['event'][]) =>
  events.filter(({ pallet }) => pallet !== 'Balances').map(({ event }) => event);

const issuance = (chain: TestChain) => [
  balancesStorage.TotalIssuance.get(chain.state),
  subtensorStorage.TotalIssuance.get(chain.state),
];

function withoutAuthor(): TestChain {
  const chain = alphaOnlyChain('425');
  chain.runtime.finalizeBlock(chain.state);
  chain.begin(null);
  return chain;
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
      const chain = alphaOnlyChain(profile);
      const what = call(`SubtensorModule.${name}`, args);
      const fee = totalFee(profiles[profile], what, chain.sign(zoe, what).length, 0n);
      const alpha = worth(chain, fee);
      const events = chain.submit(zoe, what);
      const fields = alphaPaid(events) ?? [];
      expect(fields.slice(0, 3)).toEqual([zoe.publicKey, 64, alpha]);
      const tao = fields[3] as bigint;
      expect(tao).toBeGreaterThan((fee * 999n) / 1_000n);
      expect(tao).toBeLessThanOrEqual(fee);
    }
  });

  it('pays for move_stake_limit where the runtime has it', () => {
    const chain = alphaOnlyChain();
    const [, args] = listed[5] ?? [];
    expect(
      alphaPaid(chain.submit(zoe, call('SubtensorModule.move_stake_limit', { ...args, ...limits }))),
    ).toBeDefined();
  });

  it('comes before the call, which sees the smaller position and may sell all of it', () => {
    const chain = alphaOnlyChain();
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
    expect(alphaPaid(events)).toEqual([zoe.publicKey, 64, fee, first?.fields[2]]);
    expect((second?.fields[3] as bigint) + (second?.fields[5] as bigint)).toBe(before - fee);
    expect(held(chain)).toBe(0n);
    expect(chain.free(zoe.publicKey)).toBe(500n + (second?.fields[2] as bigint));
  });

  it('fails a call that asks for all that was there before', () => {
    const chain = alphaOnlyChain();
    const all = { hotkey, netuid: 64, amount_unstaked: held(chain), ...limits };
    const events = chain.submit(zoe, call('SubtensorModule.remove_stake_limit', all));
    expect(failure(events)).toEqual([7, 9]);
    expect(held(chain)).toBe(all.amount_unstaked - (alphaPaid(events)?.[2] as bigint));
    expect(chain.free(zoe.publicKey)).toBe(500n);
  });

  it('is recycled by the later runtime', () => {
    const chain = alphaOnlyChain();
    const author = chain.free(blockAuthor.publicKey);
    const before = issuance(chain);
    const tao = alphaPaid(chain.submit(zoe, burn))?.[3];
    expect(issuance(chain)).toEqual(before.map((total) => total - (tao as bigint)));
    expect(chain.free(blockAuthor.publicKey)).toBe(author);
    expect(chain.free(zoe.publicKey)).toBe(500n);
  });

  it('goes to the author at 425, and nowhere without one', () => {
    const chain = alphaOnlyChain('425');
    const author = chain.free(blockAuthor.publicKey);
    const before = issuance(chain);
    const tao = alphaPaid(chain.submit(zoe, burn))?.[3] as bigint;
    expect(chain.free(blockAuthor.publicKey) - author).toBe(tao);
    expect(issuance(chain)).toEqual(before);

    const lone = withoutAuthor();
    const whole = issuance(lone);
    const lost = alphaPaid(lone.submit(zoe, burn))?.[3] as bigint;
    expect(issuance(lone)).toEqual(whole.map((total) => total - lost));
  });

  it('takes only the pool’s own TAO from the subnet', () => {
    const chain = alphaOnlyChain();
    const { SubnetTAO } = subtensorStorage;
    const before = [chain.free(subnetAccount(64)), SubnetTAO.get(chain.state, 64)];
    const tao = alphaPaid(chain.submit(zoe, burn))?.[3];
    const after = [chain.free(subnetAccount(64)), SubnetTAO.get(chain.state, 64)];
    expect(before.map((amount, index) => amount - (after[index] ?? 0n))).toEqual([tao, tao]);
  });

  it('counts the tip in', () => {
    const plain = alphaOnlyChain();
    const tipped = alphaOnlyChain();
    const without = alphaPaid(plain.submit(zoe, removeStake(TAO)))?.[2] as bigint;
    const events = tipped.submit(zoe, removeStake(TAO), { tip: 1_000_000n });
    expect(alphaPaid(events)?.[2] as bigint).toBeGreaterThan(without);
    expect(events.find(({ event }) => event === 'TransactionFeePaid')?.fields[2]).toBe(1_000_000n);
  });

  it('comes from root stake too, one for one', () => {
    const chain = alphaOnlyChain('live', [0]);
    const events = chain.submit(zoe, removeStake(TAO, 0));
    const [, netuid, alpha, tao] = alphaPaid(events) ?? [];
    expect([netuid, tao]).toEqual([0, alpha]);
    expect(events.find(({ event }) => event === 'TransactionFeePaid')?.fields[1]).toBe(alpha);
  });

  it('is not taken while TAO can pay, with the existential deposit left', () => {
    for (const lacking of [0n, 1n]) {
      const chain = alphaOnlyChain();
      const fee = totalFee(profiles.live, burn, chain.sign(zoe, burn).length, 0n);
      chain.submit(alice, send(zoe.publicKey, fee - lacking));
      expect(alphaPaid(chain.submit(zoe, burn)) === undefined).toBe(lacking === 0n);
      expect(chain.free(zoe.publicKey)).toBe(lacking === 0n ? 500n : 500n + fee - lacking);
    }
  });
});
