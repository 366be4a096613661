import { blake2AsU8a } from '@polkadot/util-crypto';
import type { CallHandler } from '#localnet/node/runtime/callHandler.ts';
import { badOrigin } from '#localnet/node/runtime/dispatchFailure.ts';
import { depositEvent } from './events.ts';

/** System.remark: does nothing. */
export const remark: CallHandler = () => undefined;

/** System.remark_with_event: tells the remark's hash. */
export const remarkWithEvent: CallHandler = ({ state, signer }, args) => {
  if (signer === null) throw badOrigin();
  depositEvent(state, 'System', 'Remarked', [signer, blake2AsU8a(args.bytes('remark'), 256)]);
};
