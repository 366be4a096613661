import type { AppErrorCode } from './appError.ts';
import { type Mends, mendsOfDispatch } from './mend.ts';
import type { Side } from './pool.ts';
import { type Refusal, refusalOf } from './refusal.ts';
import type { TxPhase } from './tx.ts';

/** A failure in the terms of whoever tells of it. `ended`: an order that came to nothing, and that nobody refused. */
export type Failure =
  | { readonly kind: 'dispatch'; readonly name: string }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'app'; readonly code: AppErrorCode }
  | { readonly kind: 'ended' };

const NONE: Mends = [];

const BY_REFUSAL: Readonly<Partial<Record<Refusal, Mends>>> = {
  payment: ['account'],
  outdated: ['again'],
  future: ['nextBlock'],
  noFuture: ['nextBlock'],
  badSignature: ['again'],
  badSigner: ['account'],
  ancient: ['again'],
  blockFull: ['nextBlock'],
  badCall: ['again'],
  cannotLookup: ['nextBlock', 'node'],
  cannotJudge: ['nextBlock', 'node'],
  noBlock: ['nextBlock', 'node'],
  priority: ['nextBlock'],
  banned: ['again', 'node'],
  full: ['nextBlock', 'node'],
  unactionable: ['node'],
  malformed: ['again', 'node'],
  coldkeySwap: ['account'],
  coldkeyDisputed: ['account'],
  amountTooLow: ['useMinimum'],
  balanceTooLow: ['useMax'],
  noSubnet: ['subnet'],
  noHotkey: ['validator'],
  notRegistered: ['validator'],
  otherColdkey: ['account'],
  stakeTooLow: ['useMax'],
  rateLimit: ['nextBlock'],
  liquidity: ['shrink'],
  slippage: ['again', 'widen'],
};

const BY_APP: Readonly<Record<AppErrorCode, Mends>> = {
  noEndpoint: ['network'],
  wrongGenesis: ['network'],
  nodeGarbage: ['again', 'node'],
  timeout: ['again', 'node'],
  connectionLost: ['again', 'node'],
  unsupportedRuntime: NONE,
  walletMissing: ['account'],
  walletDenied: ['account'],
  walletSilent: ['again'],
  walletWrongAccount: ['again', 'account'],
  walletBadSignature: ['again', 'account'],
  walletFailed: ['again'],
  quoteTooOld: ['again'],
  runtimeUpgraded: ['again'],
  nodesDisagree: ['node'],
  notAsOrdered: ['again'],
  unknownExtension: NONE,
  badAddress: ['validator'],
  poolRefused: ['again'],
};

/** What can be done about a failed order, the likeliest first; empty when no click here helps. */
export function mendsOf(failure: Failure, side: Side): Mends {
  switch (failure.kind) {
    case 'dispatch':
      return mendsOfDispatch(failure.name, side);
    case 'refused': {
      const refusal = refusalOf(failure.reason);
      return (refusal === null ? null : BY_REFUSAL[refusal]) ?? NONE;
    }
    case 'app':
      return BY_APP[failure.code];
    case 'ended':
      return ['again'];
  }
}

/** The failure with which an order came to nothing for good; null when it did not, or when a trade can still come of it. */
export function failureOf(phase: TxPhase): Failure | null {
  switch (phase.kind) {
    case 'finalized':
      return phase.outcome.ok ? null : { kind: 'dispatch', name: phase.outcome.failure.name };
    case 'stopped':
      return phase.foreseen.kind === 'dispatch'
        ? { kind: 'dispatch', name: phase.foreseen.failure.name }
        : { kind: 'refused', reason: phase.foreseen.reason };
    case 'invalid':
      return { kind: 'refused', reason: phase.reason };
    case 'walletFailed':
      return phase.code === 'poolRefused' && phase.detail !== null
        ? { kind: 'refused', reason: phase.detail }
        : { kind: 'app', code: phase.code };
    case 'rejected':
    case 'expired':
    case 'replaced':
      return { kind: 'ended' };
    default:
      return null;
  }
}
