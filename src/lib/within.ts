/** The promise's outcome, or a rejection with `late` when it takes longer than `timeoutMs`. What comes later is dropped. */
export function within<T>(promise: Promise<T>, timeoutMs: number, late: Error): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(late), timeoutMs);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
