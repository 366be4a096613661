import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ChainClient, Found } from '#chain/client.ts';
import type { ActivityEntry } from '#domain/activity.ts';
import type { TxOutcome, TxPhase } from '#domain/tx.ts';
import { rao } from '#domain/units.ts';
import { activity } from '#stores/activity.ts';
import { session } from '#stores/session.ts';
import { fakeClient } from './fakeClient.ts';
import { followPending } from './followPending.ts';
import { dropClient, holdClient } from './held.ts';

const outcome: TxOutcome = { ok: true, filled: { paid: 1n, received: 2n, fee: 3n, networkFee: rao(4n) } };
const block = { number: 99, hash: '0x63' };

function keep(phase: TxPhase, change: Partial<ActivityEntry> = {}): void {
  const entry: ActivityEntry = {
    id: 'a',
    genesis: '0xaa',
    account: '5Alice',
    side: 'buy',
    netuid: 64,
    registeredAt: 1n,
    subnetName: 'Chutes',
    symbol: 'ش',
    hotkey: '5Hotkey',
    method: 'add_stake_limit',
    amountIn: 1n,
    quotedOut: 1n,
    minimumOut: 1n,
    limitPrice: 1n,
    quotedAtBlock: 90,
    createdAt: 1,
    hash: '0xhash',
    nonce: 7,
    era: { birth: 91, death: 154 },
    phase,
    rehearsal: null,
    exactIn: null,
    others: null,
    ...change,
  };
  activity.setState(({ entries }) => ({ entries: [...entries, entry] }));
}

function connectTo(found: Found | Error, given: Partial<ChainClient> = {}) {
  const find = vi.fn(async () => {
    if (found instanceof Error) throw found;
    return found;
  });
  holdClient(fakeClient({ find, ...given }));
  return find;
}

const phaseOf = (id = 'a') => activity.getState().entries.find((each) => each.id === id)?.phase;

beforeEach(() => {
  activity.setState({ entries: [] });
  session.setState({ signing: null });
});

afterEach(() => {
  dropClient();
  vi.unstubAllGlobals();
});

/** A browser in which some tab has these orders in hand. */
function heldElsewhere(...ids: string[]): void {
  const held = ids.map((id) => ({ name: `raoswap.order.${id}` }));
  const locks = { query: async () => ({ held, pending: [] }), request: async () => undefined };
  vi.stubGlobal('navigator', { locks });
}

