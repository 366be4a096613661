/** Ways to an account (a wallet, the built-in keys, an address to watch) supersede each other: only the newest counts. */
let newest = 0;

/** Begins a way to an account. The function given back tells whether it is still the newest. */
export function beginAttempt(): () => boolean {
  const mine = ++newest;
  return () => mine === newest;
}
