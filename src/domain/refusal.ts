/** Numbers of the chain's own refusals. Source: common, CustomTransactionError. */
const CUSTOM = {
  0: 'coldkeySwap',
  1: 'amountTooLow',
  2: 'balanceTooLow',
  3: 'noSubnet',
  4: 'noHotkey',
  5: 'stakeTooLow',
  6: 'rateLimit',
  7: 'liquidity',
  8: 'slippage',
  9: 'transferOff',
  10: 'notRegistered',
  11: 'badAddressOfServer',
  12: 'servingRate',
  13: 'badPort',
  14: 'zeroMost',
  15: 'revealRound',
  16: 'noCommit',
  17: 'revealRange',
  18: 'lengthsDiffer',
  19: 'noUid',
  20: 'evmRate',
  21: 'coldkeyDisputed',
  22: 'realAccount',
  23: 'shieldedForm',
  24: 'shieldedKey',
  25: 'otherColdkey',
  26: 'takeTooLow',
  27: 'takeTooHigh',
  255: 'badRequest',
} as const;

/** A node's words, or the names that a rehearsal gives. Sources: sp_runtime, transaction_validity; sc_rpc_api, author. */
const WORDS = [
  [/inability to pay|transaction: Payment\b/i, 'payment'],
  [/is outdated|transaction: Stale\b/i, 'outdated'],
  [/accepting future/i, 'noFuture'],
  [/valid in the future|transaction: Future\b/i, 'future'],
  [/bad signature|transaction: BadProof\b/i, 'badSignature'],
  [/signing address|transaction: BadSigner\b/i, 'badSigner'],
  [/ancient birth|transaction: AncientBirthBlock\b/i, 'ancient'],
  [/exhaust/i, 'blockFull'],
  [/call is not expected|transaction: Call\b/i, 'badCall'],
  [/mandatory/i, 'mandatory'],
  [/implicit/i, 'implicit'],
  [/authorize any origin|UnknownOrigin/i, 'unknownOrigin'],
  [/could not lookup|CannotLookup/i, 'cannotLookup'],
  [/unsigned validator|NoUnsignedValidator/i, 'unsigned'],
  [/unknown transaction/i, 'cannotJudge'],
  [/priority is too low|too low priority/i, 'priority'],
  [/already imported/i, 'known'],
  [/temporarily banned/i, 'banned'],
  [/cycle detected/i, 'cycle'],
  [/immediately dropped|couldn't enter the pool/i, 'full'],
  [/unactionable/i, 'unactionable'],
  [/tags/i, 'noTags'],
  [/block id is not valid|invalid block id/i, 'noBlock'],
  [/invalid format|bad format|verification error/i, 'malformed'],
] as const;

/** Why a node or its chain refuses a transaction before it enters a block. */
export type Refusal = (typeof CUSTOM)[keyof typeof CUSTOM] | (typeof WORDS)[number][1];

/** What a node's words mean; null when they are none that nodes are known to say. */
export function refusalOf(reason: string): Refusal | null {
  // A transaction of unknown validity has numbers of its own, which mean nothing here.
  const number = /unknown/i.test(reason) ? undefined : /custom(?: error)?\W+(\d+)/i.exec(reason)?.[1];
  const custom = Object.entries(CUSTOM).find(([code]) => code === number);
  return custom?.[1] ?? WORDS.find(([pattern]) => pattern.test(reason))?.[1] ?? null;
}
