/** Numbers of the picture only: amounts and impacts here are for drawing, never for money. */

/** A round step (1, 2 or 5 times a power of ten) that divides a length into at most so many parts. */
function roundStep(length: number, parts: number): number {
  const rough = length / parts;
  const power = 10 ** Math.floor(Math.log10(rough));
  const lead = rough / power;
  return (lead > 5 ? 10 : lead > 2 ? 5 : lead > 1 ? 2 : 1) * power;
}

/** Round values from 0 up to the length. */
export function ticks(length: number, parts: number): readonly number[] {
  if (!(length > 0)) return [0];
  const step = roundStep(length, parts);
  const count = Math.floor(length / step + 1e-9);
  return Array.from({ length: count + 1 }, (_, index) => Number((index * step).toPrecision(12)));
}

/** An amount to four significant digits, rounded down: enough to read off a picture. Base units. */
export function coarse(amount: bigint): bigint {
  const power = 10n ** BigInt(Math.max(0, amount.toString().length - 4));
  return amount - (amount % power);
}
