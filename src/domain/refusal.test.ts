import { describe, expect, it } from 'vitest';
import { refusalOf } from './refusal.ts';

const NUMBERS = [...Array.from({ length: 28 }, (_, number) => number), 255];

/** As nodes print them: message and data of the answer. Sources: sp_runtime, InvalidTransaction; sc_rpc_api, author. */
const WORDS = [
  ['Invalid Transaction: Transaction call is not expected', 'badCall'],
  ['Invalid Transaction: Inability to pay some fees (e.g. account balance too low)', 'payment'],
  ['Invalid Transaction: Transaction will be valid in the future', 'future'],
  ['Invalid Transaction: Transaction is outdated', 'outdated'],
  ['Invalid Transaction: Transaction has a bad signature', 'badSignature'],
  ['Invalid Transaction: Transaction has an ancient birth block', 'ancient'],
  ['Invalid Transaction: Transaction would exhaust the block limits', 'blockFull'],
  ['Invalid Transaction: A call was labelled as mandatory, but resulted in an Error.', 'mandatory'],
  [
    'Invalid Transaction: Transaction dispatch is mandatory; transactions must not be validated.',
    'mandatory',
  ],
  ['Invalid Transaction: Invalid signing address', 'badSigner'],
  ['Invalid Transaction: The implicit data was unable to be calculated', 'implicit'],
  ['Invalid Transaction: The transaction extension did not authorize any origin', 'unknownOrigin'],
  [
    'Unknown Transaction Validity: Could not lookup information required to validate the transaction',
    'cannotLookup',
  ],
  ['Unknown Transaction Validity: "CannotLookup"', 'cannotLookup'],
  [
    'Unknown Transaction Validity: Could not find an unsigned validator for the unsigned transaction',
    'unsigned',
  ],
  ['Unknown Transaction Validity: "NoUnsignedValidator"', 'unsigned'],
  ['Unknown Transaction Validity: {"Custom":4}', 'cannotJudge'],
  ['Extrinsic has invalid format: Codec error', 'malformed'],
  ['Verification Error: Runtime error', 'malformed'],
  ['Transaction is temporarily banned', 'banned'],
  ['Transaction Already Imported: Any { .. }', 'known'],
  [
    'Priority is too low: (1 vs 1): The transaction has too low priority to replace another transaction already in the pool.',
    'priority',
  ],
  ['Cycle Detected', 'cycle'],
  ["Immediately Dropped: The transaction couldn't enter the pool because of the limit", 'full'],
  [
    'Unactionable: The transaction is unactionable since it is not propagable and the local node does not author blocks',
    'unactionable',
  ],
  ["No tags provided: Transaction does not provide any tags, so the pool can't identify it", 'noTags'],
  ['Invalid block ID: The provided block ID is not valid', 'noBlock'],
  ['The pool is not accepting future transactions', 'noFuture'],
  ['Invalid transaction: Payment', 'payment'],
  ['Invalid transaction: Stale', 'outdated'],
  ['Invalid transaction: BadMandatory', 'mandatory'],
  ['Invalid transaction: IndeterminateImplicit', 'implicit'],
  ['Unknown transaction: CannotLookup', 'cannotLookup'],
] as const;

describe('the reasons of a pool', () => {
  it('are known by every number that the chain has for its own', () => {
    for (const number of NUMBERS) {
      expect(refusalOf(`1010: Invalid Transaction: Custom error: ${number}`), `${number}`).not.toBeNull();
    }
    expect(new Set(NUMBERS.map((number) => refusalOf(`Custom error: ${number}`))).size).toBe(NUMBERS.length);
  });

  it.each(WORDS)('are known by a node’s words: %s', (reason, refusal) => {
    expect(refusalOf(reason)).toBe(refusal);
  });

  it('are not guessed', () => {
    expect(refusalOf('Custom error: 28')).toBeNull();
    expect(refusalOf('the dog ate it')).toBeNull();
    expect(refusalOf('')).toBeNull();
  });
});
