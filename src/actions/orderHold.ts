/** Browser locks, one an order: they end with the page that holds them, whatever becomes of it. */
const PREFIX = 'raoswap.order.';

function locks(): LockManager | null {
  return typeof navigator === 'undefined' ? null : (navigator.locks ?? null);
}

/** Lets other tabs know that this one has the order in hand. Gives back the way to let go of it. */
export function holdOrder(id: string): () => void {
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  locks()
    ?.request(PREFIX + id, () => released)
    .catch(() => undefined);
  return release;
}

/** Ids of the orders that a tab has in hand, this one or another; null when the browser does not tell. */
export async function heldOrders(): Promise<ReadonlySet<string> | null> {
  try {
    const now = await locks()?.query();
    if (now === undefined) return null;
    const names = [...(now.held ?? []), ...(now.pending ?? [])].map(({ name }) => name ?? '');
    return new Set(names.filter((name) => name.startsWith(PREFIX)).map((name) => name.slice(PREFIX.length)));
  } catch {
    return null;
  }
}
