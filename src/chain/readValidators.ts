import { hexToU8a } from '@polkadot/util';
import { encodeAddress } from '@polkadot/util-crypto';
import { AppError } from '#domain/appError.ts';
import type { BlockRef } from '#domain/block.ts';
import { cleanText } from '#domain/text.ts';
import { alphaRao } from '#domain/units.ts';
import type { Validator } from '#domain/validator.ts';
import { ask, type Node, readKeys } from './node.ts';
import { SS58_PREFIX } from './runtime.ts';
import { address, bool, items, member, text, uint } from './scale.ts';
import { findStorage, needStorage } from './storage.ts';

const PAGE = 512;
const NAME_LENGTH = 48;
/** More validators than this on one subnet are not looked at: the chain admits 256 neurons. */
const MOST = 512;

/**
 * Who one can stake to on a subnet: the hotkeys that earned in its last epoch, and those with a validator permit. About
 * four requests, however many validators there are.
 */
export async function readValidators(
  node: Node,
  netuid: number,
  at: BlockRef,
): Promise<readonly Validator[]> {
  const earning = await readEarning(node, netuid, at);
  const permitted = await readPermitted(node, netuid, at);
  const hotkeys = [...new Set([...earning, ...permitted])].slice(0, MOST);
  return readFacts(node, netuid, hotkeys, at);
}

/** The hotkeys that are keys of SubtensorModule.AlphaDividendsPerSubnet under the netuid. */
async function readEarning(node: Node, netuid: number, at: BlockRef): Promise<readonly string[]> {
  const dividends = findStorage(node.runtime(), 'SubtensorModule', 'AlphaDividendsPerSubnet');
  if (dividends === null) return [];
  const keys = await readKeysUnder(node, dividends.key(netuid), at);
  // The hotkey ends the key: its hasher is one that keeps the data.
  return keys.map((key) => encodeAddress(hexToU8a(key).subarray(-32), SS58_PREFIX));
}

async function readKeysUnder(node: Node, prefix: string, at: BlockRef): Promise<readonly string[]> {
  const keys: string[] = [];
  for (let start: string | null = null; keys.length < MOST; ) {
    const page = await ask(node.rpc, 'state_getKeysPaged', [prefix, PAGE, start, at.hash]);
    if (!Array.isArray(page)) throw new AppError('nodeGarbage', 'state_getKeysPaged');
    const texts = page.filter((key): key is string => typeof key === 'string' && key.startsWith(prefix));
    keys.push(...texts);
    const last = texts.at(-1);
    if (page.length < PAGE || last === undefined || last === start) break;
    start = last;
  }
  return keys;
}

/** The hotkeys whose neuron has a permit to validate: they hold the subnet's place even before their first dividend. */
async function readPermitted(node: Node, netuid: number, at: BlockRef): Promise<readonly string[]> {
  const runtime = node.runtime();
  const permits = findStorage(runtime, 'SubtensorModule', 'ValidatorPermit');
  const keys = findStorage(runtime, 'SubtensorModule', 'Keys');
  if (permits === null || keys === null) return [];
  const [bytes] = await readKeys(node.rpc, [permits.key(netuid)], at.hash);
  const flags = permits.decode(bytes ?? null);
  if (flags === null) return [];
  const uids = items(flags).flatMap((flag, uid) => (bool(flag) ? [uid] : []));
  const values = await readKeys(
    node.rpc,
    uids.map((uid) => keys.key(netuid, uid)),
    at.hash,
  );
  return values.flatMap((value) => {
    const hotkey = value === null ? null : keys.decode(value);
    return hotkey === null ? [] : [address(hotkey)];
  });
}

async function readFacts(
  node: Node,
  netuid: number,
  hotkeys: readonly string[],
  at: BlockRef,
): Promise<readonly Validator[]> {
  const runtime = node.runtime();
  const item = (name: string) => needStorage(runtime, 'SubtensorModule', name);
  const [stake, take, owner] = [item('TotalHotkeyAlpha'), item('Delegates'), item('Owner')];
  const dividends = findStorage(runtime, 'SubtensorModule', 'AlphaDividendsPerSubnet');
  const keys = hotkeys.flatMap((hotkey) => [
    stake.key(hotkey, netuid),
    take.key(hotkey),
    owner.key(hotkey),
    ...(dividends === null ? [] : [dividends.key(netuid, hotkey)]),
  ]);
  const width = dividends === null ? 3 : 4;
  const values = await readKeys(node.rpc, keys, at.hash);
  const facts = hotkeys.map((hotkey, index) => {
    const [stakeBytes, takeBytes, ownerBytes, dividendBytes] = values.slice(
      index * width,
      (index + 1) * width,
    );
    const read = (codec: ReturnType<typeof stake.decode>) => (codec === null ? 0n : uint(codec));
    const coldkey = owner.decode(ownerBytes ?? null);
    return {
      hotkey,
      coldkey: coldkey === null ? null : address(coldkey),
      stake: alphaRao(read(stake.decode(stakeBytes ?? null))),
      take: Number(read(take.decode(takeBytes ?? null))),
      dividends:
        dividends === null || typeof dividendBytes !== 'string'
          ? null
          : alphaRao(read(dividends.decode(dividendBytes))),
    };
  });
  const names = await readNames(
    node,
    facts.map(({ coldkey }) => coldkey),
    at,
  );
  return facts.map(({ coldkey, ...fact }) => ({
    ...fact,
    name: coldkey === null ? null : (names.get(coldkey) ?? null),
  }));
}

/** Names by coldkey, from SubtensorModule.IdentitiesV2, cleaned and cut. */
async function readNames(
  node: Node,
  coldkeys: readonly (string | null)[],
  at: BlockRef,
): Promise<ReadonlyMap<string, string>> {
  const identities = findStorage(node.runtime(), 'SubtensorModule', 'IdentitiesV2');
  const unique = [...new Set(coldkeys.filter((coldkey) => coldkey !== null))];
  if (identities === null) return new Map();
  const keys = unique.map((coldkey) => identities.key(coldkey));
  const values = await readKeys(node.rpc, keys, at.hash);
  const names = new Map<string, string>();
  for (const [index, coldkey] of unique.entries()) {
    const identity = identities.decode(values[index] ?? null);
    const name = identity === null ? '' : cleanText(text(member(identity, 'name')), NAME_LENGTH);
    if (name !== '') names.set(coldkey, name);
  }
  return names;
}
