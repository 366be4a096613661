import { WsProvider } from '@polkadot/api';
import { Keyring } from '@polkadot/keyring';
import type { KeyringPair } from '@polkadot/keyring/types';
import { u8aToHex } from '@polkadot/util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { genesisValidators } from '#localnet/genesis/accounts.ts';
import type { RuntimeCall } from '#localnet/metadata/outerEnums.ts';
import { balancesStorage } from '#localnet/metadata/pallets/balances.ts';
import { safeModeStorage } from '#localnet/metadata/pallets/safeMode.ts';
import { subtensorStorage } from '#localnet/metadata/pallets/subtensor.ts';
import { systemStorage } from '#localnet/metadata/pallets/system.ts';
import { timestampStorage } from '#localnet/metadata/pallets/timestamp.ts';
import { localRuntime } from '#localnet/node/runtime/localRuntime.ts';
import { subnetAccount } from '#localnet/node/runtime/staking/subnetAccount.ts';
import { readPool } from '#localnet/node/runtime/swap/poolState.ts';
import { account } from '#localnet/node/runtime/system/accounts.ts';
import { call, errorOf } from '#localnet/node/runtime/testChain.ts';
import { type Localnet, startLocalnet } from './server.ts';
import { signCall } from './testSigner.ts';

const keyring = new Keyring({ type: 'sr25519', ss58Format: 42 });
const alice = keyring.addFromUri('//Alice');
const bob = keyring.addFromUri('//Bob');
const hotkey = genesisValidators[0]?.hotkey ?? new Uint8Array(32);
const stake = call('SubtensorModule.add_stake', { hotkey, netuid: 64, amount_staked: 10n ** 9n });
const remark = call('System.remark', { remark: new Uint8Array(3) });

let localnet: Localnet;
let provider: WsProvider;

beforeAll(async () => {
  localnet = await startLocalnet({ runtime: localRuntime(), port: 0, held: true, dev: true });
  provider = new WsProvider(localnet.url, 50);
  await provider.isReady;
});

afterAll(async () => {
  await provider.disconnect();
  await localnet.close();
});

const state = () => localnet.chain.stateAt(localnet.chain.best.hash);
const dev = (method: string, ...params: unknown[]) => provider.send(method, params);
const block = () => dev('dev_newBlock');
const free = (who: Uint8Array) => account(state(), who).data.free;
const told = (name: string) =>
  systemStorage.Events.get(state()).filter(({ event }) => `${event.pallet}.${event.event}` === name);

/** A call, signed for the best block, as hex. */
const signed = (pair: KeyringPair, what: RuntimeCall) => u8aToHex(signCall(localnet.chain, pair, what));

/** Puts a call into a block of its own; gives its error, null when it succeeded. */
async function outcome(pair: KeyringPair, what: RuntimeCall) {
  await provider.send('author_submitExtrinsic', [signed(pair, what)]);
  await block();
  const [failed] = told('System.ExtrinsicFailed');
  return failed === undefined ? null : errorOf(failed.event.fields[0]);
}

describe('dev_setBalance', () => {
  it('sets what an address has, from the next block on, with both issuances', async () => {
    const before = balancesStorage.TotalIssuance.get(state());
    const had = free(bob.publicKey);
    await dev('dev_setBalance', bob.address, '123456789012');
    expect(free(bob.publicKey)).toBe(had);
    await block();
    expect(free(bob.publicKey)).toBe(123_456_789_012n);
    expect(told('Balances.BalanceSet')).toMatchObject([{ phase: { type: 'Initialization' } }]);
    const after = balancesStorage.TotalIssuance.get(state());
    expect(subtensorStorage.TotalIssuance.get(state())).toBe(after);
    // A block's emission is less than one TAO.
    const rest = after - before - (123_456_789_012n - had);
    expect(rest >= 0n && rest < 10n ** 9n).toBe(true);
  });

  it.each([
    ['5Grw', '1'],
    [bob.address, '-1'],
    [bob.address, '1.5'],
    [bob.address, '18446744073709551616'],
    [bob.address, undefined],
    [null, '1'],
  ])('refuses %j and %j', async (address, amount) => {
    await expect(dev('dev_setBalance', address, amount)).rejects.toMatchObject({ code: -32602 });
  });
});

