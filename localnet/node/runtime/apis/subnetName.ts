import { stringToU8a } from '@polkadot/util';
import { subtensorStorage } from '#localnet/metadata/pallets/subtensor.ts';
import type { State } from '#localnet/node/state.ts';

const UNNAMED = stringToU8a('unknown');

/** A subnet's name in its owner's words, as UTF-8 bytes; "unknown" without such. */
export function subnetName(state: State, netuid: number): Uint8Array {
  const identity = subtensorStorage.SubnetIdentitiesV3.get(state, netuid);
  return identity !== null && identity.subnet_name.length > 0 ? identity.subnet_name : UNNAMED;
}
