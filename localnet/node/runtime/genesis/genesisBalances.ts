import { ONE } from '#domain/units.ts';
import type { FundedAccount } from '#localnet/genesis/accounts.ts';
import { blockAuthor, genesisValidators, restOfSupply } from '#localnet/genesis/accounts.ts';
import type { GenesisData } from '#localnet/genesis/genesisData.ts';
import { balancesStorage } from '#localnet/metadata/pallets/balances.ts';
import { subtensorStorage } from '#localnet/metadata/pallets/subtensor.ts';
import { deposit } from '#localnet/node/runtime/balances/currency.ts';
import { subnetAccount } from '#localnet/node/runtime/staking/subnetAccount.ts';
import type { State } from '#localnet/node/state.ts';

const VALIDATOR_BALANCE = 1_000n * ONE;

/**
 * Hands out all TAO that exists: the pools' and the root stake to the subnets' accounts, the funded accounts theirs, the
 * validators a little, the rest to one account. The balances add up to the issuance. Throws when it does not suffice.
 */
export function writeBalances(state: State, data: GenesisData, accounts: readonly FundedAccount[]): void {
  const grants: (readonly [Uint8Array, bigint])[] = [
    ...data.subnets.map(({ netuid, taoReserve }) => [subnetAccount(netuid), taoReserve] as const),
    ...accounts.map(({ publicKey, balance }) => [publicKey, balance] as const),
    [blockAuthor.publicKey, blockAuthor.balance],
    ...genesisValidators.map(({ coldkey }) => [coldkey, VALIDATOR_BALANCE] as const),
  ];
  const given = grants.reduce((sum, [, amount]) => sum + amount, 0n);
  const rest = data.totalIssuance - given;
  if (rest < 0n) throw new RangeError('genesis gives away more TAO than is issued');
  for (const [account, amount] of [...grants, [restOfSupply, rest] as const]) deposit(state, account, amount);
  balancesStorage.TotalIssuance.set(state, data.totalIssuance);
  subtensorStorage.TotalIssuance.set(state, data.totalIssuance);
}
