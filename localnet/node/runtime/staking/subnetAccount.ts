import { stringToU8a } from '@polkadot/util';
import { reducibleBalance, transfer } from '#localnet/node/runtime/balances/currency.ts';
import { smaller } from '#localnet/node/runtime/integers.ts';
import { authorshipStorage } from '#localnet/node/runtime/laterStorage.ts';
import type { State } from '#localnet/node/state.ts';
import { ensure } from './failures.ts';

const ACCOUNT_BYTES = 32;

function palletAccount(palletId: string, sub: Uint8Array): Uint8Array {
  const account = new Uint8Array(ACCOUNT_BYTES);
  account.set(stringToU8a(`modl${palletId}`));
  account.set(sub, 4 + palletId.length);
  return account;
}

/** The account that holds a subnet's TAO: "modl", the pallet's id, the netuid, zeros (PalletId::into_sub_account_truncating). */
export function subnetAccount(netuid: number): Uint8Array {
  return palletAccount('subtensr', Uint8Array.of(netuid & 255, netuid >> 8));
}

/** The account of TAO that nobody can spend any more. */
export const BURN_ACCOUNT = palletAccount('burntnsr', new Uint8Array());

/**
 * Moves a stake's TAO to the subnet's account, leaving the sender the existential deposit: the answer may be less than
 * was asked. Source: SubtensorModule, transfer_tao_to_subnet.
 */
export function payIntoSubnet(state: State, netuid: number, coldkey: Uint8Array, tao: bigint): bigint {
  if (tao === 0n) return 0n;
  const paid = smaller(tao, reducibleBalance(state, coldkey, 'Preserve'));
  ensure(paid > 0n, 'InsufficientBalance');
  transfer(state, coldkey, subnetAccount(netuid), paid, 'Preserve');
  return paid;
}

/** Moves TAO from the subnet's account to an account. Source: SubtensorModule, transfer_tao_from_subnet. */
export function payFromSubnet(state: State, netuid: number, to: Uint8Array, tao: bigint): void {
  const from = subnetAccount(netuid);
  ensure(tao <= reducibleBalance(state, from, 'Expendable'), 'InsufficientBalance');
  transfer(state, from, to, tao, 'Expendable');
}

/** Who gets the pool fees of this block; null when the block has no author. */
export function blockAuthor(state: State): Uint8Array | null {
  return authorshipStorage.Author.get(state);
}
