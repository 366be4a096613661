import i18next from 'i18next';
import { expect, it } from 'vitest';
import type { OthersInBlock } from '#domain/othersInBlock.ts';
import { en } from '#i18n/en.ts';
import { zhTW } from '#i18n/zhTW.ts';
import { othersText } from './othersText.ts';

const NOBODY: OthersInBlock = { before: 0, after: 0, movedPpb: 0n, networkPpb: 0n };

async function say(others: Partial<OthersInBlock>, lng: 'en' | 'zh-TW' = 'en'): Promise<string> {
  const instance = i18next.createInstance();
  await instance.init({
    lng,
    resources: { en: { translation: en }, 'zh-TW': { translation: zhTW } },
    interpolation: { escapeValue: false },
  });
  return othersText(instance.t, { ...NOBODY, ...others });
}

it('tells who else traded, in what order, and what it did to the price', async () => {
  expect(await say({})).toBe('Nobody else traded in this pool in this block.');
  expect(await say({ after: 1 })).toBe('One other trade in this pool in this block, after yours.');
  expect(await say({ after: 3 })).toBe('3 other trades in this pool in this block, all after yours.');
  expect(await say({ before: 1, movedPpb: -25_000_000n })).toBe(
    'One other trade in this pool in this block, before yours: when your order came, the price had moved by -2.5 %.',
  );
  expect(await say({ before: 2, after: 1, movedPpb: 1_200_000n })).toBe(
    '3 other trades in this pool in this block, 2 of them before yours: when your order came, the price had moved by +0.12 %.',
  );
  expect(await say({ before: 1, movedPpb: null })).toContain('how far the price had moved by then cannot');
});

it('tells of the network’s own move when it is worth a word', async () => {
  expect(await say({ networkPpb: 999n })).not.toContain('emission');
  expect(await say({ networkPpb: null })).not.toContain('emission');
  expect(await say({ networkPpb: 3_000n })).toContain('emission had moved the price by +0.0003');
  expect(await say({ networkPpb: -1_000_000n, after: 2 })).toContain('moved it by -0.1');
});

it('tells it in Chinese as well', async () => {
  expect(await say({ before: 2, after: 1, movedPpb: 1_200_000n }, 'zh-TW')).toMatch(/3 筆.*2 筆.*\+0\.12/);
});
