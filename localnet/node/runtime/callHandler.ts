import type { RuntimeCall } from '#localnet/metadata/outerEnums.ts';
import type { State } from '#localnet/node/state.ts';
import type { CallArguments } from './callArguments.ts';
import type { DispatchFailure } from './dispatchFailure.ts';
import type { RuntimeProfile } from './profile.ts';

/** Whom a call comes from (null: the block's author), and which calls that origin may make. */
export interface Origin {
  readonly signer: Uint8Array | null;
  readonly allows: (call: RuntimeCall) => boolean;
}

/** Where a call runs: the state, the rules, who signed it (null for an inherent), and how it runs calls inside it. */
export interface CallContext {
  readonly state: State;
  readonly profile: RuntimeProfile;
  readonly signer: Uint8Array | null;
  /** Runs another call from the same origin: undone as a whole when it fails, and the failure returned. */
  readonly dispatch: (call: RuntimeCall) => DispatchFailure | null;
  /** The same from another origin, free of what this one may not do. */
  readonly dispatchAs: (origin: Origin, call: RuntimeCall) => DispatchFailure | null;
}

/** Carries a call out. Throws DispatchFailure to refuse it. */
export type CallHandler = (context: CallContext, args: CallArguments) => void;
