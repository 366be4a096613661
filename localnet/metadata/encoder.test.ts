import { expandMetadata, Metadata, TypeRegistry } from '@polkadot/types';
import { describe, expect, it } from 'vitest';
import { dynamicInfo } from './apiTypes.ts';
import { encode, type Value } from './codec.ts';
import { encodeMetadata } from './encoder.ts';
import { subtensorErrors } from './pallets/subtensorErrors.ts';
import { pallets } from './runtimeDefinition.ts';
import { eventRecord } from './runtimeEvent.ts';
import { accountInfo } from './types.ts';

const alice = new Uint8Array(32).fill(1);
const hotkey = new Uint8Array(32).fill(2);

function typeNumber(metadata: Metadata, path: string): number {
  const found = metadata.asLatest.lookup.types.find(({ type }) => type.path.map(String).join('::') === path);
  if (found === undefined) throw new Error(`no type ${path}`);
  return found.id.toNumber();
}

describe.each([14, 15] as const)('an unmodified polkadot-js reads metadata V%i', (format) => {
  const registry = new TypeRegistry();
  const metadata = new Metadata(registry, encodeMetadata(format));
  registry.setMetadata(metadata);
  const expanded = expandMetadata(registry, metadata);

  it('with the format that was asked for, and every pallet', () => {
    expect(metadata.version).toBe(format);
    expect(metadata.asLatest.pallets.map(({ name }) => name.toString())).toEqual(
      pallets.map(({ name }) => name),
    );
  });

  it('and the calls, with their indices and arguments', () => {
    const { tx } = expanded;
    expect(tx.subtensorModule?.addStakeLimit?.callIndex).toEqual(Uint8Array.of(7, 88));
    expect(tx.balances?.transferKeepAlive?.callIndex).toEqual(Uint8Array.of(5, 3));
    expect(tx.utility?.batchAll?.callIndex).toEqual(Uint8Array.of(11, 2));
    expect(tx.proxy?.proxy?.meta.args.map(({ type }) => type.toString())).toEqual([
      'MultiAddress',
      'Option<SubtensorRuntimeCommonProxyType>',
      'Call',
    ]);
    expect(tx.subtensorModule?.addStake?.meta.args.map(({ typeName }) => typeName.toString())).toEqual([
      'AccountId',
      'NetUid',
      'TaoBalance',
    ]);
  });

  it('and the errors, with what they mean', () => {
    const error = registry.findMetaError(Uint8Array.of(7, 82));
    expect(error.section).toBe('subtensorModule');
    expect(error.name).toBe('AmountTooLow');
    expect(error.docs).toEqual([subtensorErrors.AmountTooLow.docs]);
    expect(subtensorErrors.AmountTooLow.docs).not.toBe('');
  });

  it('and the constants', () => {
    expect(expanded.consts.balances?.existentialDeposit?.toString()).toBe('500');
    expect(expanded.consts.system?.ss58Prefix?.toString()).toBe('42');
    expect(expanded.consts.swap?.minimumReserve?.toString()).toBe('1000000');
    expect(expanded.consts.system?.version?.toHuman()).toMatchObject({
      specName: 'node-subtensor',
      specVersion: '475',
      transactionVersion: '1',
    });
  });

  it('and the accounts that we write', () => {
    const bytes = encode(accountInfo, {
      nonce: 5,
      consumers: 1,
      providers: 2,
      sufficients: 3,
      data: { free: 10n ** 18n, reserved: 7n, frozen: 8n, flags: 1n << 127n },
    });
    const number = typeNumber(metadata, 'frame_system::AccountInfo');
    expect(registry.createType(registry.createLookupType(number), bytes).toHuman()).toMatchObject({
      nonce: '5',
      providers: '2',
      data: { free: '1,000,000,000,000,000,000', reserved: '7', frozen: '8' },
    });
  });

  it('and the events that we write', () => {
    const record: Value<typeof eventRecord> = {
      phase: { type: 'ApplyExtrinsic', value: 1 },
      event: {
        pallet: 'SubtensorModule',
        event: 'StakeAdded',
        fields: [alice, hotkey, 25_000_000_000n, 190_000_000_000n, 64, 12_588n],
      },
      topics: [],
    };
    const number = typeNumber(metadata, 'frame_system::EventRecord');
    const read = registry
      .createType(registry.createLookupType(number), encode(eventRecord, record))
      .toHuman();
    expect(read).toMatchObject({
      phase: { ApplyExtrinsic: '1' },
      event: { section: 'subtensorModule', method: 'StakeAdded', index: '0x0702' },
    });
    expect(read).toHaveProperty('event.data.2', '25,000,000,000');
    expect(read).toHaveProperty('event.data.4', '64');
  });
});

describe('runtime APIs', () => {
  const registry = new TypeRegistry();
  const metadata = new Metadata(registry, encodeMetadata(15));
  registry.setMetadata(metadata);

  it('are listed in V15 with types that polkadot-js decodes', () => {
    const name = [...new TextEncoder().encode('αlpha')];
    const bytes = encode(dynamicInfo, {
      netuid: 64,
      owner_hotkey: hotkey,
      owner_coldkey: alice,
      subnet_name: name,
      token_symbol: [100],
      tempo: 360,
      last_step: 1n,
      blocks_since_last_step: 2n,
      emission: 0n,
      alpha_in: 3n,
      alpha_out: 4n,
      tao_in: 202_000_000_000_000n,
      alpha_out_emission: 5n,
      alpha_in_emission: 6n,
      tao_in_emission: 7n,
      pending_alpha_emission: 8n,
      pending_root_emission: 0n,
      subnet_volume: 10n ** 20n,
      network_registered_at: 9n,
      subnet_identity: null,
      moving_price: -5n,
    });
    const number = typeNumber(metadata, 'pallet_subtensor::rpc_info::dynamic_info::DynamicInfo');
    const json = registry.createType(registry.createLookupType(number), bytes).toJSON();
    expect(json).toMatchObject({ netuid: 64, subnetName: name, taoIn: 202_000_000_000_000, tempo: 360 });
    expect(json).toHaveProperty('movingPrice.bits', -5);
    expect(json).toHaveProperty('subnetIdentity', null);
  });
});
