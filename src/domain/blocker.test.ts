import { describe, expect, it } from 'vitest';
import { type Blocker, type SwapSituation, swapBlocker } from './blocker.ts';
import { ACCOUNT, BUY, balance, LARGE, POOL, receive, SELL, SNAPSHOT, trade } from './blockerSituations.ts';
import { quoteExactIn } from './quote.ts';
import { alphaRao, ONE } from './units.ts';

type Case = readonly [name: string, situation: SwapSituation, expected: Blocker];

/** Every reason, in the fixed order. Each situation also has every later reason that can stand beside it. */
const CASES: readonly Case[] = [
  ['no wallet', { ...BUY, account: null }, { kind: 'connectWallet' }],
  ['watching', { ...BUY, account: { ...ACCOUNT, source: 'watch' } }, { kind: 'watchOnly' }],
  ['no token', { ...BUY, netuid: null }, { kind: 'chooseToken' }],
  ['two subnets', { ...BUY, pairTrouble: 'alphaToAlpha' }, { kind: 'alphaToAlpha' }],
  ['no such subnet', { ...BUY, pairTrouble: 'noSuchSubnet' }, { kind: 'noSuchSubnet' }],
  ['another subnet', { ...BUY, pairTrouble: 'otherSubnet' }, { kind: 'otherSubnet' }],
  ['no amount', { ...BUY, amount: { ok: false, reason: 'empty' } }, { kind: 'enterAmount' }],
  ['an amount of zero', { ...BUY, amount: { ok: true, value: 0n } }, { kind: 'enterAmount' }],
  [
    'no number',
    { ...BUY, amount: { ok: false, reason: 'not-a-number' } },
    { kind: 'badAmount', reason: 'not-a-number' },
  ],
  [
    'ten decimals',
    { ...BUY, amount: { ok: false, reason: 'too-many-decimals' } },
    { kind: 'badAmount', reason: 'too-many-decimals' },
  ],
  [
    'more than is spendable',
    { ...BUY, balance: balance(5n * ONE) },
    { kind: 'notEnoughTao', spendable: 5n * ONE },
  ],
  [
    'enough but for the fee',
    { ...BUY, balance: balance(10n * ONE + 849_999n) },
    { kind: 'notEnoughTao', spendable: 10n * ONE + 849_999n },
  ],
  ['more than the position', trade(SELL, 501n * ONE), { kind: 'notEnoughAlpha', position: 500n * ONE }],
  [
    'a sell without TAO for the fee',
    { ...SELL, balance: balance(849_999n) },
    { kind: 'notEnoughForFee', networkFee: 850_000n },
  ],
  [
    'a runtime with an unknown extension',
    { ...BUY, unknownExtension: 'CheckDebts' },
    { kind: 'unknownExtension', name: 'CheckDebts' },
  ],
  [
    'a runtime without the call',
    { ...BUY, missingCall: 'add_stake_limit' },
    { kind: 'callMissing', method: 'add_stake_limit' },
  ],
  ['not started', { ...BUY, snapshot: { ...SNAPSHOT, tradable: false } }, { kind: 'notStarted' }],
  ['one rao below the minimum', trade(BUY, 2_001_006n), { kind: 'belowMinimum', minimum: 2_001_007n }],
  ['dust', trade(SELL, 1n), { kind: 'belowMinimum', minimum: 2_000_000n }],
  [
    'more than a thousand times the pool',
    trade({ ...BUY, balance: balance(20_000_000n * ONE) }, 10_000_001n * ONE),
    { kind: 'poolTooSmall' },
  ],
  ['more than the pool has', receive(BUY, 200_000n * ONE), { kind: 'poolCannotGive' }],
  [
    'a curve that is not known',
    { ...BUY, quote: quoteExactIn({ kind: 'foreign' }, 'buy', 10n * ONE, 50) },
    { kind: 'unknownCurve' },
  ],
  ['locked', { ...SELL, available: alphaRao(99n * ONE) }, { kind: 'locked', available: 99n * ONE }],
  ['impact of 15 % and more', LARGE, { kind: 'impactTooHigh' }],
  ['no validator', { ...BUY, validator: null }, { kind: 'chooseValidator' }],
  ['no quote yet', { ...BUY, quote: null }, { kind: 'waitingForBlock' }],
  ['no balance yet', { ...BUY, balance: null }, { kind: 'waitingForBlock' }],
  ['no network fee yet', { ...BUY, networkFee: null }, { kind: 'waitingForBlock' }],
  ['no position yet', { ...SELL, position: null }, { kind: 'waitingForBlock' }],
  [
    'a quote of three blocks ago',
    { ...BUY, head: { number: 103, hash: '0x02' } },
    { kind: 'waitingForBlock' },
  ],
  ['a node behind', { ...BUY, headAge: 4 }, { kind: 'nodeBehind', blocks: 4 }],
  ['another network', { ...BUY, connection: 'wrongNetwork' }, { kind: 'wrongNetwork' }],
  ['offline', { ...BUY, connection: 'offline' }, { kind: 'offline' }],
  ['connecting', { ...BUY, connection: 'connecting' }, { kind: 'connecting' }],
  ['two nodes that disagree', { ...BUY, contradicted: true }, { kind: 'nodesDisagree' }],
  ['safe mode', { ...BUY, safeMode: true }, { kind: 'safeMode' }],
  ['with the wallet', { ...BUY, busy: true }, { kind: 'busy' }],
];

