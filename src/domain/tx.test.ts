import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cameToNothing,
  isPending,
  isUnsent,
  mayFollow,
  type TxOutcome,
  type TxPhase,
  type TxPhaseKind,
} from './tx.ts';
import { rao } from './units.ts';

const block = { number: 1, hash: '0x01' };
const outcome: TxOutcome = { ok: false, failure: { name: 'BadOrigin', docs: '' }, networkFee: rao(1n) };

const PHASES: Readonly<Record<TxPhaseKind, TxPhase>> = {
  signing: { kind: 'signing' },
  rehearsing: { kind: 'rehearsing' },
  rejected: { kind: 'rejected' },
  walletFailed: { kind: 'walletFailed', code: 'walletSilent', detail: null },
  stopped: { kind: 'stopped', at: 1, foreseen: { kind: 'invalid', reason: '' } },
  abandoned: { kind: 'abandoned' },
  sent: { kind: 'sent' },
  lost: { kind: 'lost' },
  inBlock: { kind: 'inBlock', block, outcome },
  retracted: { kind: 'retracted' },
  finalized: { kind: 'finalized', block, outcome },
  usurped: { kind: 'usurped' },
  dropped: { kind: 'dropped' },
  invalid: { kind: 'invalid', reason: '' },
  expired: { kind: 'expired' },
  replaced: { kind: 'replaced' },
};
const KINDS = Object.keys(PHASES) as TxPhaseKind[];

describe('the life of a transaction', () => {
  it('goes the usual way', () => {
    const way: TxPhaseKind[] = [
      'signing',
      'rehearsing',
      'sent',
      'inBlock',
      'retracted',
      'inBlock',
      'finalized',
    ];
    for (const [index, kind] of way.slice(0, -1).entries()) {
      expect(mayFollow(kind, way[index + 1] ?? kind)).toBe(true);
    }
  });

  it.each(['finalized', 'expired', 'replaced', 'invalid', 'rejected', 'walletFailed', 'stopped'] as const)(
    'ends with %s',
    (kind) => {
      expect(KINDS.filter((next) => mayFollow(kind, next))).toEqual([]);
      expect(isPending(PHASES[kind])).toBe(false);
    },
  );

  it('never goes back to the wallet, and from the chain never back to unsent', () => {
    const unsent: TxPhaseKind[] = [
      'signing',
      'rehearsing',
      'rejected',
      'walletFailed',
      'stopped',
      'abandoned',
    ];
    for (const from of KINDS) {
      expect(mayFollow(from, 'signing')).toBe(false);
      if (!unsent.includes(from)) for (const to of unsent) expect(mayFollow(from, to)).toBe(false);
    }
  });

  it('may always be sent or given up before it was, and is not pending on the chain', () => {
    for (const kind of KINDS.filter((each) => isUnsent(PHASES[each]))) {
      for (const to of ['sent', 'walletFailed', 'abandoned'] as const) expect(mayFollow(kind, to)).toBe(true);
      expect(isPending(PHASES[kind])).toBe(false);
    }
  });

  it('came to nothing only when it leads nowhere, and not when something was bought', () => {
    for (const kind of KINDS.filter((each) => cameToNothing(PHASES[each]))) {
      expect(KINDS.filter((next) => mayFollow(kind, next))).toEqual([]);
    }
    const filled = { paid: 1n, received: 2n, fee: 0n, networkFee: rao(1n) };
    expect(cameToNothing(PHASES.finalized)).toBe(true);
    expect(cameToNothing({ kind: 'finalized', block, outcome: { ok: true, filled } })).toBe(false);
    expect(cameToNothing(PHASES.expired)).toBe(true);
  });

  it('can still become final, or be ruled out, wherever it is pending', () => {
    for (const kind of KINDS.filter((each) => isPending(PHASES[each]))) {
      expect(mayFollow(kind, 'finalized')).toBe(true);
      expect(mayFollow(kind, 'expired')).toBe(true);
      expect(mayFollow(kind, 'replaced')).toBe(true);
    }
  });

  it('is in its block until the chain says otherwise, whoever stops telling of it', () => {
    expect(KINDS.filter((next) => mayFollow('inBlock', next)).sort()).toEqual(
      ['inBlock', 'finalized', 'retracted', 'expired', 'replaced'].sort(),
    );
  });

  it('keeps the last word of finality, whatever news follows', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...KINDS), { maxLength: 30 }), (news) => {
        let now: TxPhaseKind = 'signing';
        let ended: TxPhaseKind | null = null;
        for (const next of news) {
          if (mayFollow(now, next)) now = next;
          if (ended !== null) expect(now).toBe(ended);
          if (now === 'finalized' || now === 'expired') ended = now;
        }
      }),
    );
  });
});
