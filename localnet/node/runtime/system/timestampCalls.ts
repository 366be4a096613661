import { timestampStorage } from '#localnet/metadata/pallets/timestamp.ts';
import type { CallHandler } from '#localnet/node/runtime/callHandler.ts';
import { badOrigin } from '#localnet/node/runtime/dispatchFailure.ts';

/** Timestamp.set: the block's time in milliseconds since 1970; only the block's author may say it. */
export const setTimestamp: CallHandler = ({ state, signer }, args) => {
  if (signer !== null) throw badOrigin();
  timestampStorage.Now.set(state, args.amount('now'));
  timestampStorage.DidUpdate.set(state, true);
};
