import type { State } from '#localnet/node/state.ts';
import type { CallArguments } from './callArguments.ts';
import type { DispatchFailure } from './dispatchFailure.ts';

/** A call as the codec of the runtime's calls reads it. */
export interface RuntimeCall {
  readonly pallet: string;
  readonly call: string;
  readonly args: Readonly<Record<string, unknown>>;
}

/** Where a call runs: the state, who signed it (null for an inherent), and how it runs calls inside it. */
export interface CallContext {
  readonly state: State;
  readonly signer: Uint8Array | null;
  /** Runs another call from the same origin: undone as a whole when it fails, and the failure returned. */
  readonly dispatch: (call: RuntimeCall) => DispatchFailure | null;
}

/** Carries a call out. Throws DispatchFailure to refuse it. */
export type CallHandler = (context: CallContext, args: CallArguments) => void;
