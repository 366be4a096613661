import { named } from './codec.ts';
import { result } from './collections.ts';
import { choice, enumeration, noFields, single, struct } from './composites.ts';
import { fixedBytes, u8, unit } from './primitives.ts';

const moduleError = struct('sp_runtime::ModuleError', {
  index: u8,
  error: named(fixedBytes(4), '[u8; MAX_MODULE_ERROR_ENCODED_SIZE]'),
});

const tokenError = choice('sp_runtime::TokenError', {
  FundsUnavailable: 0,
  OnlyProvider: 1,
  BelowMinimum: 2,
  CannotCreate: 3,
  UnknownAsset: 4,
  Frozen: 5,
  Unsupported: 6,
  CannotCreateHold: 7,
  NotExpendable: 8,
  Blocked: 9,
});

const arithmeticError = choice('sp_arithmetic::ArithmeticError', {
  Underflow: 0,
  Overflow: 1,
  DivisionByZero: 2,
});

const transactionalError = choice('sp_runtime::TransactionalError', { LimitReached: 0, NoLayer: 1 });

const trieError = choice('sp_runtime::proving_trie::TrieError', {
  InvalidStateRoot: 0,
  IncompleteDatabase: 1,
  ValueAtIncompleteKey: 2,
  DecoderError: 3,
  InvalidHash: 4,
  DuplicateKey: 5,
  ExtraneousNode: 6,
  ExtraneousValue: 7,
  ExtraneousHashReference: 8,
  InvalidChildReference: 9,
  ValueMismatch: 10,
  IncompleteProof: 11,
  RootMismatch: 12,
  DecodeError: 13,
});

/** Why a call failed. A pallet's own error is Module: the pallet's index, and the error's as its first byte. */
export const dispatchError = enumeration('sp_runtime::DispatchError', {
  Other: [0, noFields],
  CannotLookup: [1, noFields],
  BadOrigin: [2, noFields],
  Module: [3, single(moduleError)],
  ConsumerRemaining: [4, noFields],
  NoProviders: [5, noFields],
  TooManyConsumers: [6, noFields],
  Token: [7, single(tokenError)],
  Arithmetic: [8, single(arithmeticError)],
  Transactional: [9, single(transactionalError)],
  Exhausted: [10, noFields],
  Corruption: [11, noFields],
  Unavailable: [12, noFields],
  RootNotAllowed: [13, noFields],
  Trie: [14, single(trieError)],
});

/** Success, or why not. */
export const dispatchResult = named(result(unit, dispatchError), 'DispatchResult');
