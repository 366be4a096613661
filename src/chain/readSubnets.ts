import type { Codec } from '@polkadot/types/types';
import type { BlockRef } from '#domain/block.ts';
import { ROOT, type Subnet } from '#domain/subnet.ts';
import { cleanText } from '#domain/text.ts';
import { callApi, type Node, readKeys } from './node.ts';
import { bool, items, member, optional, smallUint, text, uint } from './scale.ts';
import { needStorage } from './storage.ts';

const NAME_LENGTH = 48;
const SYMBOL_LENGTH = 8;

/** All subnets by netuid, root included. Two requests: SubnetInfoRuntimeApi.get_all_dynamic_info, then who has started. */
export async function readSubnets(node: Node, at: BlockRef): Promise<readonly Subnet[]> {
  const infos = await callApi(node, 'SubnetInfoRuntimeApi', 'get_all_dynamic_info', [], at);
  const named = items(infos)
    .map(optional)
    .filter((info) => info !== null)
    .map(decodeName)
    .sort((a, b) => a.netuid - b.netuid);
  const enabled = needStorage(node.runtime(), 'SubtensorModule', 'SubtokenEnabled');
  const values = await readKeys(
    node.rpc,
    named.map(({ netuid }) => enabled.key(netuid)),
    at.hash,
  );
  return named.map((subnet, index) => {
    const value = enabled.decode(values[index] ?? null);
    return { ...subnet, tradable: value !== null && bool(value) };
  });
}

/** Name and symbol from a DynamicInfo: the owner's own words, cleaned and cut. */
export function decodeName(info: Codec): Omit<Subnet, 'tradable'> {
  const netuid = smallUint(member(info, 'netuid'));
  const name = cleanText(text(member(info, 'subnet_name')), NAME_LENGTH);
  return {
    netuid,
    registeredAt: uint(member(info, 'network_registered_at')),
    name: name === '' ? (netuid === ROOT ? 'root' : 'unknown') : name,
    symbol: cleanText(text(member(info, 'token_symbol')), SYMBOL_LENGTH),
  };
}

/** Spot prices of all subnets, rao per Alpha rounded down by the chain. Source: SwapRuntimeApi.current_alpha_price_all. */
export async function readPrices(node: Node, at: BlockRef): Promise<ReadonlyMap<number, bigint>> {
  const prices = await callApi(node, 'SwapRuntimeApi', 'current_alpha_price_all', [], at);
  return new Map(
    items(prices).map((price) => [smallUint(member(price, 'netuid')), uint(member(price, 'price'))] as const),
  );
}
