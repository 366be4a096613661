import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ActivityEntry } from '#domain/activity.ts';
import type { TxPhase } from '#domain/tx.ts';

/** A browser's storage of `room` characters at most. */
function storage(kept: Readonly<Record<string, string>> = {}, room = 1_000_000) {
  const values = new Map(Object.entries(kept));
  return {
    values,
    getItem: (name: string) => values.get(name) ?? null,
    setItem(name: string, value: string) {
      if (value.length > room) throw new Error('QuotaExceededError');
      values.set(name, value);
    },
    removeItem: (name: string) => values.delete(name),
  };
}

type Browser = ReturnType<typeof storage>;

/** The stores as a page begins with them. */
async function page(browser: Browser | undefined) {
  vi.resetModules();
  vi.stubGlobal('localStorage', browser);
  const listeners: ((event: { key: string; newValue: string | null }) => void)[] = [];
  vi.stubGlobal('window', {
    addEventListener: (_: string, listener: (typeof listeners)[0]) => listeners.push(listener),
  });
  const activity = await import('./activity.ts');
  const { settings } = await import('./settings.ts');
  const { onStorageTrouble } = await import('#lib/validatedStorage.ts');
  const troubles: string[] = [];
  onStorageTrouble((trouble) => troubles.push(trouble));
  const keptElsewhere = (name: string) => {
    for (const tell of listeners) tell({ key: name, newValue: browser?.getItem(name) ?? null });
  };
  return { ...activity, settings, troubles, keptElsewhere };
}

function entry(id: string, phase: TxPhase, createdAt = 1): ActivityEntry {
  return {
    id,
    genesis: '0xaa',
    account: '5Alice',
    side: 'buy',
    netuid: 64,
    registeredAt: 2n ** 63n,
    subnetName: 'Chutes',
    symbol: 'ش',
    hotkey: '5Hotkey',
    method: 'add_stake_limit',
    amountIn: 2n ** 64n - 1n,
    quotedOut: 1n,
    minimumOut: 1n,
    limitPrice: null,
    quotedAtBlock: 90,
    createdAt,
    hash: null,
    nonce: null,
    era: null,
    phase,
    rehearsal: null,
    exactIn: null,
    others: null,
  };
}

const signed = { hash: '0xhash', nonce: 7, era: { birth: 1, death: 64 } };
const EXPIRED: TxPhase = { kind: 'expired' };
const SENT: TxPhase = { kind: 'sent' };
let browser: Browser;

beforeEach(() => {
  browser = storage();
});

