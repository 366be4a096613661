/**
 * Everything that the world can do to us, by stable code. Worded once, in the catalogue.
 * `noEndpoint`: no node answered. `wrongGenesis`: the node belongs to another chain. `nodeGarbage`: an answer that
 * does not decode. `timeout`: no answer in time. `connectionLost`: the socket closed. `unsupportedRuntime`: the
 * runtime lacks what the action needs. `walletMissing`, `walletDenied`, `walletSilent`, `walletWrongAccount`,
 * `walletBadSignature`, `walletFailed`: what wallets do. `badAddress`: an address that is not one of this chain.
 * `quoteTooOld`: an order without a limit was signed when its quote no longer meant anything.
 * `unknownExtension`: transactions of the runtime carry data that this app does not know; `detail` names the extension.
 * `notAsOrdered`: what was about to be signed, or was signed, is not the order; `detail` names the part that differs.
 * `runtimeUpgraded`: what was signed is of a runtime that the chain has left. `nodesDisagree`: a second node answered
 * otherwise than the one in use, of one and the same block.
 * `poolRefused`: the node refused the transaction before it entered a block.
 */
export type AppErrorCode =
  | 'noEndpoint'
  | 'wrongGenesis'
  | 'nodeGarbage'
  | 'timeout'
  | 'connectionLost'
  | 'unsupportedRuntime'
  | 'walletMissing'
  | 'walletDenied'
  | 'walletSilent'
  | 'walletWrongAccount'
  | 'walletBadSignature'
  | 'walletFailed'
  | 'quoteTooOld'
  | 'runtimeUpgraded'
  | 'nodesDisagree'
  | 'notAsOrdered'
  | 'unknownExtension'
  | 'badAddress'
  | 'poolRefused';

/** What the world did, with its own words as `detail` for the curious; never shown in place of ours. */
export class AppError extends Error {
  readonly code: AppErrorCode;
  readonly detail: string | null;

  constructor(code: AppErrorCode, detail: string | null = null, cause?: unknown) {
    super(detail === null ? code : `${code}: ${detail}`, { cause });
    this.name = 'AppError';
    this.code = code;
    this.detail = detail;
  }
}

/** A call that the chain refused at dispatch. `docs` is the metadata's own sentence for it. */
export interface DispatchFailure {
  /** "SubtensorModule.SlippageTooHigh", "Token.FundsUnavailable", "BadOrigin", … */
  readonly name: string;
  readonly docs: string;
}
