import { subtensorStorage } from '#localnet/metadata/pallets/subtensor.ts';
import { sameAccount } from '#localnet/node/runtime/accountKey.ts';
import type { CallHandler } from '#localnet/node/runtime/callHandler.ts';
import { badOrigin } from '#localnet/node/runtime/dispatchFailure.ts';
import { ageStorage } from '#localnet/node/runtime/laterStorage.ts';
import { depositEvent } from '#localnet/node/runtime/system/events.ts';
import { ensure } from './failures.ts';
import { currentBlock } from './flow.ts';
import { subnetExists } from './hotkeys.ts';

/**
 * SubtensorModule.start_call: the subnet's owner opens it to trade; it takes part in emission from the next block on.
 * Refuses SubnetNotExists, BadOrigin (not the owner), FirstEmissionBlockNumberAlreadySet,
 * NeedWaitingMoreBlocksToStarCall, in this order. A subnet of genesis counts its age before it.
 */
export const startCall: CallHandler = ({ state, signer }, args) => {
  const { FirstEmissionBlockNumber, NetworkRegisteredAt, StartCallDelay, SubnetOwner, SubtokenEnabled } =
    subtensorStorage;
  const netuid = args.number('netuid');
  ensure(subnetExists(state, netuid), 'SubnetNotExists');
  if (signer === null || !sameAccount(SubnetOwner.get(state, netuid), signer)) throw badOrigin();
  ensure(!FirstEmissionBlockNumber.exists(state, netuid), 'FirstEmissionBlockNumberAlreadySet');
  const now = currentBlock(state);
  const age = now + ageStorage.RegistrationAge.get(state, netuid) - NetworkRegisteredAt.get(state, netuid);
  ensure(age >= StartCallDelay.get(state), 'NeedWaitingMoreBlocksToStarCall');
  FirstEmissionBlockNumber.set(state, netuid, now + 1n);
  SubtokenEnabled.set(state, netuid, true);
  depositEvent(state, 'SubtensorModule', 'FirstEmissionBlockNumberSet', [netuid, now + 1n]);
};
