import i18next from 'i18next';
import { describe, expect, it } from 'vitest';
import type { TxPhase } from '#domain/tx.ts';
import { rao } from '#domain/units.ts';
import { en } from '#i18n/en.ts';
import type { Text } from '#i18n/useText.ts';
import { zhTW } from '#i18n/zhTW.ts';
import { ageText } from './ageText.ts';
import { dispatchText } from './dispatchText.ts';
import { errorText } from './errorText.ts';
import { phaseReason, phaseText } from './phaseText.ts';
import { refusalText } from './refusalText.ts';
import { WORDED_DISPATCH } from './wordedDispatch.ts';

async function textOf(lng: 'en' | 'zh-TW'): Promise<Text> {
  const instance = i18next.createInstance();
  await instance.init({
    lng,
    resources: { en: { translation: en }, 'zh-TW': { translation: zhTW } },
    interpolation: { escapeValue: false },
  });
  return instance.t;
}

const block = { number: 12, hash: '0x12' };
const failed = {
  ok: false,
  failure: { name: 'SubtensorModule.SlippageTooHigh', docs: '' },
  networkFee: rao(1n),
} as const;

describe('the words for what the chain answers', () => {
  it('have an entry for every text of the catalogue, and the other way round', () => {
    const leaves = Object.entries(en.dispatch).flatMap(([name, part]) =>
      typeof part === 'string' ? [name] : Object.keys(part).map((error) => `${name}.${error}`),
    );
    expect([...WORDED_DISPATCH].sort()).toEqual(leaves.filter((name) => name !== 'unknown').sort());
  });

  it('say a known dispatch error in both languages', async () => {
    const failure = { name: 'Swap.PriceLimitExceeded', docs: 'The chain says so.' };
    expect(dispatchText(await textOf('en'), failure)).toBe(en.dispatch.Swap.PriceLimitExceeded);
    expect(dispatchText(await textOf('zh-TW'), failure)).toBe(zhTW.dispatch.Swap.PriceLimitExceeded);
  });

  it('show an unknown one by its name and the metadata’s sentence', async () => {
    const text = dispatchText(await textOf('en'), { name: 'Foo.BarBaz', docs: 'The bar was not bazzed.' });
    expect(text).toContain('Foo.BarBaz');
    expect(text).toContain('The bar was not bazzed.');
  });

  it('show what a stranger’s metadata and a stranger’s node say as one clean, isolated and bounded line', async () => {
    const t = await textOf('en');
    const text = dispatchText(t, { name: 'Foo.\u202eraB', docs: `<b>\n\u200bx${'y'.repeat(9_000)}` });
    expect(text).toMatch(/^The chain refused it: \u2068Foo.raB\u2069. \u2068<b> xy+\u2069$/);
    expect(text.length).toBeLessThan(400);
    expect(refusalText(t, `a\u202eb\n${'c'.repeat(9_000)}`)).toMatch(
      /^The node’s words: \u2068ab c{297}\u2069$/,
    );
  });

  it('do not take a piece of a name for an error', async () => {
    expect(dispatchText(await textOf('en'), { name: 'SubtensorModule', docs: '' })).toContain(
      'SubtensorModule',
    );
    expect(dispatchText(await textOf('en'), { name: 'unknown', docs: '' })).toBe(
      'The chain refused it: \u2068unknown\u2069.',
    );
  });

  it('know the pool’s refusals by number and by word', async () => {
    const t = await textOf('en');
    expect(refusalText(t, '1010: Invalid Transaction: Custom error: 4')).toBe(en.refusal.noHotkey);
    expect(refusalText(t, '1010: Invalid Transaction: Custom error: 21')).toBe(en.refusal.coldkeyDisputed);
    expect(refusalText(t, '1010: Invalid Transaction: Inability to pay some fees')).toBe(en.refusal.payment);
    expect(refusalText(t, '1010: Invalid Transaction: Transaction is outdated')).toBe(en.refusal.outdated);
    expect(refusalText(t, '1014: Priority is too low: (1 vs 1)')).toBe(en.refusal.priority);
    expect(refusalText(t, 'Custom error: 77')).toContain('Custom error: 77');
  });

  it('add the reason to a refusal', async () => {
    const text = errorText(await textOf('en'), { code: 'poolRefused', detail: 'Inability to pay some fees' });
    expect(text).toBe(`${en.app.poolRefused} ${en.refusal.payment}`);
  });
});

describe('the words for where a transaction stands', () => {
  it('tell success from failure in a block', async () => {
    const t = await textOf('en');
    const phase: TxPhase = { kind: 'inBlock', block, outcome: failed };
    expect(phaseText(t, phase)).toBe('Failed in block #12');
    expect(phaseReason(t, phase)).toBe(en.dispatch.SubtensorModule.SlippageTooHigh);
    expect(phaseText(t, { kind: 'finalized', block, outcome: failed })).toBe('Failed for good in block #12');
  });

  it('give the reason of a wallet and of a node', async () => {
    const t = await textOf('en');
    const wallet: TxPhase = { kind: 'walletFailed', code: 'walletSilent', detail: null };
    expect(phaseReason(t, wallet)).toBe(en.app.walletSilent);
    expect(phaseReason(t, { kind: 'invalid', reason: 'bad signature' })).toBe(en.refusal.badSignature);
    expect(phaseReason(t, { kind: 'sent' })).toBe(null);
  });
});

describe('ages', () => {
  it('grow coarser and are never in the future', async () => {
    const t = await textOf('en');
    expect([-5, 1.9, 119, 120, 7_199, 7_200].map((seconds) => ageText(t, seconds))).toEqual([
      '0 s ago',
      '1 s ago',
      '119 s ago',
      '2 min ago',
      '119 min ago',
      '2 h ago',
    ]);
  });
});
