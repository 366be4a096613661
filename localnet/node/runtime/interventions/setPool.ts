import { alphaAssetsStorage } from '#localnet/metadata/pallets/alphaAssets.ts';
import { subtensorStorage } from '#localnet/metadata/pallets/subtensor.ts';
import { swapStorage } from '#localnet/metadata/pallets/swap.ts';
import { subnetAccount } from '#localnet/node/runtime/staking/subnetAccount.ts';
import { isDynamic } from '#localnet/node/runtime/swap/poolState.ts';
import { account } from '#localnet/node/runtime/system/accounts.ts';
import type { State } from '#localnet/node/state.ts';
import { setFreeBalance } from './setFreeBalance.ts';

const WEIGHT_ONE = 1_000_000_000_000_000_000n;
const MIN_WEIGHT = WEIGHT_ONE / 100n;

/** What of a pool changes: reserves in rao and alpha rao, the weight of TAO in parts of 10^18. */
export interface PoolChange {
  readonly tao: bigint | undefined;
  readonly alpha: bigint | undefined;
  readonly quoteWeight: bigint | undefined;
}

/** A change that no pool can take; the message is a sentence without its full stop. */
export class PoolChangeError extends Error {}

/**
 * Changes a subnet's pool. The TAO is minted into the subnet's account or taken from it, which never holds less than
 * the reserve, and stake and issuances follow. Refuses a subnet without a pool and weights beyond [0.01, 0.99].
 */
export function setPool(state: State, netuid: number, { tao, alpha, quoteWeight }: PoolChange): void {
  if (!subtensorStorage.NetworksAdded.get(state, netuid) || !isDynamic(state, netuid))
    throw new PoolChangeError(`subnet ${netuid} has no pool`);
  if (tao !== undefined) setTaoReserve(state, netuid, tao);
  if (alpha !== undefined) setAlphaReserve(state, netuid, alpha);
  if (quoteWeight === undefined) return;
  if (quoteWeight < MIN_WEIGHT || quoteWeight > WEIGHT_ONE - MIN_WEIGHT)
    throw new PoolChangeError('the weight of TAO must be from 0.01 to 0.99, in parts of 10^18');
  swapStorage.SwapBalancer.set(state, netuid, { quote: quoteWeight });
  swapStorage.PalSwapInitialized.set(state, netuid, true);
}

function setTaoReserve(state: State, netuid: number, tao: bigint): void {
  const { SubnetTAO, TotalStake } = subtensorStorage;
  const change = tao - SubnetTAO.get(state, netuid);
  SubnetTAO.set(state, netuid, tao);
  TotalStake.set(state, TotalStake.get(state) + change);
  const holder = subnetAccount(netuid);
  const held = account(state, holder).data.free + change;
  setFreeBalance(state, holder, held > tao ? held : tao);
}

function setAlphaReserve(state: State, netuid: number, alpha: bigint): void {
  const { SubnetAlphaIn } = subtensorStorage;
  const { TotalAlphaIssuance } = alphaAssetsStorage;
  const change = alpha - SubnetAlphaIn.get(state, netuid);
  SubnetAlphaIn.set(state, netuid, alpha);
  TotalAlphaIssuance.set(state, netuid, TotalAlphaIssuance.get(state, netuid) + change);
}