describe('activity', () => {
  it('comes back as it was, to the last base unit and in every phase', async () => {
    const first = await page(browser);
    const block = { number: 1, hash: '0x01' };
    const filled = { paid: 2n ** 64n - 1n, received: 1n, fee: 0n, networkFee: 5n as never };
    const phases: TxPhase[] = [
      { kind: 'signing' },
      { kind: 'walletFailed', code: 'walletSilent', detail: null },
      { kind: 'inBlock', block, outcome: { ok: true, filled } },
      {
        kind: 'finalized',
        block,
        outcome: { ok: false, failure: { name: 'a.B', docs: '' }, networkFee: 5n as never },
      },
      { kind: 'invalid', reason: 'x' },
      { kind: 'rehearsing' },
      { kind: 'stopped', at: 7, foreseen: { kind: 'invalid', reason: 'x' } },
      { kind: 'stopped', at: 7, foreseen: { kind: 'dispatch', failure: { name: 'a.B', docs: 'c' } } },
    ];
    for (const [index, phase] of phases.entries()) first.addEntry(entry(String(index), phase, index));
    first.noteRehearsal('0', { kind: 'passed', block: 7 });
    first.noteRehearsal('1', { kind: 'skipped', reason: 'timeout' });
    first.noteStory('2', block.hash, {
      others: { before: 2, after: 1, movedPpb: -1_200_000n, networkPpb: null },
      exact: true,
    });
    const second = await page(browser);
    expect(second.activity.getState()).toEqual(first.activity.getState());
    expect(second.activity.getState().entries).toHaveLength(phases.length);
  });

  it.each([
    ['no JSON', '{'],
    ['no object', '7'],
    ['a later version', JSON.stringify({ version: 99, state: { entries: [] } })],
    ['a version that never was', JSON.stringify({ version: 0, state: { entries: [] } })],
    ['an entry of another shape', JSON.stringify({ version: 2, state: { entries: [{ id: 'a' }] } })],
    ['of version 1 and another shape', JSON.stringify({ version: 1, state: { entries: 7 } })],
    ['an unknown phase', kept(entry('a', { kind: 'shiny' } as never))],
    ['an amount that is no number', kept({ ...entry('a', SENT), amountIn: '1e9' as never })],
  ])('that is %s is dropped with a word, and the page starts', async (_what, text) => {
    browser = storage({ 'raoswap.activity': text });
    const { activity, troubles, addEntry } = await page(browser);
    expect(activity.getState().entries).toEqual([]);
    expect(troubles).toEqual(['dropped']);
    addEntry(entry('a', SENT));
    expect((await page(browser)).activity.getState().entries).toHaveLength(1);
  });

  it('takes over what version 1 kept, and keeps it as it is now', async () => {
    const { others, ...old } = entry('a', SENT);
    const { rehearsal, exactIn, ...older } = old;
    for (const each of [old, older]) {
      browser = storage({ 'raoswap.activity': kept(each, 1) });
      const { activity, troubles, advanceEntry } = await page(browser);
      expect(activity.getState().entries).toEqual([entry('a', SENT)]);
      expect([troubles, others, rehearsal, exactIn]).toEqual([[], null, null, null]);
      advanceEntry('a', EXPIRED);
      expect((await page(browser)).activity.getState().entries).toEqual([entry('a', EXPIRED)]);
    }
  });

  it('works on when storage is full or off', async () => {
    for (const broken of [storage({}, 10), undefined]) {
      const { activity, addEntry, troubles } = await page(broken);
      addEntry(entry('a', SENT));
      expect(activity.getState().entries).toHaveLength(1);
      expect(troubles).toContain('full');
    }
  });

  it('keeps five hundred, and every pending one however old', async () => {
    const { activity, addEntry } = await page(browser);
    addEntry(entry('pending', SENT, 0));
    addEntry(entry('signing', { kind: 'signing' }, 0));
    for (let index = 0; index < 600; index += 1) addEntry(entry(`e${index}`, EXPIRED, index));
    const ids = activity.getState().entries.map(({ id }) => id);
    expect(ids).toHaveLength(502);
    expect(ids).toContain('pending');
    expect(ids).toContain('signing');
    expect(ids).toContain('e599');
    expect(ids).not.toContain('e99');
  });

  it('notes hash and phase in one write, and only of what may go out', async () => {
    const { activity, addEntry, markSent, advanceEntry } = await page(browser);
    addEntry(entry('a', { kind: 'signing' }));
    expect(markSent('a', signed)).toBe(true);
    expect(activity.getState().entries[0]).toMatchObject({ ...signed, phase: SENT });
    expect((await page(browser)).activity.getState().entries[0]).toMatchObject({ ...signed, phase: SENT });
    expect(markSent('a', signed)).toBe(false);
    expect(markSent('unknown', signed)).toBe(false);
    advanceEntry('a', EXPIRED);
    expect(markSent('a', signed)).toBe(false);
  });

  it('ignores news that cannot follow', async () => {
    const { activity, addEntry, advanceEntry } = await page(browser);
    addEntry(entry('a', EXPIRED));
    for (const kind of ['sent', 'lost', 'dropped', 'signing'] as const) advanceEntry('a', { kind });
    advanceEntry('unknown', SENT);
    expect(activity.getState().entries.map(({ phase }) => phase)).toEqual([EXPIRED]);
  });

  it('loses nothing to another tab', async () => {
    const [one, two] = [await page(browser), await page(browser)];
    one.addEntry(entry('a', { kind: 'signing' }, 1));
    two.keptElsewhere('raoswap.activity');
    two.addEntry(entry('b', { kind: 'signing' }, 2));
    one.markSent('a', signed);
    two.keptElsewhere('raoswap.activity');
    one.keptElsewhere('raoswap.activity');
    for (const tab of [one, two]) {
      expect(
        tab.activity
          .getState()
          .entries.map(({ id }) => id)
          .sort(),
      ).toContain('a');
    }
    expect(two.activity.getState().entries.map(({ id, phase }) => [id, phase.kind])).toEqual([
      ['b', 'signing'],
      ['a', 'sent'],
    ]);
  });

  it('writes again what another tab, writing at the same time, has left out', async () => {
    const [one, two] = [await page(browser), await page(browser)];
    one.addEntry(entry('a', { kind: 'signing' }, 1));
    // The second has not heard of it yet.
    two.addEntry(entry('b', { kind: 'signing' }, 2));
    expect(keptIds()).toEqual(['b']);
    one.keptElsewhere('raoswap.activity');
    expect(keptIds()).toEqual(['b', 'a']);
    one.markSent('a', signed);
    two.advanceEntry('b', { kind: 'rejected' });
    one.keptElsewhere('raoswap.activity');
    two.keptElsewhere('raoswap.activity');
    for (const { activity } of [one, two, await page(browser)]) {
      expect(activity.getState().entries.map(({ id, phase }) => [id, phase.kind])).toEqual([
        ['b', 'rejected'],
        ['a', 'sent'],
      ]);
    }
  });

  it('takes from another tab what that knows more of the same block', async () => {
    const filled = { paid: 1n, received: 1n, fee: 0n, networkFee: 5n as never };
    const final: TxPhase = {
      kind: 'finalized',
      block: { number: 1, hash: '0x01' },
      outcome: { ok: true, filled },
    };
    const others = { before: 1, after: 0, movedPpb: 7n, networkPpb: null };
    const [one, two] = [await page(browser), await page(browser)];
    one.addEntry(entry('a', final));
    two.keptElsewhere('raoswap.activity');
    one.noteStory('a', '0x01', { others, exact: false });
    two.keptElsewhere('raoswap.activity');
    expect(two.activity.getState().entries[0]?.others).toEqual({ ...others, block: '0x01' });
  });
});

