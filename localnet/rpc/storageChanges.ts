import { u8aToHex } from '@polkadot/util';
import type { Block } from '#localnet/node/block.ts';
import type { Hash } from '#localnet/node/header.ts';
import type { StorageSnapshot } from '#localnet/node/storageSnapshot.ts';
import { stateAt } from './blockState.ts';
import type { RpcContext } from './method.ts';
import { RpcError } from './rpcError.ts';

type Change = readonly [key: string, value: string | null];

/** StorageChangeSet: what a block changed. */
export interface ChangeSet {
  readonly block: Hash;
  readonly changes: readonly Change[];
}

/** Those keys whose values are not the known ones, with their values, which become known. */
export function changeSet(
  storage: Pick<StorageSnapshot, 'get'>,
  keys: readonly string[],
  known: Map<string, string | null>,
): Change[] {
  const changes: Change[] = [];
  for (const key of keys) {
    const bytes = storage.get(key);
    const value = bytes === undefined ? null : u8aToHex(bytes);
    if (known.get(key) === value) continue;
    known.set(key, value);
    changes.push([`0x${key}`, value]);
  }
  return changes;
}

/** The values of the keys at the first block, and their changes up to the last one, which must descend from it. */
export function storageRange(
  context: RpcContext,
  keys: readonly string[],
  from: Hash,
  to: Hash,
): ChangeSet[] {
  const known = new Map<string, string | null>();
  const sets: ChangeSet[] = [];
  for (const hash of hashesBetween(context, from, to)) {
    const changes = changeSet(stateAt(context, hash), keys, known);
    if (changes.length > 0) sets.push({ block: hash, changes });
  }
  return sets;
}

function hashesBetween(context: RpcContext, from: Hash, to: Hash): Hash[] {
  const first = knownBlock(context, from, from, to);
  let last = knownBlock(context, to, from, to);
  if (first.header.number > last.header.number) {
    throw invalidRange(labelOf(first), labelOf(last), 'from number > to number');
  }
  const hashes = [last.hash];
  const end = last;
  while (last.header.number > first.header.number) {
    last = knownBlock(context, last.header.parentHash, from, to);
    hashes.push(last.hash);
  }
  if (last.hash !== first.hash) {
    throw invalidRange(labelOf(first), labelOf(end), 'from and to are on different forks');
  }
  return hashes.reverse();
}

function knownBlock({ chain }: RpcContext, hash: Hash, from: Hash, to: Hash): Block {
  const block = chain.block(hash);
  if (block !== undefined) return block;
  const detail = `UnknownBlock: Header was not found in the database: ${hash}`;
  throw invalidRange(from, `Some(${to})`, detail);
}

function labelOf({ hash, header }: Block): string {
  return `${header.number} (${hash})`;
}

/** In the words of sc_rpc_api::state::error. */
function invalidRange(from: string, to: string, detail: string): RpcError {
  return new RpcError(4001, `Cannot resolve a block range ['"${from}"' ... '"${to}"]. ${detail}`);
}
