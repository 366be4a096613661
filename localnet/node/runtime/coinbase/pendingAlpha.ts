import { subtensorStorage } from '#localnet/metadata/pallets/subtensor.ts';
import {
  divide,
  fromInteger,
  multiply,
  subtract,
  toInteger,
  U96F32_ONE,
} from '#localnet/node/runtime/arithmetic/u96f32.ts';
import type { State } from '#localnet/node/state.ts';

const MAX_U16 = 65_535n;
const HALF = U96F32_ONE / 2n;

/** Alpha of participants by who waits for it, in base units. */
export interface PendingAlpha {
  readonly owner: bigint;
  readonly server: bigint;
  readonly validator: bigint;
  readonly root: bigint;
}

/**
 * Splits the Alpha that a subnet's participants get in one block: the owner's cut (18 %), half of the rest to miners,
 * the other half to validators, of which the root's part apart. `alphaOut` and `rootPart` are raw U96F32; each part
 * rounds down. Source: SubtensorModule, emit_to_subnets.
 */
export function splitAlpha(state: State, netuid: number, alphaOut: bigint, rootPart: bigint): PendingAlpha {
  const { OwnerCutEnabled, SubnetOwnerCut } = subtensorStorage;
  const cut = divide(fromInteger(BigInt(SubnetOwnerCut.get(state))), fromInteger(MAX_U16));
  const owner = OwnerCutEnabled.get(state, netuid) ? multiply(alphaOut, cut) : 0n;
  const rest = subtract(alphaOut, owner);
  const root = multiply(multiply(rootPart, rest), HALF);
  const server = multiply(rest, HALF);
  const validator = subtract(subtract(rest, server), root);
  return {
    owner: toInteger(owner),
    server: toInteger(server),
    validator: toInteger(validator),
    root: toInteger(root),
  };
}

const items = {
  owner: subtensorStorage.PendingOwnerCut,
  server: subtensorStorage.PendingServerEmission,
  validator: subtensorStorage.PendingValidatorEmission,
  root: subtensorStorage.PendingRootAlphaDivs,
} as const;

/** Adds to what waits for the next epoch. */
export function accrue(state: State, netuid: number, alpha: PendingAlpha): void {
  for (const part of ['owner', 'server', 'validator', 'root'] as const) {
    items[part].set(state, netuid, items[part].get(state, netuid) + alpha[part]);
  }
}

/** Takes all that waits. */
export function drain(state: State, netuid: number): PendingAlpha {
  const take = (part: keyof PendingAlpha) => {
    const alpha = items[part].get(state, netuid);
    items[part].set(state, netuid, 0n);
    return alpha;
  };
  return { owner: take('owner'), server: take('server'), validator: take('validator'), root: take('root') };
}
