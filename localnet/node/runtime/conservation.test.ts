import { Keyring } from '@polkadot/keyring';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { genesisValidators } from '#localnet/genesis/accounts.ts';
import { balancesStorage } from '#localnet/metadata/pallets/balances.ts';
import { subtensorStorage } from '#localnet/metadata/pallets/subtensor.ts';
import { systemStorage } from '#localnet/metadata/pallets/system.ts';
import { reservoirStorage } from './laterStorage.ts';
import { position } from './staking/sharePool.ts';
import { subnetAccount } from './staking/subnetAccount.ts';
import { account } from './system/accounts.ts';
import { call, TestChain } from './testChain.ts';

const keyring = new Keyring({ type: 'sr25519' });
const traders = ['//Alice', '//Bob', '//Zoe'].map((uri) => keyring.createFromUri(uri));
const NETUIDS = [0, 4, 64];
const s = subtensorStorage;

const step = fc.record({
  kind: fc.constantFrom('buy', 'sell', 'sellAll', 'pay', 'block' as const),
  who: fc.integer({ min: 0, max: 2 }),
  whom: fc.integer({ min: 0, max: 2 }),
  netuid: fc.constantFrom(...NETUIDS),
  validator: fc.integer({ min: 0, max: 8 }),
  /** Millionths of what there is. */
  part: fc.integer({ min: 0, max: 1_000_000 }),
  allowPartial: fc.boolean(),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

function play(chain: TestChain, { kind, who, whom, netuid, validator, part, allowPartial }: Step): void {
  const pair = traders[who];
  const hotkey = genesisValidators[validator]?.hotkey;
  const target = traders[whom];
  if (pair === undefined || hotkey === undefined || target === undefined) throw new Error('out of range');
  const of = (amount: bigint) => (amount * BigInt(part)) / 1_000_000n;
  const held = position(chain.state, { hotkey, netuid }, pair.publicKey);
  if (kind === 'block') {
    chain.runtime.finalizeBlock(chain.state);
    chain.begin();
    return;
  }
  if (account(chain.state, pair.publicKey).data.free < 2_000_000n) return;
  const place = { hotkey, netuid };
  const calls = {
    buy: call('SubtensorModule.add_stake_limit', {
      ...place,
      amount_staked: of(chain.free(pair.publicKey)) / 100n,
      limit_price: 1_000_000_000n,
      allow_partial: allowPartial,
    }),
    sell: call('SubtensorModule.remove_stake_limit', {
      ...place,
      amount_unstaked: of(held),
      limit_price: netuid === 0 ? 1_000_000_000n : 1_000n,
      allow_partial: allowPartial,
    }),
    sellAll: call('SubtensorModule.remove_stake', { ...place, amount_unstaked: held }),
    pay: call('Balances.transfer_allow_death', {
      dest: { type: 'Id', value: target.publicKey },
      value: of(chain.free(pair.publicKey)),
    }),
  };
  chain.submit(pair, calls[kind]);
}

/** All TAO is in some account, and the pools' TAO is in the subnets' accounts. */
function checkTao(chain: TestChain): void {
  const accounts = systemStorage.Account.entries(chain.state);
  const sum = accounts.reduce((total, [, { data }]) => total + data.free + data.reserved, 0n);
  expect(balancesStorage.TotalIssuance.get(chain.state)).toBe(sum);
  expect(s.TotalIssuance.get(chain.state)).toBe(sum);
  for (const netuid of NETUIDS) {
    const pool =
      s.SubnetTAO.get(chain.state, netuid) + reservoirStorage.BalancerTaoReservoir.get(chain.state, netuid);
    expect([netuid, account(chain.state, subnetAccount(netuid)).data.free]).toEqual([netuid, pool]);
  }
}

/** Alpha outstanding that is neither staked, nor the protocol's, nor waiting for an epoch. */
function unaccounted(chain: TestChain, netuid: number): bigint {
  const staked = s.TotalHotkeyAlpha.entries(chain.state)
    .filter(([[, where]]) => where === netuid)
    .reduce((total, [, alpha]) => total + alpha, 0n);
  const pending = [
    s.PendingOwnerCut,
    s.PendingServerEmission,
    s.PendingValidatorEmission,
    s.PendingRootAlphaDivs,
  ];
  const waiting = pending.reduce((total, item) => total + item.get(chain.state, netuid), 0n);
  return (
    s.SubnetAlphaOut.get(chain.state, netuid) -
    staked -
    waiting -
    s.SubnetProtocolAlpha.get(chain.state, netuid)
  );
}

describe('whatever is traded and paid', () => {
  it('no TAO is made or lost but by emission, fees and dust, and no Alpha but by rounding', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 12 }), (steps) => {
        const chain = new TestChain(NETUIDS);
        chain.begin();
        for (const one of steps) {
          play(chain, one);
          checkTao(chain);
        }
        // Each emission of a block splits one Alpha into four parts, each rounded down.
        for (const netuid of [4, 64]) {
          const rest = unaccounted(chain, netuid);
          expect([netuid, rest >= 0n && rest <= 4n * BigInt(chain.number)]).toEqual([netuid, true]);
        }
      }),
      { numRuns: 60 },
    );
  });
});
