import { describe, expect, it } from 'vitest';
import { quoteExactIn } from '#domain/quote.ts';
import { alphaRao, ONE, rao } from '#domain/units.ts';
import type { SwapIntent } from './swapLink.ts';
import { blockerOf, type SwapFacts, tradeOf } from './swapView.ts';

const INTENT: SwapIntent = {
  side: 'buy',
  netuid: 64,
  otherNetuid: null,
  generation: null,
  fixed: 'pay',
  amount: '',
};
const SUBNET = { netuid: 64, registeredAt: 7n, name: 'Chutes', symbol: 'ش', tradable: true };

const VALIDATORS = [{ hotkey: 'a', name: null, take: 0, stake: alphaRao(1n), dividends: null }];

function factsOf(intent: Partial<SwapIntent>, change: Partial<SwapFacts> = {}): SwapFacts {
  return {
    intent: { ...INTENT, ...intent },
    subnets: [SUBNET],
    firstGeneration: null,
    snapshot: null,
    validators: null,
    head: null,
    headAge: null,
    safeMode: false,
    contradicted: false,
    missingCall: null,
    unknownExtension: null,
    connection: 'ready',
    account: { address: '5G', name: null, source: 'dev', wallet: null },
    balance: { free: rao(10n * ONE), reserved: rao(0n), frozen: rao(0n), spendable: rao(10n * ONE - 500n) },
    positions: [
      { hotkey: 'a', netuid: 64, amount: alphaRao(5n * ONE) },
      { hotkey: 'b', netuid: 1, amount: alphaRao(9n * ONE) },
    ],
    availability: [
      { netuid: 64, total: alphaRao(5n * ONE), locked: alphaRao(2n * ONE), available: alphaRao(3n * ONE) },
    ],
    networkFee: rao(850_536n),
    nominatorMinimum: rao(20_000_000n),
    preferred: null,
    expert: false,
    busy: false,
    ...change,
  };
}

describe('the most that can be paid', () => {
  it('is spendable TAO less the network fee', () => {
    const trade = tradeOf(factsOf({ amount: 'max' }));
    expect(trade.max?.amount).toBe(10n * ONE - 500n - 850_536n);
    expect(trade.input).toEqual({ ok: true, value: trade.max?.amount });
  });

  it('is nothing, not less, when the fee is more than there is', () => {
    expect(tradeOf(factsOf({}, { networkFee: rao(11n * ONE) })).max?.amount).toBe(0n);
  });

  it('is unknown, and no amount, before the fee is known', () => {
    const trade = tradeOf(factsOf({ amount: 'max' }, { networkFee: null }));
    expect(trade.max).toBe(null);
    expect(trade.input).toEqual({ ok: false, reason: 'empty' });
  });

  it('is of a position what no lock holds', () => {
    expect(tradeOf(factsOf({ side: 'sell' })).max?.amount).toBe(3n * ONE);
    expect(tradeOf(factsOf({ side: 'sell' }, { availability: [] })).max?.amount).toBe(5n * ONE);
    expect(tradeOf(factsOf({ side: 'sell', netuid: 2 })).max?.amount).toBe(0n);
  });
});

describe('what is typed as received', () => {
  it('is an amount like another, and “max” is none', () => {
    const trade = tradeOf(factsOf({ fixed: 'receive', amount: '5' }));
    expect(trade.input).toEqual({ ok: true, value: 5n * ONE });
    const most = tradeOf(factsOf({ fixed: 'receive', amount: 'max' }));
    expect(most.input).toEqual({ ok: false, reason: 'not-a-number' });
  });
});

describe('a link to another generation of a subnet', () => {
  it('is not traded before it is accepted', () => {
    const facts = factsOf({ generation: 6n, amount: '1' });
    const trade = tradeOf(facts);
    expect(trade.otherGeneration).toBe(true);
    expect(blockerOf(facts, trade, null, null)).toEqual({ kind: 'otherSubnet' });
    const same = factsOf({ generation: 7n, amount: '1' });
    expect(blockerOf(same, tradeOf(same), null, null)?.kind).not.toBe('otherSubnet');
  });

  it('nor is one that took the netuid while the form was open, or whose pool shows it first', () => {
    const pool = { kind: 'foreign' } as const;
    const snapshot = { netuid: 64, registeredAt: 9n, pool, tradable: true, block: { number: 1, hash: '0x' } };
    for (const [change, isOther] of [
      [{ firstGeneration: 7n }, false],
      [{ firstGeneration: 5n }, true],
      [{ snapshot: { ...snapshot, registeredAt: 7n } }, false],
      [{ snapshot }, true],
    ] as const) {
      expect(tradeOf(factsOf({}, change)).otherGeneration).toBe(isOther);
    }
    // Accepted by its registration block, whichever was first.
    expect(tradeOf(factsOf({ generation: 7n }, { firstGeneration: 5n })).otherGeneration).toBe(false);
  });

  it('is told from one to a subnet that is not there, and from one between two', () => {
    const blockerFor = (intent: Partial<SwapIntent>) => {
      const facts = factsOf({ amount: '1', ...intent });
      return blockerOf(facts, tradeOf(facts), null, null);
    };
    expect(blockerFor({ netuid: 5 })).toEqual({ kind: 'noSuchSubnet' });
    expect(blockerFor({ side: 'sell', otherNetuid: 5 })).toEqual({ kind: 'alphaToAlpha' });
  });
});

describe('a trade of a subnet that is still being read', () => {
  it('waits instead of being sent without a name', () => {
    const facts = factsOf({ amount: '1' }, { subnets: null, preferred: 'a', validators: VALIDATORS });
    const block = { number: 5, hash: '0x5' };
    const quote = quoteExactIn({ kind: 'stable' }, 'buy', ONE, 50);
    const given = { ...facts, head: { ...block, timestamp: null } };
    expect(blockerOf(given, tradeOf(given), quote, block)).toEqual({ kind: 'waitingForBlock' });
    const known = { ...given, subnets: [SUBNET] };
    expect(blockerOf(known, tradeOf(known), quote, block)).toBe(null);
  });
});
