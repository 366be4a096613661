import { decodeAddress } from '@polkadot/util-crypto';
import { developmentAccounts } from '#localnet/genesis/accounts.ts';
import { dissolveSubnet } from '#localnet/node/runtime/coinbase/dissolve.ts';
import { subnetToPrune } from '#localnet/node/runtime/coinbase/prune.ts';
import { registerSubnet } from '#localnet/node/runtime/coinbase/registerSubnet.ts';
import { DispatchFailure } from '#localnet/node/runtime/dispatchFailure.ts';
import { outsideExtrinsics } from '#localnet/node/runtime/system/block.ts';
import type { State } from '#localnet/node/state.ts';
import type { Method, RpcContext } from './method.ts';
import { countParam } from './params.ts';
import { invalidParams } from './rpcError.ts';

const KEY_BYTES = 32;
const MAX_NETUID = 0xffff;

/** Ends a subnet in the next block: the one of this netuid, or the one that is due. Answers its netuid. */
export const dev_deregister: Method = (context, params) => {
  const netuid = isAbsent(params[0]) ? dueNetuid(context) : countParam(params, 0);
  if (netuid > MAX_NETUID) throw invalidParams('invalid value at 0: expected u16');
  return inNextBlock(context, (state) => {
    dissolveSubnet(state, netuid);
    return netuid;
  });
};

/**
 * Registers a subnet in the next block for an owner (Alice unless another address is given), who pays for it, with a
 * hotkey (the owner's own key unless another is given). Answers the netuid that it gets if nothing else changes subnets.
 */
export const dev_registerSubnet: Method = (context, params) => {
  const coldkey = keyParam(params[0], 0) ?? developmentAccounts[0]?.publicKey;
  if (coldkey === undefined) throw invalidParams('there is no owner');
  const hotkey = keyParam(params[1], 1) ?? coldkey;
  return inNextBlock(context, (state) => registerSubnet(state, { coldkey, hotkey }));
};

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null;
}

function dueNetuid({ chain }: RpcContext): number {
  const netuid = subnetToPrune(chain.stateAt(chain.best.hash));
  if (netuid === null) throw invalidParams('no subnet is past its immunity');
  return netuid;
}

/** Does the work on the next block, and on a copy of the best one's state for the answer and for a refusal. */
function inNextBlock({ chain }: RpcContext, work: (state: State) => number): number {
  try {
    const netuid = work(chain.stateAt(chain.best.hash));
    chain.actInNextBlock((state) => outsideExtrinsics(state, () => work(state)));
    return netuid;
  } catch (error) {
    if (error instanceof DispatchFailure) throw invalidParams(error.message);
    throw error;
  }
}

function keyParam(value: unknown, index: number): Uint8Array | null {
  if (isAbsent(value)) return null;
  const wrong = invalidParams(`invalid value at ${index}: expected an address`);
  try {
    const key = decodeAddress(String(value));
    if (key.length === KEY_BYTES) return key;
  } catch {
    throw wrong;
  }
  throw wrong;
}
