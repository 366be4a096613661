import { hexToU8a, isHex } from '@polkadot/util';
import { candidatesOf } from '#localnet/node/blockBuilder.ts';
import {
  type ColdkeySwapStage,
  leaveSafeMode,
  setColdkeySwap,
} from '#localnet/node/runtime/interventions/emergencies.ts';
import { errorNamed, forceFailure } from '#localnet/node/runtime/interventions/forcedFailure.ts';
import { setFreeBalance } from '#localnet/node/runtime/interventions/setFreeBalance.ts';
import { PoolChangeError, setPool } from '#localnet/node/runtime/interventions/setPool.ts';
import { enterSafeMode } from '#localnet/node/runtime/safeMode/safeMode.ts';
import { outsideExtrinsics } from '#localnet/node/runtime/system/block.ts';
import type { State } from '#localnet/node/state.ts';
import { addressOf, amountOf, DevOptions } from './devOptions.ts';
import type { Method, RpcContext } from './method.ts';
import { countParam } from './params.ts';
import { impossible, invalidParams } from './rpcError.ts';

const MAX_NETUID = 0xffff;

/** Storage to be written in the next block before its transactions: pairs of key and value, null to delete. */
export const dev_setStorage: Method = ({ chain }, [pairs]) => {
  if (!Array.isArray(pairs)) throw invalidParams('invalid type at 0: expected pairs of key and value');
  for (const [key, value] of pairs.map(storagePair)) chain.writeInNextBlock(key, value);
  return null;
};

/** Sets the free balance of an address to so many rao, given as decimal text, in the next block. */
export const dev_setBalance: Method = (context, [address, free]) => {
  const who = addressOf(address, 'the first parameter');
  const rao = amountOf(free, 'the second parameter');
  return inNextBlock(context, (state) => setFreeBalance(state, who, rao));
};

/** Changes a subnet's pool in the next block: { tao?, alpha?, quoteWeight? }, decimal text, the weight in parts of 10^18. */
export const dev_setPool: Method = (context, params) => {
  const netuid = countParam(params, 0);
  if (netuid > MAX_NETUID) throw invalidParams('invalid value at 0: expected u16');
  const options = new DevOptions(params[1], ['tao', 'alpha', 'quoteWeight']);
  const [tao, alpha, quoteWeight] = [
    options.amount('tao'),
    options.amount('alpha'),
    options.amount('quoteWeight'),
  ];
  return inNextBlock(context, (state) => setPool(state, netuid, { tao, alpha, quoteWeight }));
};

/** Enters safe mode in the next block, up to and including the block of this number, or leaves it for null. */
export const dev_setSafeMode: Method = (context, params) => {
  const until = params[0] === null ? null : countParam(params, 0);
  return inNextBlock(context, (state) => {
    if (until === null) leaveSafeMode(state);
    else enterSafeMode(state, until);
  });
};

/** Has the replacement of an address's coldkey stand, in the next block, as announced (by default), disputed, or null. */
export const dev_announceColdkeySwap: Method = (context, [address, given]) => {
  const coldkey = addressOf(address, 'the first parameter');
  const stages: readonly ColdkeySwapStage[] = ['announced', 'disputed', null];
  const stage = given === undefined ? 'announced' : stages.find((own) => own === given);
  if (stage === undefined) throw invalidParams('the second parameter must be announced, disputed or null');
  return inNextBlock(context, (state) => setColdkeySwap(state, coldkey, stage));
};

/** Fails the next signed extrinsic that a block takes, fee paid: { error: "SubtensorModule.SlippageTooHigh" }. */
export const dev_failNextDispatch: Method = ({ chain }, [given]) => {
  const name = new DevOptions(given, ['error']).text('error') ?? '';
  const error = errorNamed(name);
  if (error === null) throw invalidParams(`there is no error ${name}`);
  const arm = () => chain.actInNextBlock((state) => forceFailure(state, error));
  arm();
  const stop = chain.bestChanged.add(({ block }) => {
    if (candidatesOf(block, chain.runtime).length > 0) stop();
    else arm();
  });
  return null;
};

/** Does the work on the next block, and before that on a copy of the best one's state, for a refusal. */
function inNextBlock({ chain }: RpcContext, work: (state: State) => void): null {
  try {
    work(chain.stateAt(chain.best.hash));
  } catch (error) {
    if (error instanceof PoolChangeError) throw impossible(error.message);
    throw error;
  }
  chain.actInNextBlock((state) => outsideExtrinsics(state, () => work(state)));
  return null;
}

function storagePair(pair: unknown): readonly [string, Uint8Array | undefined] {
  if (!Array.isArray(pair) || pair.length !== 2) throw invalidParams('expected pairs of key and value');
  const [key, value] = pair;
  const isBytes = (text: unknown): text is `0x${string}` => typeof text === 'string' && isHex(text, -1);
  if (!isBytes(key) || !(value === null || isBytes(value)))
    throw invalidParams('expected keys and values as hex');
  return [key.slice(2).toLowerCase(), value === null ? undefined : hexToU8a(value)];
}
