import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ChainClient, Found } from '#chain/client.ts';
import type { ActivityEntry } from '#domain/activity.ts';
import type { TxOutcome, TxPhase } from '#domain/tx.ts';
import { rao } from '#domain/units.ts';
import { activity } from '#stores/activity.ts';
import { session } from '#stores/session.ts';
import { fakeClient } from './fakeClient.ts';
import { dropClient, holdClient } from './held.ts';
import { resumePending } from './resumePending.ts';

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

afterEach(dropClient);

describe('resumePending', () => {
  it('finds what was finalized while no page was open', async () => {
    keep({ kind: 'sent' });
    const find = connectTo({ kind: 'included', block, outcome, finalized: true });
    await resumePending();
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
    await resumePending();
    expect(phaseOf()).toEqual({ kind: 'inBlock', block, outcome });
    connectTo({ kind: 'included', block, outcome, finalized: true });
    await resumePending();
    expect(phaseOf()).toEqual({ kind: 'finalized', block, outcome });
  });

  it('leaves alone what is not found yet', async () => {
    keep({ kind: 'sent' });
    keep({ kind: 'lost' }, { id: 'b' });
    connectTo({ kind: 'open' });
    await resumePending();
    expect(phaseOf()).toEqual({ kind: 'sent' });
    expect(phaseOf('b')).toEqual({ kind: 'lost' });
  });

  it('says that it never will be when the chain rules it out', async () => {
    keep({ kind: 'sent' });
    keep({ kind: 'inBlock', block, outcome }, { id: 'b' });
    keep({ kind: 'dropped' }, { id: 'c' });
    connectTo({ kind: 'never' });
    await resumePending();
    for (const id of ['a', 'b', 'c']) expect(phaseOf(id)).toEqual({ kind: 'expired' });
  });

  it('finds even what a node said it had dropped', async () => {
    keep({ kind: 'dropped' });
    keep({ kind: 'usurped' }, { id: 'b' });
    connectTo({ kind: 'included', block, outcome, finalized: true });
    await resumePending();
    expect(phaseOf()).toMatchObject({ kind: 'finalized' });
    expect(phaseOf('b')).toMatchObject({ kind: 'finalized' });
  });

  it('takes a block back when the chain no longer holds it, but not on the word of a node behind it', async () => {
    keep({ kind: 'inBlock', block, outcome });
    connectTo({ kind: 'open' }, { head: () => ({ number: 98, hash: '0x62' }) });
    await resumePending();
    expect(phaseOf()).toMatchObject({ kind: 'inBlock' });
    connectTo({ kind: 'open' });
    await resumePending();
    expect(phaseOf()).toEqual({ kind: 'retracted' });
  });

  it('calls abandoned what was still with the wallet, but not what is with it now', async () => {
    keep({ kind: 'signing' }, { hash: null, nonce: null, era: null });
    keep({ kind: 'signing' }, { id: 'b', hash: null, nonce: null, era: null });
    session.setState({ signing: 'b' });
    const find = connectTo(new Error('not asked'));
    await resumePending();
    expect(phaseOf()).toEqual({ kind: 'abandoned' });
    expect(phaseOf('b')).toEqual({ kind: 'signing' });
    expect(find).not.toHaveBeenCalled();
  });

  it('looks for nothing of another chain, and for nothing that has ended', async () => {
    keep({ kind: 'sent' }, { genesis: '0xbb' });
    keep({ kind: 'finalized', block, outcome }, { id: 'b' });
    keep({ kind: 'invalid', reason: '' }, { id: 'c' });
    const find = connectTo({ kind: 'never' });
    await resumePending();
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
          return { kind: 'never' };
        },
      }),
    );
    await resumePending();
    expect(phaseOf()).toEqual({ kind: 'sent' });
    expect(phaseOf('b')).toEqual({ kind: 'expired' });
  });
});
