/** Numbers of the picture only: amounts and impacts here are for drawing, never for money. */

/** A round step (1, 2 or 5 times a power of ten) that divides a length into about so many parts. */
export function roundStep(length: number, parts: number): number {
  const rough = length / parts;
  const power = 10 ** Math.floor(Math.log10(rough));
  const lead = rough / power;
  return (lead >= 5 ? 5 : lead >= 2 ? 2 : 1) * power;
}

/** Round values from 0 up to the length. */
export function ticks(length: number, parts: number): readonly number[] {
  if (!(length > 0)) return [0];
  const step = roundStep(length, parts);
  const count = Math.floor(length / step + 1e-9);
  return Array.from({ length: count + 1 }, (_, index) => Number((index * step).toPrecision(12)));
}
