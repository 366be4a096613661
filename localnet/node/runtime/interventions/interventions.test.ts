import { Keyring } from '@polkadot/keyring';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { genesisValidators } from '#localnet/genesis/accounts.ts';
import { alphaAssetsStorage } from '#localnet/metadata/pallets/alphaAssets.ts';
import { balancesStorage } from '#localnet/metadata/pallets/balances.ts';
import { subtensorStorage } from '#localnet/metadata/pallets/subtensor.ts';
import { systemStorage } from '#localnet/metadata/pallets/system.ts';
import { subnetAccount } from '#localnet/node/runtime/staking/subnetAccount.ts';
import { readPool } from '#localnet/node/runtime/swap/poolState.ts';
import { account } from '#localnet/node/runtime/system/accounts.ts';
import { call, failure, names, TestChain } from '#localnet/node/runtime/testChain.ts';
import { errorNamed, forceFailure } from './forcedFailure.ts';
import { setFreeBalance } from './setFreeBalance.ts';
import { PoolChangeError, setPool } from './setPool.ts';

const alice = new Keyring({ type: 'sr25519' }).createFromUri('//Alice');
const nobody = new Uint8Array(32).fill(77);
const hotkey = genesisValidators[0]?.hotkey ?? new Uint8Array(32);
const stake = call('SubtensorModule.add_stake', { hotkey, netuid: 64, amount_staked: 10n ** 9n });
const s = subtensorStorage;

let chain: TestChain;
beforeEach(() => {
  chain = new TestChain([64]);
  chain.begin();
});

/** What all accounts hold, and the two records of it. */
function issuances(): bigint[] {
  const accounts = systemStorage.Account.entries(chain.state);
  const sum = accounts.reduce((total, [, { data }]) => total + data.free + data.reserved, 0n);
  return [sum, balancesStorage.TotalIssuance.get(chain.state), s.TotalIssuance.get(chain.state)];
}

describe('setFreeBalance', () => {
  it('gives any account any balance, and the issuance follows', () => {
    fc.assert(
      fc.property(fc.constantFrom(alice.publicKey, nobody), fc.bigInt(0n, 10n ** 18n), (who, free) => {
        setFreeBalance(chain.state, who, free);
        expect(account(chain.state, who).data.free).toBe(free < 500n ? 0n : free);
        const [sum, ...records] = issuances();
        expect(records).toEqual([sum, sum]);
      }),
      { numRuns: 50 },
    );
  });

  it('begins and ends accounts', () => {
    const exists = () => systemStorage.Account.exists(chain.state, nobody);
    setFreeBalance(chain.state, nobody, 499n);
    expect(exists()).toBe(false);
    setFreeBalance(chain.state, nobody, 500n);
    expect(account(chain.state, nobody)).toMatchObject({ providers: 1, nonce: 0 });
    setFreeBalance(chain.state, nobody, 0n);
    expect(exists()).toBe(false);
    const told = names(chain.events().map(({ event }) => event));
    expect(told).toEqual(
      expect.arrayContaining(['System.NewAccount', 'System.KilledAccount', 'Balances.BalanceSet']),
    );
  });

  it('keeps the nonce, and lets the account pay what it now has', () => {
    chain.submit(alice, stake);
    setFreeBalance(chain.state, alice.publicKey, 5_000_000n);
    expect(account(chain.state, alice.publicKey).nonce).toBe(1);
    expect(failure(chain.submit(alice, stake))).not.toBeNull();
  });
});

