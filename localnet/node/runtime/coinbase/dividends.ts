import { alphaAssetsStorage } from '#localnet/metadata/pallets/alphaAssets.ts';
import { subtensorStorage } from '#localnet/metadata/pallets/subtensor.ts';
import { divide, fromInteger, multiply, toInteger } from '#localnet/node/runtime/arithmetic/u96f32.ts';
import { saturatingAdd, saturatingSubtract } from '#localnet/node/runtime/integers.ts';
import { increaseAll, increasePosition } from '#localnet/node/runtime/staking/sharePool.ts';
import { depositEvent } from '#localnet/node/runtime/system/events.ts';
import type { State } from '#localnet/node/state.ts';
import { taoWeightFraction } from './emissionTerms.ts';
import { noteEpoch } from './noteEpoch.ts';
import type { PendingAlpha } from './pendingAlpha.ts';

const MAX_U16 = 65_535n;

/** A registered hotkey of a subnet, in the order of uids. */
interface Neuron {
  readonly uid: number;
  readonly hotkey: Uint8Array;
  readonly hasPermit: boolean;
}

function neurons(state: State, netuid: number): Neuron[] {
  const permits = subtensorStorage.ValidatorPermit.get(state, netuid);
  return subtensorStorage.Keys.entries(state, netuid).map(([[, uid], hotkey]) => ({
    uid,
    hotkey,
    hasPermit: permits[uid] ?? false,
  }));
}

/** Parts of a total by weight, each rounded down; nothing when no one has weight. */
export function portions(total: bigint, weights: readonly bigint[]): bigint[] {
  const sum = weights.reduce((all, weight) => all + weight, 0n);
  return weights.map((weight) => (sum > 0n ? (total * weight) / sum : 0n));
}

function burn(state: State, netuid: number, alpha: bigint): void {
  const { AlphaBurned } = alphaAssetsStorage;
  AlphaBurned.set(state, netuid, saturatingAdd(AlphaBurned.get(state, netuid), alpha));
}

/** The owner's cut becomes stake of the owner with the owner's hotkey. */
function payOwner(state: State, netuid: number, alpha: bigint): void {
  const { SubnetOwner, SubnetOwnerHotkey } = subtensorStorage;
  if (alpha === 0n || !SubnetOwnerHotkey.exists(state, netuid)) return;
  const hotkey = SubnetOwnerHotkey.get(state, netuid);
  increasePosition(state, { hotkey, netuid }, SubnetOwner.get(state, netuid), alpha);
}

/** A miner's Alpha is staked with the miner, or where the owner of the hotkey has it sent. */
function payMiner(state: State, netuid: number, hotkey: Uint8Array, incentive: bigint): void {
  const { AutoStakeDestination, Owner } = subtensorStorage;
  const owner = Owner.get(state, hotkey);
  const destination = AutoStakeDestination.get(state, owner, netuid);
  if (destination !== null) {
    const fields = [netuid, destination, hotkey, owner, incentive];
    depositEvent(state, 'SubtensorModule', 'AutoStakeAdded', fields);
  }
  increasePosition(state, { hotkey: destination ?? hotkey, netuid }, owner, incentive);
}

/**
 * Miners share what is left of their part after the share that the subnet burns (MinerBurned). Gives what each got.
 */
function payMiners(state: State, netuid: number, alpha: bigint, miners: readonly Neuron[]): bigint[] {
  const burned = toInteger(multiply(fromInteger(alpha), subtensorStorage.MinerBurned.get(state, netuid)));
  const kept = miners.length > 0 ? saturatingSubtract(alpha, burned) : 0n;
  burn(state, netuid, alpha - kept);
  const shares = portions(
    kept,
    miners.map(() => 1n),
  );
  for (const [index, { hotkey }] of miners.entries()) payMiner(state, netuid, hotkey, shares[index] ?? 0n);
  return shares;
}

/** Splits dividends into the validator's take and what all its stakers get; both round down. */
export function splitTake(alpha: bigint, take: number): { readonly take: bigint; readonly rest: bigint } {
  const fraction = divide(fromInteger(BigInt(take)), fromInteger(MAX_U16));
  const taken = multiply(fraction, fromInteger(alpha));
  return { take: toInteger(taken), rest: toInteger(fromInteger(alpha) - taken) };
}

function payTake(state: State, hotkey: Uint8Array, netuid: number, take: bigint): void {
  if (take > 0n) increasePosition(state, { hotkey, netuid }, subtensorStorage.Owner.get(state, hotkey), take);
}

/**
 * Pays one epoch out. Validators with a permit share by stake: their own Alpha for the Alpha part, their root TAO by
 * TaoWeight for the root part. This chain has no weights to reach consensus over: the outcome is that of validators
 * who agree. The root's part stays outstanding without an owner beyond the takes, as this chain keeps no baskets.
 * Source: SubtensorModule, distribute_emission.
 */
export function distribute(state: State, netuid: number, pending: PendingAlpha): void {
  const { AlphaDividendsPerSubnet, Delegates, RootAlphaDividendsPerSubnet } = subtensorStorage;
  const { TotalHotkeyAlpha, TotalHotkeyAlphaLastEpoch, TaoWeight } = subtensorStorage;
  const all = neurons(state, netuid);
  const validators = all.filter(({ hasPermit }) => hasPermit);
  const miners = all.filter(({ hasPermit, hotkey }) => !hasPermit && isMiner(state, hotkey));
  payOwner(state, netuid, pending.owner);
  const incentives = payMiners(state, netuid, pending.server, miners);
  const weight = taoWeightFraction(TaoWeight.get(state));
  const alphaStakes = validators.map(({ hotkey }) => TotalHotkeyAlpha.get(state, hotkey, netuid));
  const rootStakes = validators.map(({ hotkey }) =>
    toInteger(multiply(fromInteger(TotalHotkeyAlpha.get(state, hotkey, 0)), weight)),
  );
  const alphaParts = portions(pending.validator, alphaStakes);
  const rootParts = portions(pending.root, rootStakes);
  noteEpoch(state, netuid, {
    incentives: miners.map(({ uid }, index) => [uid, incentives[index] ?? 0n]),
    dividends: validators.map(({ uid }, index) => [uid, alphaParts[index] ?? 0n]),
  });
  for (const item of [AlphaDividendsPerSubnet, RootAlphaDividendsPerSubnet]) {
    for (const [[, hotkey]] of item.entries(state, netuid)) item.remove(state, netuid, hotkey);
  }
  for (const [index, { hotkey }] of validators.entries()) {
    const dividends = splitTake(alphaParts[index] ?? 0n, Delegates.get(state, hotkey));
    payTake(state, hotkey, netuid, dividends.take);
    increaseAll(state, { hotkey, netuid }, dividends.rest);
    if (dividends.rest > 0n) AlphaDividendsPerSubnet.set(state, netuid, hotkey, dividends.rest);
    TotalHotkeyAlphaLastEpoch.set(state, hotkey, netuid, TotalHotkeyAlpha.get(state, hotkey, netuid));
    const root = splitTake(rootParts[index] ?? 0n, Delegates.get(state, hotkey));
    payTake(state, hotkey, netuid, root.take);
    if (root.rest > 0n) RootAlphaDividendsPerSubnet.set(state, netuid, hotkey, root.rest);
  }
}

/** A registered hotkey that nobody can stake to as a delegate works as a miner. */
function isMiner(state: State, hotkey: Uint8Array): boolean {
  return !subtensorStorage.Delegates.exists(state, hotkey);
}
