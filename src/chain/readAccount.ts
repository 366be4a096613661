import type { Codec } from '@polkadot/types/types';
import type { Availability, Position } from '#domain/account.ts';
import type { BlockRef } from '#domain/block.ts';
import { alphaRao } from '#domain/units.ts';
import { callApi, type Node } from './node.ts';
import { findApiMethod } from './runtime.ts';
import { address, items, member, pairs, smallUint, uint } from './scale.ts';

/** Every position of a coldkey that holds something. Source: StakeInfoRuntimeApi.get_stake_info_for_coldkey. */
export async function readPositions(node: Node, account: string, at: BlockRef): Promise<readonly Position[]> {
  return decodePositions(
    await callApi(node, 'StakeInfoRuntimeApi', 'get_stake_info_for_coldkey', [account], at),
  );
}

/** Positions from a Vec<StakeInfo>; empty ones are left out. */
export function decodePositions(infos: Codec): readonly Position[] {
  return items(infos)
    .map((info) => ({
      hotkey: address(member(info, 'hotkey')),
      netuid: smallUint(member(info, 'netuid')),
      amount: alphaRao(uint(member(info, 'stake'))),
    }))
    .filter(({ amount }) => amount > 0n);
}

/**
 * What a coldkey may sell on each subnet where it holds or has locked something; null when the runtime does not tell.
 * Source: StakeInfoRuntimeApi.get_stake_availability_for_coldkeys.
 */
export async function readAvailability(
  node: Node,
  account: string,
  at: BlockRef,
): Promise<readonly Availability[] | null> {
  const [api, method] = ['StakeInfoRuntimeApi', 'get_stake_availability_for_coldkeys'] as const;
  if (findApiMethod(node.runtime(), api, method) === null) return null;
  return decodeAvailability(await callApi(node, api, method, [[account], null], at), account);
}

/** The account's rows of a map coldkey → netuid → StakeAvailability. */
export function decodeAvailability(map: Codec, account: string): readonly Availability[] {
  const own = pairs(map).find(([coldkey]) => address(coldkey) === account);
  if (own === undefined) return [];
  return pairs(own[1]).map(([netuid, row]) => ({
    netuid: smallUint(netuid),
    total: alphaRao(uint(member(row, 'total'))),
    locked: alphaRao(uint(member(row, 'locked'))),
    available: alphaRao(uint(member(row, 'available'))),
  }));
}
