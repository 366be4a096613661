import type { CSSProperties } from 'react';

/** Tells the style sheet how many characters must fit, so that no digit of an amount is cut off. */
export function fitting(text: string): CSSProperties {
  return { ['--chars' as string]: Math.max(1, text.length) };
}