function keptIds(): readonly string[] {
  const text = browser.getItem('raoswap.activity') ?? '';
  return JSON.parse(text).state.entries.map(({ id }: ActivityEntry) => id);
}

function kept(value: object, version = 2): string {
  const text = (_: string, each: unknown) => (typeof each === 'bigint' ? String(each) : each);
  return JSON.stringify({ version, state: { entries: [value] } }, text);
}

describe('settings', () => {
  it('come back as they were', async () => {
    const first = await page(browser);
    first.settings.setState({
      locale: 'zh-TW',
      network: 'custom',
      customEndpoint: 'wss://a',
      toleranceBps: 100,
    });
    const second = await page(browser);
    expect(second.settings.getState()).toEqual(first.settings.getState());
  });

  it.each([
    ['a tolerance beyond the largest', { toleranceBps: 5_001 }],
    ['a fractional tolerance', { toleranceBps: 0.5 }],
    ['an unknown language', { locale: 'xx' }],
    ['a favourite that is no netuid', { favourites: [70_000] }],
    ['an account from nowhere', { lastAccount: { address: 'a', source: 'magic', wallet: null } }],
  ])('with %s are dropped with a word', async (_what, change) => {
    const fresh = (await page(browser)).settings.getState();
    browser = storage({
      'raoswap.settings': JSON.stringify({ version: 1, state: { ...fresh, ...change } }),
    });
    const { settings, troubles } = await page(browser);
    expect(settings.getState()).toEqual(fresh);
    expect(troubles).toEqual(['dropped']);
  });
});
