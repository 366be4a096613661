import { AppError } from '#domain/appError.ts';
import { within } from '#lib/within.ts';

/** How long a person may take over the wallet's question. Well within the era of what is signed. */
const LIMIT_MS = 180_000;

let giveUp = (): void => undefined;

/**
 * What a wallet answers; `walletSilent` when that takes too long, or when the person waits no more. What comes afterwards goes
 * nowhere. One question at a time.
 */
export function walletAnswer<T>(asked: Promise<T>): Promise<T> {
  const givenUp = new Promise<never>((_resolve, reject) => {
    giveUp = () => reject(new AppError('walletSilent', 'given up'));
  });
  return within(Promise.race([asked, givenUp]), LIMIT_MS, new AppError('walletSilent'));
}

/** Waits no more for the wallet. Without a question under way it does nothing. */
export function stopWaiting(): void {
  giveUp();
}
