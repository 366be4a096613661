/** The last value from `low` for which the test holds, given that it holds at `low`, fails at `high`, and turns once. */
export function lastTrue(low: bigint, high: bigint, test: (value: bigint) => boolean): bigint {
  let [holds, fails] = [low, high];
  while (fails - holds > 1n) {
    const middle = (holds + fails) >> 1n;
    if (test(middle)) holds = middle;
    else fails = middle;
  }
  return holds;
}

/** The same from `low` upwards without a known end: doubles the step until the test fails, or gives `cap`. */
export function lastTrueUpTo(
  low: bigint,
  cap: bigint,
  step: bigint,
  test: (value: bigint) => boolean,
): bigint {
  let holds = low;
  for (let width = step; ; width *= 2n) {
    const next = holds + width;
    if (next >= cap) return test(cap) ? cap : lastTrue(holds, cap, test);
    if (!test(next)) return lastTrue(holds, next, test);
    holds = next;
  }
}
