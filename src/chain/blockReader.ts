import type { EventRecord } from '@polkadot/types/interfaces';
import { isHex } from '@polkadot/util';
import { AppError } from '#domain/appError.ts';
import type { BlockRef } from '#domain/block.ts';
import { ask, askHex, type Node, readKeys } from './node.ts';
import { type ChainEvent, eventsIn, outcomeOf } from './outcome.ts';
import type { Runtime } from './runtime.ts';
import { member, smallUint } from './scale.ts';
import { needStorage } from './storage.ts';
import type { BlockReader } from './submit.ts';

/** Blocks whose bodies and events are kept: an order's own, and what took its place. */
const KEPT_BLOCKS = 4;

/** Reads blocks and what is in them. */
export interface Blocks extends BlockReader {
  parentOf(hash: string): Promise<string>;
  eventsIn(hash: string): Promise<readonly ChainEvent[]>;
}

/** A block never changes, so what was read of the last few is kept. */
export function createBlockReader(node: Node): Blocks {
  const body = remembered(async (hash) => blockIn(await ask(node.rpc, 'chain_getBlock', [hash])).extrinsics);
  const header = remembered((hash) => ask(node.rpc, 'chain_getHeader', [hash]));
  const events = remembered((hash) => readEvents(node, hash));
  return {
    hashOf: (number) => askHex(node.rpc, 'chain_getBlockHash', [number]),
    bodyOf: body,
    numberOf: async (hash) => headerNumber(await header(hash)),
    async parentOf(hash) {
      const parent = fieldOf(await header(hash), 'parentHash');
      if (typeof parent !== 'string' || !isHex(parent, 256)) {
        throw new AppError('nodeGarbage', 'a header without a parent');
      }
      return parent;
    },
    async nonceAfter(hash, account) {
      const item = needStorage(node.runtime(), 'System', 'Account');
      const [bytes] = await readKeys(node.rpc, [item.key(account)], hash);
      const info = item.decode(bytes ?? null);
      return info === null ? 0 : smallUint(member(info, 'nonce'));
    },
    eventsIn: events,
    async outcomeOf(hash, index) {
      const own = (await events(hash)).filter(({ extrinsic }) => extrinsic === index);
      return outcomeOf(node.runtime(), own);
    },
  };
}

async function readEvents(node: Node, hash: string): Promise<readonly ChainEvent[]> {
  const runtime = node.runtime();
  const item = needStorage(runtime, 'System', 'Events');
  const [bytes] = await readKeys(node.rpc, [item.key()], hash);
  const records = item.decode(bytes ?? null);
  if (records === null) throw new AppError('nodeGarbage', 'a block without events');
  return eventsIn(runtime, records as unknown as Iterable<EventRecord>);
}

/** The same by block hash, kept for the last few; what failed is asked for anew. */
function remembered<T>(read: (hash: string) => Promise<T>): (hash: string) => Promise<T> {
  const kept = new Map<string, Promise<T>>();
  return (hash) => {
    const known = kept.get(hash);
    if (known !== undefined) return known;
    const asked = read(hash);
    kept.set(hash, asked);
    const [oldest] = kept.keys();
    if (kept.size > KEPT_BLOCKS && oldest !== undefined) kept.delete(oldest);
    asked.catch(() => kept.delete(hash));
    return asked;
  };
}

function blockIn(answer: unknown): { readonly extrinsics: readonly string[] } {
  const extrinsics = fieldOf(fieldOf(answer, 'block'), 'extrinsics');
  if (!Array.isArray(extrinsics) || !extrinsics.every((hex) => isHex(hex))) {
    throw new AppError('nodeGarbage', 'chain_getBlock');
  }
  return { extrinsics };
}

/** A block's reference from its header as JSON: the hash is the runtime's own of the encoded header. */
export function headerRef(runtime: Runtime, header: unknown): BlockRef {
  try {
    const number = headerNumber(header);
    const typed = runtime.registry.createTypeUnsafe('Header', [header]);
    return { number, hash: typed.hash.toHex() };
  } catch (cause) {
    throw new AppError('nodeGarbage', 'a header that does not decode', cause);
  }
}

function headerNumber(header: unknown): number {
  const text = fieldOf(header, 'number');
  // In JSON a number is hex without leading zeros, so it can have an odd count of digits.
  const number = typeof text === 'string' && /^0x[0-9a-f]{1,12}$/i.test(text) ? Number(text) : text;
  if (typeof number !== 'number' || !Number.isSafeInteger(number) || number < 0) {
    throw new AppError('nodeGarbage', 'a header without a number');
  }
  return number;
}

/** A field of something that came as JSON; undefined when there is none. */
function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
