import { describe, expect, it } from 'vitest';
import { detectLocale } from './detectLocale.ts';
import { en } from './en.ts';
import { zhTW } from './zhTW.ts';

/** Every text by its dotted key. */
function flat(part: object, path: string[] = []): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const [key, value] of Object.entries(part)) {
    const here = [...path, key];
    if (typeof value === 'string') texts.set(here.join('.'), value);
    else for (const [deep, text] of flat(value, here)) texts.set(deep, text);
  }
  return texts;
}

const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();

describe('the catalogues', () => {
  const english = flat(en);
  const chinese = flat(zhTW);

  it('have the same keys', () => {
    expect([...chinese.keys()].sort()).toEqual([...english.keys()].sort());
  });

  it('fill the same placeholders', () => {
    for (const [key, text] of english) {
      expect(placeholders(chinese.get(key) ?? ''), key).toEqual(placeholders(text));
    }
  });

  it('leave no text empty', () => {
    for (const [key, text] of [...english, ...chinese]) expect(text.trim(), key).not.toBe('');
  });

  it('say in Chinese what they say in English, names aside', () => {
    const names =
      /^(network\.names\.finney|settings\.languages\.|tokens\.root$|common\.percent$|pool\.mark$)/;
    for (const [key, text] of chinese) {
      if (!names.test(key)) expect(text, key).toMatch(/\p{Script=Han}/u);
    }
  });

  it('use no word of mainland usage for these things', () => {
    for (const [key, text] of chinese) expect(text, key).not.toMatch(/滑點|網絡|信息|默認|賬戶|数|设/);
  });
});

describe('detectLocale', () => {
  it('takes the first language that the app speaks', () => {
    expect(detectLocale(['de-DE', 'zh-HK', 'en'])).toBe('zh-TW');
    expect(detectLocale(['en-GB', 'zh-TW'])).toBe('en');
    expect(detectLocale(['ja'])).toBe('en');
    expect(detectLocale([])).toBe('en');
  });
});
