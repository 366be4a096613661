import type { Codec } from '@polkadot/types/types';
import type { BlockRef } from '#domain/block.ts';
import type { Side } from '#domain/pool.ts';
import type { RawSimulation, Simulation } from './client.ts';
import { askApi, encodeApiCall, type Node } from './node.ts';
import { member, uint } from './scale.ts';

/**
 * The chain's own simulation of a swap at a block, without a limit; null when it cannot be filled (the chain gives
 * zeros and no reason). Source: SwapRuntimeApi.sim_swap_tao_for_alpha and sim_swap_alpha_for_tao.
 */
export async function simulate(
  node: Node,
  netuid: number,
  side: Side,
  amountIn: bigint,
  at: BlockRef,
): Promise<Simulation | null> {
  const { call, decode } = simulationCall(node, netuid, side, amountIn, at);
  return decodeSimulation(decode(await askApi(node.rpc, call)), side);
}

/** The same in bytes, as any other node of the chain must give it too. */
export async function simulateRaw(
  node: Node,
  netuid: number,
  side: Side,
  amountIn: bigint,
  at: BlockRef,
): Promise<RawSimulation> {
  const { call } = simulationCall(node, netuid, side, amountIn, at);
  return { call, answer: (await askApi(node.rpc, call)).toLowerCase() };
}

function simulationCall(node: Node, netuid: number, side: Side, amountIn: bigint, at: BlockRef) {
  const method = side === 'buy' ? 'sim_swap_tao_for_alpha' : 'sim_swap_alpha_for_tao';
  return encodeApiCall(node, 'SwapRuntimeApi', method, [netuid, amountIn], at);
}

/** A SimSwapResult, read for one side. */
export function decodeSimulation(result: Codec, side: Side): Simulation | null {
  const read = (name: string) => uint(member(result, name));
  const [out, fee, netIn] =
    side === 'buy'
      ? [read('alpha_amount'), read('tao_fee'), read('tao_amount')]
      : [read('tao_amount'), read('alpha_fee'), read('alpha_amount')];
  return out === 0n && netIn === 0n ? null : { out, fee, netIn };
}
