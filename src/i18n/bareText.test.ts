import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'vite';
import { describe, expect, it } from 'vitest';

const SRC = fileURLToPath(new URL('..', import.meta.url));

/** Attributes whose value a person reads or hears. */
const SPOKEN = ['aria-label', 'title', 'placeholder', 'label', 'text', 'hint', 'alt', 'empty', 'name'];

/** Names, units and examples: the same in every language. */
const SAME_EVERYWHERE =
  /^(Raoswap|rao|swap|TAO|τ|5…|wss:\/\/|SN\d* ?|#|%|[\d.,#%\s·→↗()/:–]+|\d[\d.,]* (τ|SN64).*)$/u;

/** Texts in JSX that come from no catalogue. */
function bareTexts(code: string): readonly string[] {
  const texts: string[] = [];
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    const { type, value, name } = node as { type?: string; value?: unknown; name?: { name?: string } };
    if (type === 'JSXText' && typeof value === 'string') texts.push(value.trim());
    if (type === 'JSXAttribute' && SPOKEN.includes(name?.name ?? '')) texts.push(literal(value));
    for (const each of Object.values(node)) visit(each);
  };
  visit(parseSync('file.tsx', code).program);
  return texts.filter((text) => /\p{L}/u.test(text) && !SAME_EVERYWHERE.test(text));
}

function literal(value: unknown): string {
  const given = value as { type?: string; value?: unknown } | null;
  return given?.type === 'Literal' && typeof given.value === 'string' ? given.value : '';
}

describe('every text of the app', () => {
  const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /(?<!\.test)\.tsx$/.test(file),
  );

  it.each(files)('in %s comes from the catalogue', (file) => {
    expect(bareTexts(readFileSync(`${SRC}/${file}`, 'utf8'))).toEqual([]);
  });

  it('would be found: there are screens, and bare words are seen', () => {
    expect(files.length).toBeGreaterThan(30);
    expect(bareTexts('const a = <b title="More words">Bare words {1}</b>;')).toEqual([
      'More words',
      'Bare words',
    ]);
  });
});
