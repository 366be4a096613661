import type { InvalidTransaction } from '#localnet/node/runtime.ts';

/** Why a transaction is refused, with the words of sp-runtime's TransactionValidityError. */
const INVALID = {
  Call: [0, 'Transaction call is not expected'],
  Payment: [1, 'Inability to pay some fees (e.g. account balance too low)'],
  Future: [2, 'Transaction will be valid in the future'],
  Stale: [3, 'Transaction is outdated'],
  BadProof: [4, 'Transaction has a bad signature'],
  AncientBirthBlock: [5, 'Transaction has an ancient birth block'],
  ExhaustsResources: [6, 'Transaction would exhaust the block limits'],
  MandatoryValidation: [9, 'Transaction dispatch is mandatory; transactions must not be validated.'],
  BadSigner: [10, 'Invalid signing address'],
  UnknownOrigin: [12, 'The transaction extension did not authorize any origin'],
} as const;

export type InvalidName = keyof typeof INVALID;

/** Refusals that no later block can lift. A payment may come in; a future nonce may become current. */
const PERMANENT: ReadonlySet<InvalidName> = new Set([
  'Call',
  'Stale',
  'BadProof',
  'AncientBirthBlock',
  'MandatoryValidation',
  'BadSigner',
  'UnknownOrigin',
]);

const CODE_INVALID = 1010;
const CODE_UNKNOWN = 1011;
const CODE_VERIFICATION = 1002;

/** TransactionValidityError::Invalid of this name. */
export function invalid(name: InvalidName): InvalidTransaction {
  const [index, data] = INVALID[name];
  return {
    ok: false,
    encoded: Uint8Array.of(0, index),
    code: CODE_INVALID,
    data,
    future: name === 'Future',
    permanent: PERMANENT.has(name),
  };
}

/** TransactionValidityError::Invalid(Custom): a refusal of the runtime's own, by its number (0 to 255). */
export function custom(number: number): InvalidTransaction {
  return {
    ok: false,
    encoded: Uint8Array.of(0, 7, number),
    code: CODE_INVALID,
    data: `Custom error: ${number}`,
    future: false,
    permanent: false,
  };
}

/** TransactionValidityError::Unknown(NoUnsignedValidator): an unsigned extrinsic that is no inherent. */
export function noUnsignedValidator(): InvalidTransaction {
  return {
    ok: false,
    encoded: Uint8Array.of(1, 1),
    code: CODE_UNKNOWN,
    data: 'Could not find an unsigned validator for the unsigned transaction',
    future: false,
    permanent: true,
  };
}

/** TransactionValidityError::Unknown(CannotLookup): an address that names no account of this chain. */
export function cannotLookup(): InvalidTransaction {
  return {
    ok: false,
    encoded: Uint8Array.of(1, 0),
    code: CODE_UNKNOWN,
    data: 'Could not lookup information required to validate the transaction',
    future: false,
    permanent: true,
  };
}

/**
 * Bytes that are no extrinsic of this runtime. A node's runtime traps on them while it validates, which the node
 * reports as a failure of verification, not as an invalid transaction.
 */
export function undecodable(): InvalidTransaction {
  return {
    ok: false,
    encoded: Uint8Array.of(0, INVALID.Call[0]),
    code: CODE_VERIFICATION,
    data: 'Runtime error: Execution failed: Execution aborted due to trap: wasm trap: wasm `unreachable` instruction executed',
    future: false,
    permanent: true,
  };
}
