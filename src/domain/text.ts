/** Controls, line and paragraph ends, zero-width characters, and all that turns the direction of writing around. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\u115F\u1160\u3164\uFFA0\uFFFC\uFFFD]/gu;

/** More marks than this on one letter are a drawing over its neighbours, not writing. */
const MARKS = /(\p{M}{2})\p{M}+/gu;

/**
 * Text of a stranger as one short line: control, bidirectional and zero-width characters are taken out, white space
 * is folded to single blanks, stacked marks are cut to two a letter, and what is longer than `max` code points is cut.
 */
export function cleanText(text: string, max: number): string {
  // Cut first, generously: the work is bounded however long the text is.
  const bounded = text.slice(0, max * 16);
  const line = bounded
    .replace(/[^\S\uFEFF]+/gu, ' ')
    .replace(UNSEEN, '')
    .replace(MARKS, '$1');
  return [...line.replace(/ +/g, ' ').trim()].slice(0, max).join('').trim();
}
