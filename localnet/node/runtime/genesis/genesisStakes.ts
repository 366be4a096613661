import { stringToU8a } from '@polkadot/util';
import { ROOT } from '#domain/subnet.ts';
import { type GenesisValidator, genesisMiner, genesisValidators } from '#localnet/genesis/accounts.ts';
import type { GenesisData, GenesisSubnet } from '#localnet/genesis/genesisData.ts';
import { subtensorStorage } from '#localnet/metadata/pallets/subtensor.ts';
import { fromInteger } from '#localnet/node/runtime/arithmetic/u96f32.ts';
import { portions, splitTake } from '#localnet/node/runtime/coinbase/dividends.ts';
import { accrue, type PendingAlpha, splitAlpha } from '#localnet/node/runtime/coinbase/pendingAlpha.ts';
import { saturatingSubtract } from '#localnet/node/runtime/integers.ts';
import { increasePosition } from '#localnet/node/runtime/staking/sharePool.ts';
import type { State } from '#localnet/node/state.ts';
import { writeOwner } from './genesisSubnet.ts';

const NOTHING = new Uint8Array();

/** Owners, takes and identities of the validators, and the miner's owner. */
export function writeValidators(state: State): void {
  for (const { name, coldkey, hotkey, take } of genesisValidators) {
    writeOwner(state, coldkey, hotkey);
    subtensorStorage.Delegates.set(state, hotkey, take);
    subtensorStorage.IdentitiesV2.set(state, coldkey, {
      name: stringToU8a(name),
      url: NOTHING,
      github_repo: NOTHING,
      image: NOTHING,
      discord: NOTHING,
      description: stringToU8a('A validator of the local chain.'),
      additional: NOTHING,
    });
  }
  writeOwner(state, genesisMiner.coldkey, genesisMiner.hotkey);
}

function register(state: State, netuid: number): void {
  const s = subtensorStorage;
  const hotkeys = [...genesisValidators.map(({ hotkey }) => hotkey), genesisMiner.hotkey];
  for (const [uid, hotkey] of hotkeys.entries()) {
    s.Keys.set(state, netuid, uid, hotkey);
    s.Uids.set(state, netuid, hotkey, uid);
    s.IsNetworkMember.set(state, hotkey, netuid, true);
    s.BlockAtRegistration.set(state, netuid, uid, 0n);
  }
  s.SubnetworkN.set(state, netuid, hotkeys.length);
  s.ValidatorPermit.set(state, netuid, [...genesisValidators.map(({ hasPermit }) => hasPermit), false]);
  s.Active.set(
    state,
    netuid,
    hotkeys.map(() => true),
  );
}

function times(parts: PendingAlpha, blocks: bigint): PendingAlpha {
  const { owner, root, server, validator } = parts;
  return {
    owner: owner * blocks,
    root: root * blocks,
    server: server * blocks,
    validator: validator * blocks,
  };
}

function sum({ owner, root, server, validator }: PendingAlpha): bigint {
  return owner + root + server + validator;
}

/** Gives the validators a subnet's stake by their hundredths; what does not divide goes to the first. */
function giveStake(state: State, netuid: number, alpha: bigint): bigint[] {
  const shares = genesisValidators.map(({ share }) => (alpha * share) / 100n);
  const given = shares.reduce((total, share) => total + share, 0n);
  const stakes = shares.map((share, index) => (index === 0 ? share + alpha - given : share));
  for (const [index, { coldkey, hotkey }] of genesisValidators.entries()) {
    const stake = stakes[index] ?? 0n;
    if (stake > 0n) increasePosition(state, { hotkey, netuid }, coldkey, stake);
    subtensorStorage.TotalHotkeyAlphaLastEpoch.set(state, hotkey, netuid, stake);
  }
  return stakes;
}

/** The last epoch's dividends, as an epoch with these stakes would have paid them. */
function writeDividends(state: State, netuid: number, epoch: PendingAlpha, stakes: readonly bigint[]): void {
  const earning = genesisValidators.map((validator, index) => ({ validator, stake: stakes[index] ?? 0n }));
  const withPermit = earning.filter(({ validator }) => validator.hasPermit);
  const parts = portions(
    epoch.validator,
    withPermit.map(({ stake }) => stake),
  );
  const pay = ({ hotkey, take }: GenesisValidator, part: bigint) => {
    const { rest } = splitTake(part, take);
    if (rest > 0n) subtensorStorage.AlphaDividendsPerSubnet.set(state, netuid, hotkey, rest);
  };
  for (const [index, { validator }] of withPermit.entries()) pay(validator, parts[index] ?? 0n);
}

/** The block of a subnet's first epoch: spread over a tempo, as they are on a chain that has run for long. */
function firstEpoch(netuid: number, tempo: number, subnets: number): number {
  return 1 + (Math.floor((netuid * tempo) / subnets) % tempo);
}

/**
 * Registers the validators and the miner on a subnet and gives the validators all Alpha that is staked there:
 * outstanding less the protocol's and less what waits for the first epoch.
 */
export function writeStakes(state: State, data: GenesisData, subnet: GenesisSubnet): void {
  const { netuid, tempo, alphaOut, protocolAlpha } = subnet;
  register(state, netuid);
  if (netuid === ROOT) {
    giveStake(state, netuid, alphaOut);
    return;
  }
  const staked = saturatingSubtract(alphaOut, protocolAlpha);
  const perBlock = splitAlpha(state, netuid, fromInteger(subnet.alphaOutEmission), subnet.rootProp);
  const until = firstEpoch(netuid, tempo, data.subnetLimit + 1);
  const waiting = times(perBlock, BigInt(tempo - until));
  const waits = subnet.firstEmissionBlock !== null && sum(waiting) < staked;
  subtensorStorage.PendingEpochAt.set(state, netuid, BigInt(until));
  subtensorStorage.BlocksSinceLastStep.set(state, netuid, BigInt(tempo - until));
  if (waits) accrue(state, netuid, waiting);
  const stakes = giveStake(state, netuid, waits ? staked - sum(waiting) : staked);
  writeDividends(state, netuid, times(perBlock, BigInt(tempo)), stakes);
}
