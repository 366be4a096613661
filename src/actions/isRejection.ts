import { AppError } from '#domain/appError.ts';

/** The words with which wallets say that their owner said no; the injected protocol has no code for it. */
const WORDS = /cancel|reject|den(y|ied)|declin|abort|refus|disapprov/i;

/** True when a wallet's failure to sign means that the person did not want to. */
export function isRejection(error: unknown): boolean {
  if (error instanceof AppError) return false;
  return WORDS.test(error instanceof Error ? error.message : String(error));
}