describe('followPending', () => {
  it('finds what was finalized while no page was open', async () => {
    keep({ kind: 'sent' });
    const find = connectTo({ kind: 'included', block, outcome, finalized: true });
    await followPending();
    expect(find).toHaveBeenCalledExactlyOnceWith({
      hash: '0xhash',
      account: '5Alice',
      nonce: 7,
      era: { birth: 91, death: 154 },
    });
    expect(phaseOf()).toEqual({ kind: 'finalized', block, outcome });
  });

  it('finds what is in a block that is not yet final, and its finality later', async () => {
    keep({ kind: 'lost' });
    connectTo({ kind: 'included', block, outcome, finalized: false });
    await followPending();
    expect(phaseOf()).toEqual({ kind: 'inBlock', block, outcome });
    connectTo({ kind: 'included', block, outcome, finalized: true });
    await followPending();
    expect(phaseOf()).toEqual({ kind: 'finalized', block, outcome });
  });

  it('leaves alone what is not found yet', async () => {
    keep({ kind: 'sent' });
    keep({ kind: 'lost' }, { id: 'b' });
    connectTo({ kind: 'open' });
    await followPending();
    expect(phaseOf()).toEqual({ kind: 'sent' });
    expect(phaseOf('b')).toEqual({ kind: 'lost' });
  });

  it('says that it never will be when the chain rules it out', async () => {
    keep({ kind: 'sent' });
    keep({ kind: 'inBlock', block, outcome }, { id: 'b' });
    keep({ kind: 'dropped' }, { id: 'c' });
    for (const why of ['expired', 'replaced'] as const) {
      const kept = activity.getState();
      connectTo({ kind: 'never', why });
      await followPending();
      for (const id of ['a', 'b', 'c']) expect(phaseOf(id)).toEqual({ kind: why });
      activity.setState(kept);
    }
  });

  it('finds even what a node said it had dropped', async () => {
    keep({ kind: 'dropped' });
    keep({ kind: 'usurped' }, { id: 'b' });
    connectTo({ kind: 'included', block, outcome, finalized: true });
    await followPending();
    expect(phaseOf()).toMatchObject({ kind: 'finalized' });
    expect(phaseOf('b')).toMatchObject({ kind: 'finalized' });
  });

  it('takes a block back when the chain no longer holds it, but not on the word of a node behind it', async () => {
    keep({ kind: 'inBlock', block, outcome });
    connectTo({ kind: 'open' }, { head: () => ({ number: 98, hash: '0x62' }) });
    await followPending();
    expect(phaseOf()).toMatchObject({ kind: 'inBlock' });
    connectTo({ kind: 'open' });
    await followPending();
    expect(phaseOf()).toEqual({ kind: 'retracted' });
  });

  it('calls abandoned what was still with the wallet, but not what is with it now', async () => {
    keep({ kind: 'signing' }, { hash: null, nonce: null, era: null });
    keep({ kind: 'signing' }, { id: 'b', hash: null, nonce: null, era: null });
    session.setState({ signing: 'b' });
    const find = connectTo(new Error('not asked'));
    await followPending();
    expect(phaseOf()).toEqual({ kind: 'abandoned' });
    expect(phaseOf('b')).toEqual({ kind: 'signing' });
    expect(find).not.toHaveBeenCalled();
  });

  it('looks for nothing of another chain, and for nothing that has ended', async () => {
    keep({ kind: 'sent' }, { genesis: '0xbb' });
    keep({ kind: 'finalized', block, outcome }, { id: 'b' });
    keep({ kind: 'invalid', reason: '' }, { id: 'c' });
    const find = connectTo({ kind: 'never', why: 'expired' });
    await followPending();
    expect(find).not.toHaveBeenCalled();
    expect(phaseOf()).toEqual({ kind: 'sent' });
  });

  it('draws no conclusion from a node that fails, and goes on with the next', async () => {
    keep({ kind: 'sent' });
    keep({ kind: 'sent' }, { id: 'b', hash: '0xother' });
    holdClient(
      fakeClient({
        find: async ({ hash }) => {
          if (hash === '0xhash') throw new Error('gone');
          return { kind: 'never', why: 'expired' };
        },
      }),
    );
    await followPending();
    expect(phaseOf()).toEqual({ kind: 'sent' });
    expect(phaseOf('b')).toEqual({ kind: 'expired' });
  });

  it('leaves to another tab what that has in hand, and takes it up once it does not', async () => {
    keep({ kind: 'signing' }, { hash: null, nonce: null, era: null });
    keep({ kind: 'sent' }, { id: 'b' });
    keep({ kind: 'sent' }, { id: 'of another chain', genesis: '0xbb' });
    const find = connectTo({ kind: 'open' });
    heldElsewhere('a', 'b');
    await followPending();
    expect([phaseOf()?.kind, phaseOf('b')?.kind]).toEqual(['signing', 'sent']);
    expect(find).not.toHaveBeenCalled();
    heldElsewhere('c');
    await followPending();
    expect([phaseOf()?.kind, phaseOf('b')?.kind]).toEqual(['abandoned', 'lost']);
    expect(phaseOf('of another chain')).toEqual({ kind: 'sent' });
    expect(find).toHaveBeenCalledOnce();
  });

  it('looks again when it was asked to during a look, as a node that was replaced may have failed it', async () => {
    keep({ kind: 'sent' });
    const find = vi.fn(async (): Promise<Found> => {
      if (find.mock.calls.length > 1) return { kind: 'included', block, outcome, finalized: true };
      void followPending();
      throw new Error('gone');
    });
    holdClient(fakeClient({ find }));
    await followPending();
    expect(phaseOf()).toMatchObject({ kind: 'finalized' });
    expect(find).toHaveBeenCalledTimes(2);
  });

  it('tells who else was at the pool in the block of a fill, once a block', async () => {
    keep({ kind: 'sent' });
    const readPoolBlock = vi.fn(async () => ({ trades: [], before: null, after: null }));
    connectTo({ kind: 'included', block, outcome, finalized: false }, { readPoolBlock });
    await followPending();
    const others = { block: block.hash, before: 0, after: 0, movedPpb: 0n, networkPpb: null };
    await vi.waitFor(() => expect(activity.getState().entries[0]).toMatchObject({ others, exactIn: null }));
    connectTo({ kind: 'included', block, outcome, finalized: true }, { readPoolBlock });
    await followPending();
    expect(readPoolBlock).toHaveBeenCalledExactlyOnceWith(block, '0xhash', 64);
  });
});