describe('setPool', () => {
  const change = (part: Partial<Record<'tao' | 'alpha' | 'quoteWeight', bigint>>) =>
    setPool(chain.state, 64, { tao: undefined, alpha: undefined, quoteWeight: undefined, ...part });
  const held = () => account(chain.state, subnetAccount(64)).data.free;
  const amount = fc.option(fc.bigInt(0n, 10n ** 16n), { nil: undefined });
  const weight = fc.option(fc.bigInt(10n ** 16n, 99n * 10n ** 16n), { nil: undefined });

  it('changes what it is told to, with stake, issuances and the subnet’s account behind it', () => {
    const pending = s.TotalStake.get(chain.state) - s.SubnetTAO.get(chain.state, 64);
    const rest =
      alphaAssetsStorage.TotalAlphaIssuance.get(chain.state, 64) - s.SubnetAlphaIn.get(chain.state, 64);
    fc.assert(
      fc.property(amount, amount, weight, (tao, alpha, quoteWeight) => {
        const before = readPool(chain.state, 64);
        change({
          ...(tao === undefined ? {} : { tao }),
          ...(alpha === undefined ? {} : { alpha }),
          ...(quoteWeight === undefined ? {} : { quoteWeight }),
        });
        expect(readPool(chain.state, 64)).toEqual({
          ...before,
          ...(tao === undefined ? {} : { taoReserve: tao }),
          ...(alpha === undefined ? {} : { alphaReserve: alpha }),
          ...(quoteWeight === undefined ? {} : { quoteWeight }),
        });
        const reserve = s.SubnetTAO.get(chain.state, 64);
        expect(held()).toBeGreaterThanOrEqual(reserve < 500n ? 0n : reserve);
        expect(s.TotalStake.get(chain.state)).toBe(pending + reserve);
        const [sum, ...records] = issuances();
        expect(records).toEqual([sum, sum]);
        const issued = alphaAssetsStorage.TotalAlphaIssuance.get(chain.state, 64);
        expect(issued).toBe(rest + s.SubnetAlphaIn.get(chain.state, 64));
      }),
      { numRuns: 50 },
    );
  });

  it('is traded against by the next extrinsic', () => {
    const reserve = 1_000n * 10n ** 9n;
    change({ tao: reserve, alpha: reserve, quoteWeight: 5n * 10n ** 17n });
    const added = chain.submit(alice, stake).find(({ event }) => event === 'StakeAdded');
    const paid = 10n ** 9n - (10n ** 9n * 33n) / 65_535n;
    expect(added?.fields[3]).toBe((reserve * paid) / (reserve + paid));
  });

  it('refuses subnets without a pool, and weights that no pool may have', () => {
    const none = { tao: 1n, alpha: undefined, quoteWeight: undefined };
    for (const netuid of [0, 63]) expect(() => setPool(chain.state, netuid, none)).toThrow(PoolChangeError);
    for (const quoteWeight of [10n ** 16n - 1n, 99n * 10n ** 16n + 1n])
      expect(() => change({ quoteWeight })).toThrow(PoolChangeError);
  });
});

describe('a forced failure', () => {
  it('meets the next signed extrinsic alone, whose fee is paid and whose call does nothing', () => {
    const error = errorNamed('SubtensorModule.SlippageTooHigh');
    if (error === null) throw new Error('no such error');
    const before = [chain.free(alice.publicKey), s.SubnetTAO.get(chain.state, 64)] as const;
    forceFailure(chain.state, error);
    const events = chain.submit(alice, stake);
    expect(failure(events)).toEqual([7, 84]);
    const fee = events.find(({ event }) => event === 'TransactionFeePaid')?.fields[1];
    expect([chain.free(alice.publicKey), s.SubnetTAO.get(chain.state, 64)]).toEqual([
      before[0] - BigInt(String(fee)),
      before[1],
    ]);
    expect(account(chain.state, alice.publicKey).nonce).toBe(1);
    expect(failure(chain.submit(alice, stake))).toBeNull();
  });

  it('does not outlive its block, nor a refused extrinsic', () => {
    forceFailure(chain.state, { type: 'BadOrigin', value: null });
    chain.refusal(chain.sign(alice, stake, { nonce: 5 }));
    expect(failure(chain.submit(alice, stake))).toBe('BadOrigin');
    forceFailure(chain.state, { type: 'BadOrigin', value: null });
    chain.runtime.finalizeBlock(chain.state);
    expect(chain.state.keys('').filter((key) => key.startsWith('3a6c6f63616c6e6574'))).toEqual([]);
    chain.begin();
    expect(failure(chain.submit(alice, stake))).toBeNull();
  });

  it('is named as the metadata names it', () => {
    expect(errorNamed('Token.Frozen')).toEqual({ type: 'Token', value: 'Frozen' });
    expect(errorNamed('BadOrigin')).toEqual({ type: 'BadOrigin', value: null });
    expect(errorNamed('Proxy.NotProxy')).toMatchObject({ type: 'Module', value: { index: 16 } });
    for (const name of ['', 'Token', 'Token.No', 'BadOrigin.x', 'SubtensorModule.No', 'Module', 'No.No'])
      expect([name, errorNamed(name)]).toEqual([name, null]);
  });
});
