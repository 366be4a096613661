import { subtensorStorage } from '#localnet/metadata/pallets/subtensor.ts';
import { depositEvent } from '#localnet/node/runtime/system/events.ts';
import type { State } from '#localnet/node/state.ts';

const MAX_U16 = 65_535n;

/** Alpha by uid; who is not named got nothing. */
type AlphaByUid = readonly (readonly [uid: number, alpha: bigint])[];

/** What an epoch gave to whom. */
export interface EpochOutcome {
  readonly incentives: AlphaByUid;
  readonly dividends: AlphaByUid;
}

/** Every neuron's Alpha in the order of uids. */
function spread(count: number, alpha: AlphaByUid): bigint[] {
  const byUid = new Map(alpha);
  return Array.from({ length: count }, (_, uid) => byUid.get(uid) ?? 0n);
}

/** Parts of 65,535 of the sum, each rounded down; zeros when there is nothing. */
function proportions(alpha: readonly bigint[]): number[] {
  const sum = alpha.reduce((all, part) => all + part, 0n);
  return alpha.map((part) => (sum === 0n ? 0 : Number((part * MAX_U16) / sum)));
}

/**
 * Remembers an epoch's outcome as metagraphs show it, and tells what the miners earned.
 * Source: SubtensorModule, persist_mechanism_epoch_terms and persist_netuid_epoch_terms.
 */
export function noteEpoch(state: State, netuid: number, { incentives, dividends }: EpochOutcome): void {
  const { Dividends, Emission, Incentive, SubnetworkN } = subtensorStorage;
  const count = SubnetworkN.get(state, netuid);
  const [mined, validated] = [spread(count, incentives), spread(count, dividends)];
  Incentive.set(state, netuid, proportions(mined));
  Dividends.set(state, netuid, proportions(validated));
  Emission.set(
    state,
    netuid,
    mined.map((alpha, uid) => alpha + (validated[uid] ?? 0n)),
  );
  depositEvent(state, 'SubtensorModule', 'IncentiveAlphaEmittedToMiners', [netuid, mined]);
}
