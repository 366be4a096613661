import type { RuntimeCall } from '#localnet/metadata/outerEnums.ts';
import { systemStorage } from '#localnet/metadata/pallets/system.ts';
import { dispatchCall } from '#localnet/node/runtime/dispatch.ts';
import type { DispatchFailure } from '#localnet/node/runtime/dispatchFailure.ts';
import { takeForcedFailure } from '#localnet/node/runtime/interventions/forcedFailure.ts';
import type { RuntimeRules } from '#localnet/node/runtime/rules.ts';
import { incrementNonce } from '#localnet/node/runtime/system/accounts.ts';
import { finishExtrinsic } from '#localnet/node/runtime/system/block.ts';
import { depositEvent } from '#localnet/node/runtime/system/events.ts';
import type { InvalidTransaction, Validity } from '#localnet/node/runtime.ts';
import type { State } from '#localnet/node/state.ts';
import { BASE_WEIGHT, hasRoom, takeRoom } from './blockLimits.ts';
import { type CheckedExtrinsic, checkSigned, type Inclusion, readExtrinsic } from './check.ts';
import { callWeight } from './fee.ts';
import { settleTao, takeFee } from './payment.ts';
import { invalid, noUnsignedValidator } from './validity.ts';

/** An extrinsic that was included: its fee is paid, whether or not its call failed. */
interface Included {
  readonly ok: true;
  /** Why the call failed; null when it did not. */
  readonly failure: DispatchFailure | null;
}

type Applied = Included | InvalidTransaction;

/** Priority of every normal transaction; tips buy none. */
const PRIORITY = 1n;

function isInherent({ pallet, call }: RuntimeCall): boolean {
  return pallet === 'Timestamp' && call === 'set';
}

function report(
  state: State,
  failure: DispatchFailure | null,
  weight: bigint,
  kind: 'Normal' | 'Mandatory',
): void {
  const info = {
    weight: { ref_time: weight + BASE_WEIGHT, proof_size: 0n },
    class: kind,
    pays_fee: 'Yes',
  };
  if (failure === null) depositEvent(state, 'System', 'ExtrinsicSuccess', [info]);
  else depositEvent(state, 'System', 'ExtrinsicFailed', [failure.error, info]);
}

/** An inherent is the author's own: it pays nothing, and the block always has room for it. */
function applyInherent(state: State, { profile }: RuntimeRules, call: RuntimeCall, length: number): Included {
  const weight = callWeight(profile, call);
  takeRoom(state, 'mandatory', { weight, length });
  const failure = dispatchCall(state, profile, null, call);
  report(state, failure, weight, 'Mandatory');
  finishExtrinsic(state);
  return { ok: true, failure };
}

/** Fee first, then the call, then the fee's end: it is due whether or not the call failed. */
function applySigned(state: State, { profile }: RuntimeRules, extrinsic: CheckedExtrinsic): Applied {
  const { call, fee, signed, signer, weight } = extrinsic;
  if (extrinsic.isFuture) return invalid('Future');
  if (!hasRoom(state, extrinsic)) return invalid('ExhaustsResources');
  const paidIn = takeFee(state, profile, { signer, call }, fee);
  if (paidIn === null) return invalid('Payment');
  takeRoom(state, 'normal', extrinsic);
  incrementNonce(state, signer);
  const failure = takeForcedFailure(state) ?? dispatchCall(state, profile, signer, call);
  if (paidIn === 'tao') settleTao(state, profile, signer, fee);
  depositEvent(state, 'TransactionPayment', 'TransactionFeePaid', [signer, fee, signed.tip]);
  report(state, failure, weight, 'Normal');
  finishExtrinsic(state);
  return { ok: true, failure };
}

/**
 * Applies an extrinsic to the block being built, or refuses it as invalid and changes nothing.
 * Source: Executive, apply_extrinsic.
 */
export function applyExtrinsic(state: State, rules: RuntimeRules, bytes: Uint8Array): Applied {
  const extrinsic = readExtrinsic(bytes, rules.lackedCalls);
  if ('ok' in extrinsic) return extrinsic;
  const { call, signed } = extrinsic;
  if (signed === null) {
    if (!isInherent(call)) return noUnsignedValidator();
    return applyInherent(state, rules, call, bytes.length);
  }
  const at = { state, rules, block: systemStorage.Number.get(state), parentHash: null };
  const checked = checkSigned(at, { call, signed, length: bytes.length });
  return checked.ok ? applySigned(state, rules, checked) : checked;
}

/**
 * Whether a transaction may enter the pool, against the state after the best block. A nonce above the account's is
 * valid: the pool keeps it until its turn. Source: Executive, validate_transaction.
 */
export function validateExtrinsic(at: Inclusion, bytes: Uint8Array): Validity {
  const extrinsic = readExtrinsic(bytes, at.rules.lackedCalls);
  if ('ok' in extrinsic) return extrinsic;
  const { call, signed } = extrinsic;
  if (signed === null) return isInherent(call) ? invalid('MandatoryValidation') : noUnsignedValidator();
  const checked = checkSigned(at, { call, signed, length: bytes.length });
  if (!checked.ok) return checked;
  const { signer, longevity } = checked;
  return { ok: true, sender: signer, nonce: signed.nonce, priority: PRIORITY, longevity };
}
