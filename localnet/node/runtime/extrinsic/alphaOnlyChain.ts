import { Keyring } from '@polkadot/keyring';
import { priceOf } from '#domain/price.ts';
import { genesisValidators } from '#localnet/genesis/accounts.ts';
import { subtensorStorage } from '#localnet/metadata/pallets/subtensor.ts';
import { swapStorage } from '#localnet/metadata/pallets/swap.ts';
import type { ProfileName } from '#localnet/node/runtime/profile.ts';
import { position } from '#localnet/node/runtime/staking/sharePool.ts';
import { call, type EventRecord, failure, TestChain } from '#localnet/node/runtime/testChain.ts';

const keyring = new Keyring({ type: 'sr25519' });
export const alice = keyring.createFromUri('//Alice');
/** Holds Alpha, and next to no TAO. */
export const zoe = keyring.createFromUri('//Zoe');
export const hotkey = genesisValidators[0]?.hotkey ?? new Uint8Array(32);
export const other = genesisValidators[1]?.hotkey ?? new Uint8Array(32);
export const TAO = 1_000_000_000n;

/** Alpha that Zoe holds with the validator. */
export function held(chain: TestChain, netuid = 64): bigint {
  return position(chain.state, { hotkey, netuid }, zoe.publicKey);
}

export function addStake(netuid: number, amount: bigint) {
  return call('SubtensorModule.add_stake', { hotkey, netuid, amount_staked: amount });
}

export function removeStake(amount: bigint, netuid = 64) {
  return call('SubtensorModule.remove_stake', { hotkey, netuid, amount_unstaked: amount });
}

export function send(to: Uint8Array, value: bigint) {
  return call('Balances.transfer_keep_alive', { dest: { type: 'Id', value: to }, value });
}

function sendAll(to: Uint8Array) {
  return call('Balances.transfer_all', { dest: { type: 'Id', value: to }, keep_alive: true });
}

/** A chain on which Zoe holds Alpha on some subnets and, of TAO, the existential deposit alone. */
export function alphaOnlyChain(profile: ProfileName = 'live', netuids: readonly number[] = [64]): TestChain {
  const chain = new TestChain([64, 82], { profile });
  chain.begin();
  chain.submit(alice, send(zoe.publicKey, 100n * TAO));
  for (const netuid of netuids) {
    subtensorStorage.SubtokenEnabled.set(chain.state, netuid, true);
    const failed = failure(chain.submit(zoe, addStake(netuid, 10n * TAO)));
    if (failed !== null) throw new Error(`staking fails: ${failed}`);
  }
  chain.submit(zoe, sendAll(alice.publicKey));
  if (chain.free(zoe.publicKey) !== 500n) throw new Error('Zoe has TAO left');
  return chain;
}

/** What TransactionFeePaidWithAlpha tells: who, netuid, Alpha, TAO; undefined when the fee was not paid in Alpha. */
export function alphaPaid(events: readonly EventRecord['event'][]): readonly unknown[] | undefined {
  return events.find(({ event }) => event === 'TransactionFeePaidWithAlpha')?.fields;
}

/** Alpha of SN64 that is worth a fee at the spot price, rounded down. */
export function worth(chain: TestChain, fee: bigint): bigint {
  const { SubnetAlphaIn, SubnetTAO } = subtensorStorage;
  const weight = swapStorage.SwapBalancer.get(chain.state, 64).quote;
  const price = priceOf(SubnetTAO.get(chain.state, 64), SubnetAlphaIn.get(chain.state, 64), weight);
  return ((fee << 128n) / price) >> 64n;
}
