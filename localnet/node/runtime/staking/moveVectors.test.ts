import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { PoolVector, SwapVectors } from '#domain/vectorCheck.ts';
import carried from '#domain/vectors/swap.json' with { type: 'json' };
import { blockAuthor } from '#localnet/genesis/accounts.ts';
import { subtensorStorage as s } from '#localnet/metadata/pallets/subtensor.ts';
import { swapStorage } from '#localnet/metadata/pallets/swap.ts';
import { systemStorage } from '#localnet/metadata/pallets/system.ts';
import { account } from '#localnet/node/runtime/system/accounts.ts';
import { call } from '#localnet/node/runtime/testChain.ts';
import { increasePosition } from './sharePool.ts';
import { subnetAccount } from './subnetAccount.ts';
import { ofCall, pairOf, StakingChain } from './testStaking.ts';

const SHARED = '../shared/vectors/swap.json';
const [ORIGIN, DESTINATION] = [64, 4];
const alice = pairOf('//Alice');

type MoveVector = SwapVectors['crossSubnet'][number];

function setPool({ state }: StakingChain, netuid: number, pool: PoolVector): void {
  const free = BigInt(pool.taoReserve);
  s.SubnetTAO.set(state, netuid, free);
  s.SubnetAlphaIn.set(state, netuid, BigInt(pool.alphaReserve));
  swapStorage.SwapBalancer.set(state, netuid, { quote: BigInt(pool.quoteWeight) });
  swapStorage.FeeRate.set(state, netuid, pool.feeRate ?? 33);
  const holder = account(state, subnetAccount(netuid));
  const data = { ...holder.data, free };
  systemStorage.Account.set(state, subnetAccount(netuid), { ...holder, data });
}

function reservesOf(chain: StakingChain, netuid: number): MoveVector['expect']['originAfter'] {
  const { taoReserve, alphaReserve } = chain.pool(netuid);
  return { taoReserve: taoReserve.toString(), alphaReserve: alphaReserve.toString() };
}

/** What swap_stake made of the pools and the position of a vector, in the vector's own form. */
function outcomeOf(chain: StakingChain, vector: MoveVector, hotkey: Uint8Array): MoveVector['expect'] {
  const { state } = chain;
  setPool(chain, ORIGIN, vector.origin);
  setPool(chain, DESTINATION, vector.destination);
  const alpha = BigInt(vector.alphaIn);
  s.Owner.set(state, hotkey, alice.publicKey);
  increasePosition(state, { hotkey, netuid: ORIGIN }, alice.publicKey, alpha);
  s.SubnetAlphaOut.set(state, ORIGIN, s.SubnetAlphaOut.get(state, ORIGIN) + alpha);
  const author = chain.free(blockAuthor.publicKey);
  const args = { hotkey, origin_netuid: ORIGIN, destination_netuid: DESTINATION, alpha_amount: alpha };
  const events = ofCall(chain.submit(alice, call('SubtensorModule.swap_stake', args)));
  const fieldsOf = (name: string) => events.find(([event]) => event === `SubtensorModule.${name}`) ?? [];
  const [, , , tao, paidIn, , fee] = fieldsOf('StakeRemoved');
  return {
    originAlphaPaidIn: String(paidIn),
    alphaFee: String(fee),
    tao: String(tao),
    authorTao: String(chain.free(blockAuthor.publicKey) - author),
    destinationAlphaOut: String(fieldsOf('StakeAdded')[4]),
    originAfter: reservesOf(chain, ORIGIN),
    destinationAfter: reservesOf(chain, DESTINATION),
  };
}

function checkAll(vectors: readonly MoveVector[]): void {
  const chain = new StakingChain([ORIGIN, DESTINATION]);
  chain.begin();
  for (const [index, vector] of vectors.entries()) {
    const hotkey = Uint8Array.from({ length: 32 }, (_, place) => (place < 2 ? index >> (8 * place) : 77));
    expect([index, outcomeOf(chain, vector, hotkey)]).toEqual([index, vector.expect]);
  }
}

describe('swap_stake, by an extrinsic', () => {
  it('moves what the runtime’s arithmetic moves, to the last digit', () => {
    expect(carried.crossSubnet).toHaveLength(40);
    checkAll(carried.crossSubnet);
  }, 30_000);
});

describe.skipIf(!existsSync(SHARED))('swap_stake, by an extrinsic, all vectors', () => {
  it('moves what the runtime’s arithmetic moves, to the last digit', () => {
    const all = JSON.parse(readFileSync(SHARED, 'utf8')) as SwapVectors;
    expect(all.crossSubnet).toHaveLength(200);
    checkAll(all.crossSubnet);
  }, 60_000);
});
