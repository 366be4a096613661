import type { RuntimeCall } from '#localnet/metadata/outerEnums.ts';
import { systemStorage } from '#localnet/metadata/pallets/system.ts';
import { deposit, recycle, withdrawFee } from '#localnet/node/runtime/balances/currency.ts';
import { dispatchCall } from '#localnet/node/runtime/dispatch.ts';
import type { DispatchFailure } from '#localnet/node/runtime/dispatchFailure.ts';
import type { RuntimeRules } from '#localnet/node/runtime/rules.ts';
import { incrementNonce } from '#localnet/node/runtime/system/accounts.ts';
import { finishExtrinsic } from '#localnet/node/runtime/system/block.ts';
import { depositEvent } from '#localnet/node/runtime/system/events.ts';
import type { InvalidTransaction, Validity } from '#localnet/node/runtime.ts';
import type { State } from '#localnet/node/state.ts';
import { type CheckedExtrinsic, checkSigned, type Inclusion, readExtrinsic } from './check.ts';
import { callWeight } from './fee.ts';
import { invalid, noUnsignedValidator } from './validity.ts';

/** An extrinsic that was included: its fee is paid, whether or not its call failed. */
interface Included {
  readonly ok: true;
  /** Why the call failed; null when it did not. */
  readonly failure: DispatchFailure | null;
}

type Applied = Included | InvalidTransaction;

/** Reference time of an extrinsic beside its call's. */
const BASE_WEIGHT = 108_157_000n;
/** Priority of every normal transaction; tips buy none. */
const PRIORITY = 1n;

function isInherent({ pallet, call }: RuntimeCall): boolean {
  return pallet === 'Timestamp' && call === 'set';
}

function report(state: State, call: RuntimeCall, failure: DispatchFailure | null, mandatory: boolean): void {
  const info = {
    weight: { ref_time: callWeight(call) + BASE_WEIGHT, proof_size: 0n },
    class: mandatory ? 'Mandatory' : 'Normal',
    pays_fee: 'Yes',
  };
  if (failure === null) depositEvent(state, 'System', 'ExtrinsicSuccess', [info]);
  else depositEvent(state, 'System', 'ExtrinsicFailed', [failure.error, info]);
}

/** Fee first, then the call, then the fee's end: it is recycled whether or not the call failed. */
function applySigned(
  state: State,
  rules: RuntimeRules,
  { call, signed, signer, fee }: CheckedExtrinsic,
): DispatchFailure | null {
  incrementNonce(state, signer);
  withdrawFee(state, signer, fee);
  const failure = dispatchCall(state, rules.profile, signer, call);
  // The runtime pays back what the call did not use, which is nothing, and reports it all the same.
  deposit(state, signer, 0n);
  recycle(state, fee);
  depositEvent(state, 'TransactionPayment', 'TransactionFeePaid', [signer, fee, signed.tip]);
  report(state, call, failure, false);
  return failure;
}

/**
 * Applies an extrinsic to the block being built, or refuses it as invalid and changes nothing.
 * Source: Executive, apply_extrinsic.
 */
export function applyExtrinsic(state: State, rules: RuntimeRules, bytes: Uint8Array): Applied {
  const extrinsic = readExtrinsic(bytes);
  if ('ok' in extrinsic) return extrinsic;
  const { call, signed } = extrinsic;
  if (signed === null) {
    if (!isInherent(call)) return noUnsignedValidator();
    const failure = dispatchCall(state, rules.profile, null, call);
    report(state, call, failure, true);
    finishExtrinsic(state);
    return { ok: true, failure };
  }
  const at = { state, rules, block: systemStorage.Number.get(state), parentHash: null };
  const checked = checkSigned(at, { call, signed, length: bytes.length });
  if (!checked.ok) return checked;
  if (checked.isFuture) return invalid('Future');
  const failure = applySigned(state, rules, checked);
  finishExtrinsic(state);
  return { ok: true, failure };
}

/**
 * Whether a transaction may enter the pool, against the state after the best block. A nonce above the account's is
 * valid: the pool keeps it until its turn. Source: Executive, validate_transaction.
 */
export function validateExtrinsic(at: Inclusion, bytes: Uint8Array): Validity {
  const extrinsic = readExtrinsic(bytes);
  if ('ok' in extrinsic) return extrinsic;
  const { call, signed } = extrinsic;
  if (signed === null) return isInherent(call) ? invalid('MandatoryValidation') : noUnsignedValidator();
  const checked = checkSigned(at, { call, signed, length: bytes.length });
  if (!checked.ok) return checked;
  const { signer, longevity } = checked;
  return { ok: true, sender: signer, nonce: signed.nonce, priority: PRIORITY, longevity };
}
