import type { ApiPromise } from '@polkadot/api';
import type { QueryableStorageEntry } from '@polkadot/api/types';
import { stringToU8a, u8aToHex } from '@polkadot/util';
import type { Localnet } from './localnetProcess.ts';

/** What the owner of a subnet says of it. */
export interface OwnWords {
  readonly name: string;
  readonly symbol?: string;
  readonly links?: string;
}

/** Has the owners of subnets name them so, from the next block on. */
export async function nameSubnets(
  { api, rpc }: Localnet,
  words: ReadonlyMap<number, OwnWords>,
): Promise<void> {
  const pairs = [...words].flatMap(([netuid, { name, symbol, links = '' }]) => {
    const identity = {
      subnetName: name,
      githubRepo: links,
      subnetUrl: links,
      logoUrl: links,
      discord: links,
    };
    return [
      pair(api, 'subnetIdentitiesV3', netuid, identity),
      ...(symbol === undefined ? [] : [pair(api, 'tokenSymbol', netuid, u8aToHex(stringToU8a(symbol)))]),
    ];
  });
  await rpc('dev_setStorage', [pairs]);
  await rpc('dev_newBlock', [{ count: 1 }]);
}

/** Has the owner of a hotkey give this name to the public, from the next block on. */
export async function nameOwner({ api, rpc }: Localnet, hotkey: string, name: string): Promise<void> {
  const owner = String(await item(api, 'owner')(hotkey));
  await rpc('dev_setStorage', [[pair(api, 'identitiesV2', owner, { name, url: name, image: name })]]);
  await rpc('dev_newBlock', [{ count: 1 }]);
}

/** The hotkey with the most stake on a subnet of those that may validate there. */
export async function someValidator({ api }: Localnet, netuid: number): Promise<string> {
  return String(await item(api, 'keys')(netuid, 0));
}

function item(api: ApiPromise, name: string): QueryableStorageEntry<'promise'> {
  const found = api.query.subtensorModule?.[name];
  if (found === undefined) throw new Error(`the chain has no SubtensorModule.${name}`);
  return found;
}

/** Key and value as dev_setStorage takes them. Fields that are left out are empty. */
function pair(api: ApiPromise, name: string, key: unknown, value: unknown): readonly [string, string] {
  const entry = item(api, name);
  const { registry } = api;
  const type = registry.createLookupType(entry.creator.meta.type.asMap.value);
  const encoded = registry.createTypeUnsafe(type, [value]);
  return [entry.key(key), u8aToHex(encoded.toU8a())];
}
