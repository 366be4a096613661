const FULL_WIDTH_ZERO = 0xff10;
/** Direction marks and isolates that travel with a copied symbol, and zero-width spaces. */
const INVISIBLE = /[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069]/gu;
const SPACE = /[ \u00a0\u2007\u2009\u202f\u3000]/gu;
const UNIT_AFTER = /\s*(?:TAO|Alpha|τ|α)$/iu;
const UNIT_BEFORE = /^[τα]\s*/u;
const GROUPED = {
  ' ': /^\d{1,3}(?: \d{3})+$/u,
  ',': /^[1-9]\d{0,2}(?:,\d{3})+$/u,
  '.': /^[1-9]\d{0,2}\.\d{3}$/u,
};

/** Without invisible characters, full-width forms and the ideographic full stop, as an input method gives them, to ASCII. */
export function toAscii(text: string): string {
  return text
    .replace(INVISIBLE, '')
    .replace(/[\uff10-\uff19]/gu, (digit) => String(digit.charCodeAt(0) - FULL_WIDTH_ZERO))
    .replace(/[\uff0e\u3002\uff61]/gu, '.')
    .replace(/\uff0c/gu, ',')
    .replace(/[\u2212\uff0d]/gu, '-')
    .replace(SPACE, ' ')
    .trim();
}

/** Digits on both sides of the decimal mark, grouping dropped; either may be empty. */
export interface Parts {
  readonly integer: string;
  readonly fraction: string;
}

/** Drops the grouping marks of an integer part; null when it is neither plain digits nor well grouped. */
function ungroup(integer: string, marks: readonly (' ' | ',' | '.')[]): string | null {
  if (/^\d*$/u.test(integer)) return integer;
  const mark = marks.find((candidate) => GROUPED[candidate].test(integer));
  return mark === undefined ? null : integer.replaceAll(mark, '');
}

function parts(integer: string, fraction: string, marks: readonly (' ' | ',' | '.')[]): Parts | null {
  const plain = ungroup(integer, marks);
  return plain === null || !/^\d*$/u.test(fraction) ? null : { integer: plain, fraction };
}

/** Splits an amount into integer and fraction where the marks allow one reading; null for none, 'ambiguous' for two. */
export function splitAmount(body: string): Parts | 'ambiguous' | null {
  const dot = body.indexOf('.');
  const comma = body.lastIndexOf(',');
  if (dot !== body.lastIndexOf('.')) return null;
  if (comma < 0) {
    return dot < 0 ? parts(body, '', [' ']) : parts(body.slice(0, dot), body.slice(dot + 1), [' ']);
  }
  const head = body.slice(0, comma);
  const tail = body.slice(comma + 1);
  if (dot > comma) return parts(body.slice(0, dot), body.slice(dot + 1), [',']);
  if (dot >= 0) return parts(head, tail, ['.']);
  if (head.includes(',')) return parts(body, '', [',']);
  return GROUPED[','].test(body) ? 'ambiguous' : parts(head, tail, [' ']);
}

/** The text without one unit before or after it. */
export function withoutUnit(text: string): string {
  return UNIT_AFTER.test(text) ? text.replace(UNIT_AFTER, '') : text.replace(UNIT_BEFORE, '');
}