describe('swapBlocker', () => {
  it('lets a buy and a sell through that nothing is wrong with', () => {
    expect(swapBlocker(BUY)).toBeNull();
    expect(swapBlocker(SELL)).toBeNull();
  });

  it.each(CASES)('%s', (_name, situation, expected) => {
    expect(swapBlocker(situation)).toEqual(expected);
  });

  it('has a case for every reason', () => {
    const kinds = new Set(CASES.map(([, , { kind }]) => kind));
    const all: Record<Blocker['kind'], true> = {
      connectWallet: true,
      watchOnly: true,
      chooseToken: true,
      alphaToAlpha: true,
      noSuchSubnet: true,
      otherSubnet: true,
      enterAmount: true,
      badAmount: true,
      connecting: true,
      offline: true,
      wrongNetwork: true,
      unknownExtension: true,
      callMissing: true,
      notStarted: true,
      notEnoughTao: true,
      notEnoughAlpha: true,
      notEnoughForFee: true,
      belowMinimum: true,
      poolTooSmall: true,
      poolCannotGive: true,
      unknownCurve: true,
      locked: true,
      impactTooHigh: true,
      chooseValidator: true,
      waitingForBlock: true,
      nodeBehind: true,
      nodesDisagree: true,
      safeMode: true,
      busy: true,
    };
    expect([...kinds].sort()).toEqual(Object.keys(all).sort());
  });
});

/** Takes one thing after another away, the last first: the reason told must always be the earliest. */
const SPOILED: readonly (readonly [Blocker['kind'], Partial<SwapSituation>])[] = [
  ['connectWallet', { account: null }],
  ['chooseToken', { netuid: null }],
  ['noSuchSubnet', { pairTrouble: 'noSuchSubnet' }],
  ['notEnoughTao', { balance: balance(1n) }],
  ['unknownExtension', { unknownExtension: 'CheckDebts' }],
  ['callMissing', { missingCall: 'add_stake_limit' }],
  ['notStarted', { snapshot: { ...SNAPSHOT, tradable: false } }],
  [
    'belowMinimum',
    { amount: { ok: true, value: 1_000_000n }, quote: quoteExactIn(POOL, 'buy', 1_000_000n, 50) },
  ],
  ['chooseValidator', { validator: null }],
  ['waitingForBlock', { head: { number: 110, hash: '0x03' } }],
  ['nodeBehind', { headAge: 9 }],
  ['nodesDisagree', { contradicted: true }],
  ['safeMode', { safeMode: true }],
  ['busy', { busy: true }],
];

describe('the order of reasons', () => {
  it.each(SPOILED.map(([kind], index) => [kind, index] as const))(
    '%s comes before all that follow it',
    (kind, index) => {
      const changes = SPOILED.slice(index).map(([, change]) => change);
      // The earliest change is laid on last, so that it holds where two touch the same fact.
      const situation: SwapSituation = Object.assign({}, BUY, ...changes.reverse());
      expect(swapBlocker(situation)?.kind).toBe(kind);
    },
  );

  it('puts the pool’s limits before locks, and locks before impact', () => {
    const whale = { ...SELL, position: alphaRao(10n ** 18n), available: alphaRao(1n) };
    expect(swapBlocker(trade(whale, 300_000_000n * ONE))).toEqual({ kind: 'poolTooSmall' });
    expect(swapBlocker(trade(whale, 90_000n * ONE))).toEqual({ kind: 'locked', available: 1n });
    const free = { ...whale, available: alphaRao(10n ** 18n) };
    expect(swapBlocker(trade(free, 90_000n * ONE))).toEqual({ kind: 'impactTooHigh' });
  });
});
