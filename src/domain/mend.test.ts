import { describe, expect, it } from 'vitest';
import { failureOf, mendsOf } from './failure.ts';
import { mendsOfBlocker, mendsOfDispatch, widerTolerance } from './mend.ts';
import { cameToNothing, type TxPhase } from './tx.ts';
import { rao } from './units.ts';

const block = { number: 7, hash: '0x07' };

function failedWith(name: string) {
  const outcome = { ok: false, failure: { name, docs: '' }, networkFee: rao(1n) } as const;
  return { kind: 'finalized', block, outcome } as const;
}

describe('what mends a failure', () => {
  it.each([
    ['SubtensorModule.SlippageTooHigh', ['again', 'widen']],
    ['Swap.PriceLimitExceeded', ['again', 'widen']],
    ['SubtensorModule.StakeUnavailable', ['useMax']],
    ['SubtensorModule.AmountTooLow', ['useMinimum']],
    ['SubtensorModule.InsufficientLiquidity', ['shrink']],
    ['SubtensorModule.HotKeyAccountNotExists', ['validator']],
    ['SubtensorModule.SubtokenDisabled', ['subnet']],
    ['SubtensorModule.StakingRateLimitExceeded', ['nextBlock']],
    ['SubtensorModule.ColdkeySwapAnnounced', ['account']],
    ['Exhausted', ['nextBlock']],
    ['System.CallFiltered', []],
    ['Foo.BarBaz', []],
    ['SubtensorModule', []],
    ['constructor', []],
    ['', []],
  ])('of a call: %s', (name, mends) => {
    expect(mendsOfDispatch(name, 'buy')).toEqual(mends);
  });

  it('is less to pay for a purchase without TAO, and another account for a sale that lacks its fee', () => {
    for (const name of ['Token.FundsUnavailable', 'SubtensorModule.NotEnoughBalanceToStake']) {
      expect(mendsOfDispatch(name, 'buy')).toEqual(['useMax']);
      expect(mendsOfDispatch(name, 'sell')).toEqual(['account']);
    }
  });

  it('is the same for what a pool, a rehearsal and a wallet’s sending are refused for', () => {
    const reason = 'Invalid Transaction: Custom error: 4';
    const phases: readonly TxPhase[] = [
      { kind: 'invalid', reason },
      { kind: 'stopped', at: 7, foreseen: { kind: 'invalid', reason } },
      { kind: 'walletFailed', code: 'poolRefused', detail: reason },
    ];
    for (const phase of phases) {
      const failure = failureOf(phase);
      expect(failure, phase.kind).toEqual({ kind: 'refused', reason });
      expect(failure === null ? null : mendsOf(failure, 'buy')).toEqual(['validator']);
    }
    expect(mendsOf({ kind: 'refused', reason: 'the dog ate it' }, 'buy')).toEqual([]);
  });

  it('is read off the phase in which an order ended', () => {
    expect(failureOf(failedWith('Token.Frozen'))).toEqual({ kind: 'dispatch', name: 'Token.Frozen' });
    const silent = failureOf({ kind: 'walletFailed', code: 'walletSilent', detail: null });
    expect(silent).toEqual({ kind: 'app', code: 'walletSilent' });
    for (const kind of ['rejected', 'expired', 'replaced'] as const) {
      expect(failureOf({ kind })).toEqual({ kind: 'ended' });
    }
  });

  it('is nothing while a transaction may still come through', () => {
    const kinds = ['signing', 'rehearsing', 'abandoned', 'sent', 'lost', 'retracted', 'usurped', 'dropped'];
    for (const kind of kinds as ('sent' | 'lost')[]) expect(failureOf({ kind }), kind).toBeNull();
    // A block can be taken back, and the next one may carry the order out.
    const { outcome } = failedWith('Token.Frozen');
    expect(failureOf({ kind: 'inBlock', block, outcome })).toBeNull();
  });

  it('is looked for in the very phases after which an order may be made anew', () => {
    const { outcome } = failedWith('Token.Frozen');
    const phases: readonly TxPhase[] = [
      { kind: 'signing' },
      { kind: 'rehearsing' },
      { kind: 'rejected' },
      { kind: 'walletFailed', code: 'walletSilent', detail: null },
      { kind: 'stopped', at: 1, foreseen: { kind: 'invalid', reason: '' } },
      { kind: 'abandoned' },
      { kind: 'sent' },
      { kind: 'lost' },
      { kind: 'inBlock', block, outcome },
      { kind: 'retracted' },
      { kind: 'finalized', block, outcome },
      { kind: 'usurped' },
      { kind: 'dropped' },
      { kind: 'invalid', reason: '' },
      { kind: 'expired' },
      { kind: 'replaced' },
    ];
    for (const phase of phases) expect(failureOf(phase) !== null, phase.kind).toBe(cameToNothing(phase));
  });

  it('is never a click that the reason itself forbids', () => {
    expect(mendsOfBlocker('busy')).toEqual([]);
    expect(mendsOfBlocker('safeMode')).toEqual([]);
    expect(mendsOfBlocker('notEnoughTao')).toEqual(['useMax']);
    expect(mendsOfBlocker('belowMinimum')).toEqual(['useMinimum']);
  });
});

describe('a wider tolerance', () => {
  const steps = [10, 50, 100, 300];

  it('is what the pool suggests, when that is wider', () => {
    expect(widerTolerance(50, 135, steps)).toBe(135);
  });

  it('is the next step, when nothing wider is suggested', () => {
    expect(widerTolerance(50, 50, steps)).toBe(100);
    expect(widerTolerance(7, null, steps)).toBe(10);
  });

  it('ends with the steps', () => {
    expect(widerTolerance(300, null, steps)).toBeNull();
    expect(widerTolerance(300, 500, steps)).toBe(500);
  });
});
