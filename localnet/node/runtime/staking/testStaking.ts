import { Keyring } from '@polkadot/keyring';
import type { KeyringPair } from '@polkadot/keyring/types';
import type { WeightedPool } from '#domain/pool.ts';
import { priceRao, spotPrice } from '#domain/price.ts';
import { ONE } from '#domain/units.ts';
import { genesisValidators } from '#localnet/genesis/accounts.ts';
import { readPool } from '#localnet/node/runtime/swap/poolState.ts';
import { call, type EventRecord, TestChain } from '#localnet/node/runtime/testChain.ts';
import { position } from './sharePool.ts';

const keyring = new Keyring({ type: 'sr25519' });

/** Hotkeys of two validators of genesis. */
export const [firstHotkey, secondHotkey] = [validatorHotkey(0), validatorHotkey(1)];

function validatorHotkey(index: number): Uint8Array {
  const validator = genesisValidators[index];
  if (validator === undefined) throw new Error(`no validator ${index}`);
  return validator.hotkey;
}

/** The pair of a development secret such as "//Alice". */
export function pairOf(uri: string): KeyringPair {
  return keyring.createFromUri(uri);
}

/** A chain of a test, asked about stakes. */
export class StakingChain extends TestChain {
  /** Alpha that a coldkey holds. */
  held(pair: KeyringPair, netuid: number, hotkey = firstHotkey): bigint {
    return position(this.state, { hotkey, netuid }, pair.publicKey);
  }

  pool(netuid: number): WeightedPool {
    const pool = readPool(this.state, netuid);
    if (pool.kind !== 'weighted') throw new Error(`SN${netuid} has no pool`);
    return pool;
  }

  /** Alpha worth about this many rao at the price. */
  worth(netuid: number, tao: bigint): bigint {
    return (tao * ONE) / priceRao(spotPrice(this.pool(netuid)));
  }

  buy(pair: KeyringPair, netuid: number, tao: bigint, hotkey = firstHotkey): void {
    this.submit(pair, call('SubtensorModule.add_stake', { hotkey, netuid, amount_staked: tao }));
  }
}

/** The events of a call as [name, ...fields], without those of its fee and its end. */
export function ofCall(events: readonly EventRecord['event'][]): unknown[][] {
  const around = ['Balances.Withdraw', 'Balances.Deposit', 'TransactionPayment.TransactionFeePaid'];
  return events
    .map(({ pallet, event, fields }) => [`${pallet}.${event}`, ...fields])
    .filter(([name]) => !around.includes(String(name)) && !String(name).startsWith('System.Extrinsic'));
}

/** What an extrinsic cost its sender beside its call, in rao. */
export function feeOf(events: readonly EventRecord['event'][]): bigint {
  const paid = events.find(({ event }) => event === 'TransactionFeePaid')?.fields[1];
  if (typeof paid !== 'bigint') throw new Error('no fee was paid');
  return paid;
}
