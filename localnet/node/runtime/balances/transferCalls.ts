import type { CallArguments } from '#localnet/node/runtime/callArguments.ts';
import type { CallContext, CallHandler } from '#localnet/node/runtime/callHandler.ts';
import { badOrigin, DispatchFailure } from '#localnet/node/runtime/dispatchFailure.ts';
import { type Preservation, reducibleBalance, transfer } from './currency.ts';

/** The account that a MultiAddress names; only plain accounts can be looked up on this chain. */
function target(args: CallArguments): Uint8Array {
  const address = args.raw('dest');
  if (typeof address === 'object' && address !== null && 'type' in address && 'value' in address) {
    if (address.type === 'Id' && address.value instanceof Uint8Array) return address.value;
  }
  throw new DispatchFailure({ type: 'CannotLookup', value: null }, 'CannotLookup');
}

function signer(context: CallContext): Uint8Array {
  if (context.signer === null) throw badOrigin();
  return context.signer;
}

function transferValue(preservation: Preservation): CallHandler {
  return (context, args) => {
    const from = signer(context);
    transfer(context.state, from, target(args), args.amount('value'), preservation);
  };
}

export const transferAllowDeath = transferValue('Expendable');
export const transferKeepAlive = transferValue('Preserve');

/** Everything that the account may give; with keep_alive all but the existential deposit. */
export const transferAll: CallHandler = (context, args) => {
  const from = signer(context);
  const preservation = args.flag('keep_alive') ? 'Preserve' : 'Expendable';
  const amount = reducibleBalance(context.state, from, preservation);
  transfer(context.state, from, target(args), amount, preservation);
};
