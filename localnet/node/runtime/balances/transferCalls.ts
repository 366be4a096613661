import type { CallContext, CallHandler } from '#localnet/node/runtime/callHandler.ts';
import { badOrigin } from '#localnet/node/runtime/dispatchFailure.ts';
import { lookup } from '#localnet/node/runtime/lookup.ts';
import { type Preservation, reducibleBalance, transfer } from './currency.ts';

function signer(context: CallContext): Uint8Array {
  if (context.signer === null) throw badOrigin();
  return context.signer;
}

function transferValue(preservation: Preservation): CallHandler {
  return (context, args) => {
    const from = signer(context);
    transfer(context.state, from, lookup(args.raw('dest')), args.amount('value'), preservation);
  };
}

export const transferAllowDeath = transferValue('Expendable');
export const transferKeepAlive = transferValue('Preserve');

/** Everything that the account may give; with keep_alive all but the existential deposit. */
export const transferAll: CallHandler = (context, args) => {
  const from = signer(context);
  const preservation = args.flag('keep_alive') ? 'Preserve' : 'Expendable';
  const amount = reducibleBalance(context.state, from, preservation);
  transfer(context.state, from, lookup(args.raw('dest')), amount, preservation);
};