describe('dev_setPool', () => {
  it('moves a pool in the next block, with TAO behind it', async () => {
    await dev('dev_setPool', 64, { tao: '5000000000000', quoteWeight: '400000000000000000' });
    await block();
    expect(readPool(state(), 64)).toMatchObject({
      taoReserve: 5_000_000_000_000n,
      quoteWeight: 400_000_000_000_000_000n,
    });
    expect(free(subnetAccount(64))).toBeGreaterThanOrEqual(5_000_000_000_000n);
  });

  it('refuses at once what no pool can be', async () => {
    const refusals = [
      [63_000, { tao: '1' }, 'subnet 63000 has no pool'],
      [0, { tao: '1' }, 'subnet 0 has no pool'],
      [64, { quoteWeight: '1' }, 'the weight of TAO must be from 0.01 to 0.99, in parts of 10^18'],
    ] as const;
    for (const [netuid, change, message] of refusals)
      await expect(dev('dev_setPool', netuid, change)).rejects.toMatchObject({
        code: -32000,
        message: `-32000: ${message}`,
      });
    await expect(dev('dev_setPool', 64, { taoReserve: '1' })).rejects.toMatchObject({ code: -32602 });
  });
});

describe('dev_failNextDispatch', () => {
  it('waits for a block with a transaction, and fails its first alone', async () => {
    await dev('dev_failNextDispatch', { error: 'SubtensorModule.SlippageTooHigh' });
    await block();
    const dryRun: string = await provider.send('system_dryRun', [signed(alice, stake)]);
    expect(dryRun).toBe('0x0000');
    expect(await outcome(alice, stake)).toEqual([7, 84]);
    expect(told('SubtensorModule.StakeAdded')).toEqual([]);
    expect(await outcome(alice, stake)).toBeNull();
  });

  it('refuses an error that there is not', async () => {
    await expect(dev('dev_failNextDispatch', { error: 'Swap.Nothing' })).rejects.toMatchObject({
      code: -32602,
    });
    await expect(dev('dev_failNextDispatch')).rejects.toMatchObject({ code: -32602 });
  });
});

describe('dev_setSafeMode', () => {
  it('has calls refused until its block, or until it is left', async () => {
    const until = localnet.chain.best.header.number + 50;
    await dev('dev_setSafeMode', until);
    await block();
    expect(safeModeStorage.EnteredUntil.get(state())).toBe(until);
    expect(await outcome(alice, stake)).toEqual([0, 5]);
    expect(await outcome(alice, remark)).toBeNull();
    await dev('dev_setSafeMode', null);
    await block();
    expect(told('SafeMode.Exited')).toHaveLength(1);
    expect(await outcome(alice, stake)).toBeNull();
  });
});

describe('dev_announceColdkeySwap', () => {
  it('closes the pool to a coldkey that is to be replaced, and opens it again', async () => {
    const refusal = () => provider.send('author_submitExtrinsic', [signed(bob, stake)]);
    await dev('dev_announceColdkeySwap', bob.address);
    await block();
    await expect(refusal()).rejects.toMatchObject({ code: 1010, data: 'Custom error: 0' });
    await dev('dev_announceColdkeySwap', bob.address, 'disputed');
    await block();
    await expect(refusal()).rejects.toMatchObject({ code: 1010, data: 'Custom error: 21' });
    await dev('dev_announceColdkeySwap', bob.address, null);
    await block();
    expect(await outcome(bob, stake)).toBeNull();
    await expect(dev('dev_announceColdkeySwap', bob.address, 'x')).rejects.toMatchObject({ code: -32602 });
  });
});

describe('dev_setClock', () => {
  const HOUR = 3_600_000;
  const blockTime = async () => {
    await block();
    return Number(timestampStorage.Now.get(state()));
  };

  it('moves the time that blocks carry, which never goes back', async () => {
    await dev('dev_setClock', { offsetMs: HOUR });
    const began = Date.now();
    const ahead = await blockTime();
    expect(ahead - began).toBeGreaterThanOrEqual(HOUR);
    expect(ahead - began).toBeLessThan(HOUR + 60_000);
    await dev('dev_setClock', { offsetMs: -HOUR });
    expect(await blockTime()).toBe(ahead + 1);
    await dev('dev_setClock', { offsetMs: 2 * HOUR });
    expect(await blockTime()).toBeGreaterThanOrEqual(began + 2 * HOUR);
  });
});
