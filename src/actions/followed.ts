/** How many parts of the screen want each pool. */
const wanted = new Map<number, number>();

export function follow(netuid: number): void {
  wanted.set(netuid, (wanted.get(netuid) ?? 0) + 1);
}

export function unfollow(netuid: number): void {
  const left = (wanted.get(netuid) ?? 0) - 1;
  if (left > 0) wanted.set(netuid, left);
  else wanted.delete(netuid);
}

/** The netuids whose pools are on screen. */
export function followedNetuids(): readonly number[] {
  return [...wanted.keys()];
}
