import { u8aToHex } from '@polkadot/util';
import { subtensorStorage } from '#localnet/metadata/pallets/subtensor.ts';
import { reservoirStorage } from '#localnet/node/runtime/laterStorage.ts';
import { position } from '#localnet/node/runtime/staking/sharePool.ts';
import type { State } from '#localnet/node/state.ts';

interface Holding {
  readonly coldkey: Uint8Array;
  readonly alpha: bigint;
}

/** What a coldkey gets of a pool, in rao. */
export interface Payment {
  readonly coldkey: Uint8Array;
  readonly tao: bigint;
}

/** Every position on the subnet, in the order of storage. */
function holdings(state: State, netuid: number): Holding[] {
  return subtensorStorage.AlphaV2.entries(state)
    .filter(([[, , where]]) => where === netuid)
    .map(([[hotkey, coldkey]]) => ({ coldkey, alpha: position(state, { hotkey, netuid }, coldkey) }))
    .filter(({ alpha }) => alpha > 0n);
}

/** Alpha that counts without a holder: what the protocol bought, and on later subnets the pool's own as well. */
function protocolAlpha(state: State, netuid: number): bigint {
  const { NetworkRegisteredAt, SubnetAlphaIn, SubnetProtocolAlpha, TaoInRefundDeploymentBlock } =
    subtensorStorage;
  const bought = SubnetProtocolAlpha.get(state, netuid);
  if (NetworkRegisteredAt.get(state, netuid) <= TaoInRefundDeploymentBlock.get(state)) return bought;
  const waiting = reservoirStorage.BalancerAlphaReservoir.get(state, netuid);
  return bought + waiting + SubnetAlphaIn.get(state, netuid);
}

/**
 * Parts of a pot for holders of `weights` out of `all`: each rounded down, then one more to those that lost most by
 * rounding, the first of equals first, as far as their losses make up whole units.
 */
export function largestRemainders(pot: bigint, weights: readonly bigint[], all: bigint): bigint[] {
  if (all === 0n) return weights.map(() => 0n);
  const parts = weights.map((weight) => (pot * weight) / all);
  const remainders = weights.map((weight) => (pot * weight) % all);
  const left = Number(remainders.reduce((sum, remainder) => sum + remainder, 0n) / all);
  const order = [...remainders.keys()].sort((a, b) => {
    const difference = (remainders[b] ?? 0n) - (remainders[a] ?? 0n);
    return difference > 0n ? 1 : -Number(difference < 0n);
  });
  const lucky = new Set(order.slice(0, left));
  return parts.map((part, index) => (lucky.has(index) ? part + 1n : part));
}

/**
 * What the coldkeys get of a subnet's TAO when it ends, each over all its validators, in the order of accounts: in
 * proportion to their Alpha out of theirs and the protocol's. The protocol's part is nobody's.
 * Source: SubtensorModule, destroy_alpha_in_out_stakes.
 */
export function subnetPayout(state: State, netuid: number, pot: bigint): Payment[] {
  const holders = holdings(state, netuid);
  const weights = holders.map(({ alpha }) => alpha);
  const all = weights.reduce((sum, weight) => sum + weight, protocolAlpha(state, netuid));
  const parts = largestRemainders(pot, weights, all);
  const byColdkey = new Map<string, Payment>();
  for (const [index, { coldkey }] of holders.entries()) {
    const id = u8aToHex(coldkey);
    const tao = (byColdkey.get(id)?.tao ?? 0n) + (parts[index] ?? 0n);
    if (tao > 0n) byColdkey.set(id, { coldkey, tao });
  }
  return [...byColdkey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, payment]) => payment);
}
