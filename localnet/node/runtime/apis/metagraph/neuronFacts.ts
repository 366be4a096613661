import { ROOT } from '#domain/subnet.ts';
import { subtensorStorage } from '#localnet/metadata/pallets/subtensor.ts';
import { fromInteger, multiply, toInteger } from '#localnet/node/runtime/arithmetic/u96f32.ts';
import { taoWeightFraction } from '#localnet/node/runtime/coinbase/emissionTerms.ts';
import type { State } from '#localnet/node/state.ts';

const s = subtensorStorage;

const NO_AXON = {
  block: 0n,
  version: 0,
  ip: 0n,
  port: 0,
  ip_type: 0,
  protocol: 0,
  placeholder1: 0,
  placeholder2: 0,
};

/** The hotkeys of a subnet in the order of their uids. */
function hotkeys(state: State, netuid: number): Uint8Array[] {
  const count = s.SubnetworkN.get(state, netuid);
  return Array.from({ length: count }, (_, uid) => s.Keys.get(state, netuid, uid));
}

function coldkeys(state: State, netuid: number): Uint8Array[] {
  return hotkeys(state, netuid).map((hotkey) => s.Owner.get(state, hotkey));
}

/** A hotkey's own Alpha on the subnet and TAO on root; this chain has no parents to inherit from. */
function stakes(state: State, netuid: number, hotkey: Uint8Array): { alpha: bigint; tao: bigint } {
  return {
    alpha: s.TotalHotkeyAlpha.get(state, hotkey, netuid),
    tao: s.TotalHotkeyAlpha.get(state, hotkey, ROOT),
  };
}

/** Alpha and weighted root TAO together, rounded down. Source: SubtensorModule, get_stake_weights_for_hotkey_on_subnet. */
function totalStake(state: State, netuid: number, hotkey: Uint8Array): bigint {
  const { alpha, tao } = stakes(state, netuid, hotkey);
  const weight = taoWeightFraction(s.TaoWeight.get(state));
  return alpha + toInteger(multiply(fromInteger(tao), weight));
}

/** Uids with a permit and more than the least stake, the smallest stake first. Source: SubtensorModule, get_validators. */
function validators(state: State, netuid: number): number[] {
  const permits = s.ValidatorPermit.get(state, netuid);
  const least = s.StakeThreshold.get(state);
  return hotkeys(state, netuid)
    .map((hotkey, uid) => ({ uid, stake: totalStake(state, netuid, hotkey) }))
    .filter(({ uid, stake }) => (permits[uid] ?? false) && stake > least)
    .sort((a, b) => (a.stake < b.stake ? -1 : Number(a.stake > b.stake)))
    .map(({ uid }) => uid);
}

/**
 * What a metagraph tells of a subnet's neurons, by uid. This chain keeps no scores, trust, rank or commitments, so those
 * lists are empty, as they are on a subnet that never had any.
 */
export const neuronFacts = {
  hotkeys,
  coldkeys,
  identities: (state: State, netuid: number) =>
    coldkeys(state, netuid).map((coldkey) => s.IdentitiesV2.get(state, coldkey)),
  axons: (state: State, netuid: number) =>
    hotkeys(state, netuid).map((hotkey) => s.Axons.get(state, netuid, hotkey) ?? NO_AXON),
  active: (state: State, netuid: number) => s.Active.get(state, netuid),
  validator_permit: (state: State, netuid: number) => s.ValidatorPermit.get(state, netuid),
  pruning_score: () => [],
  last_update: (state: State, netuid: number) => s.LastUpdate.get(state, netuid),
  emission: (state: State, netuid: number) => s.Emission.get(state, netuid),
  dividends: (state: State, netuid: number) => s.Dividends.get(state, netuid),
  incentives: (state: State, netuid: number) => s.Incentive.get(state, netuid),
  consensus: (state: State, netuid: number) => s.Consensus.get(state, netuid),
  trust: () => [],
  rank: () => [],
  block_at_registration: (state: State, netuid: number) =>
    hotkeys(state, netuid).map((_, uid) => s.BlockAtRegistration.get(state, netuid, uid)),
  alpha_stake: (state: State, netuid: number) =>
    hotkeys(state, netuid).map((hotkey) => stakes(state, netuid, hotkey).alpha),
  tao_stake: (state: State, netuid: number) =>
    hotkeys(state, netuid).map((hotkey) => stakes(state, netuid, hotkey).tao),
  total_stake: (state: State, netuid: number) =>
    hotkeys(state, netuid).map((hotkey) => totalStake(state, netuid, hotkey)),
  tao_dividends_per_hotkey: (state: State, netuid: number) =>
    hotkeys(state, netuid).map((hotkey) => [hotkey, 0n] as const),
  alpha_dividends_per_hotkey: (state: State, netuid: number) =>
    hotkeys(state, netuid).map(
      (hotkey) => [hotkey, s.AlphaDividendsPerSubnet.get(state, netuid, hotkey)] as const,
    ),
  validators,
  commitments: () => [],
};
