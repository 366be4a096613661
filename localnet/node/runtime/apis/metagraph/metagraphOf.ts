import type { Value } from '#localnet/metadata/codec.ts';
import { selectiveMetagraph } from '#localnet/metadata/selectiveMetagraph.ts';
import { subnetExists } from '#localnet/node/runtime/staking/hotkeys.ts';
import type { State } from '#localnet/node/state.ts';
import { neuronFacts } from './neuronFacts.ts';
import { subnetFacts } from './subnetFacts.ts';
import { subnetParameters } from './subnetParameters.ts';

type Metagraph = Value<typeof selectiveMetagraph>;

/** How each field of a metagraph is found. */
type Facts = {
  readonly [K in keyof Metagraph]: (state: State, netuid: number) => NonNullable<Metagraph[K]>;
};

const facts: Facts = { ...subnetFacts, ...subnetParameters, ...neuronFacts };

function fieldNames(): readonly string[] {
  const { type } = selectiveMetagraph;
  if (type.kind !== 'composite') throw new Error('a metagraph is a struct');
  return type.fields.map(({ name }) => name ?? '');
}

/**
 * Those facts of a subnet that are asked for by their position in the struct, the others null; unknown positions are
 * passed over. As on the network the netuid reads 0 unless position 0 is asked for. Null for a subnet that is not there.
 * Source: SubtensorModule, get_selective_metagraph.
 */
export function metagraphOf(state: State, netuid: number, positions: readonly number[]): Metagraph | null {
  if (!subnetExists(state, netuid)) return null;
  const wanted = new Set(positions);
  const entries = fieldNames().map((name, position) => {
    const find = facts[name as keyof Metagraph];
    if (!wanted.has(position)) return [name, name === 'netuid' ? 0 : null];
    return [name, find(state, netuid)];
  });
  return Object.fromEntries(entries) as Metagraph;
}
