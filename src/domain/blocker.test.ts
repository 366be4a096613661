import { describe, expect, it } from 'vitest';
import type { Account, Balance } from './account.ts';
import { type Blocker, IMPACT_BANDS, minimumBuy, type SwapSituation, swapBlocker } from './blocker.ts';
import type { PoolSnapshot, WeightedPool } from './pool.ts';
import { quoteExactIn } from './quote.ts';
import { alphaRao, ONE, rao } from './units.ts';

const BLOCK = { number: 100, hash: '0x01' };

const POOL: WeightedPool = {
  kind: 'weighted',
  taoReserve: rao(10_000n * ONE),
  alphaReserve: alphaRao(200_000n * ONE),
  quoteWeight: 500_000_000_000_000_000n,
  feeRate: 33,
};

const SNAPSHOT: PoolSnapshot = { netuid: 64, registeredAt: 7n, pool: POOL, tradable: true, block: BLOCK };

const ACCOUNT: Account = { address: '5Alice', name: 'Alice', source: 'wallet', wallet: 'w' };

function balance(spendable: bigint): Balance {
  return { free: rao(spendable + 500n), reserved: rao(0n), frozen: rao(0n), spendable: rao(spendable) };
}

/** A buy of 10 TAO that may be sent. */
const BUY: SwapSituation = {
  connection: 'ready',
  headAge: 0,
  head: BLOCK,
  safeMode: false,
  account: ACCOUNT,
  side: 'buy',
  netuid: 64,
  subnetExists: true,
  snapshot: SNAPSHOT,
  amount: { ok: true, value: 10n * ONE },
  quote: quoteExactIn(POOL, 'buy', 10n * ONE, 50),
  quotedAt: BLOCK,
  balance: balance(100n * ONE),
  position: null,
  available: null,
  validator: '5Hotkey',
  networkFee: rao(850_000n),
  expert: false,
  busy: false,
};

/** A sell of 100 Alpha that may be sent. */
const SELL: SwapSituation = {
  ...BUY,
  side: 'sell',
  amount: { ok: true, value: 100n * ONE },
  quote: quoteExactIn(POOL, 'sell', 100n * ONE, 50),
  position: alphaRao(500n * ONE),
  available: alphaRao(500n * ONE),
};

function trade(situation: SwapSituation, value: bigint): SwapSituation {
  return {
    ...situation,
    amount: { ok: true, value },
    quote: quoteExactIn(POOL, situation.side, value, 50),
  };
}

type Case = readonly [name: string, situation: SwapSituation, expected: Blocker];

const LARGE = trade({ ...BUY, balance: balance(10_000n * ONE) }, 2_000n * ONE);

/** Every reason, in the fixed order. Each situation also has every later reason that can stand beside it. */
const CASES: readonly Case[] = [
  ['no wallet', { ...BUY, account: null }, { kind: 'connectWallet' }],
  ['watching', { ...BUY, account: { ...ACCOUNT, source: 'watch' } }, { kind: 'watchOnly' }],
  ['no token', { ...BUY, netuid: null }, { kind: 'chooseToken' }],
  ['no such subnet', { ...BUY, subnetExists: false }, { kind: 'noSuchSubnet' }],
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
  ['not started', { ...BUY, snapshot: { ...SNAPSHOT, tradable: false } }, { kind: 'notStarted' }],
  ['one rao below the minimum', trade(BUY, 2_001_006n), { kind: 'belowMinimum', minimum: 2_001_007n }],
  ['dust', trade(SELL, 1n), { kind: 'belowMinimum', minimum: 2_000_000n }],
  [
    'more than a thousand times the pool',
    trade({ ...BUY, balance: balance(20_000_000n * ONE) }, 10_000_001n * ONE),
    { kind: 'poolTooSmall' },
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
      noSuchSubnet: true,
      enterAmount: true,
      badAmount: true,
      connecting: true,
      offline: true,
      wrongNetwork: true,
      notStarted: true,
      notEnoughTao: true,
      notEnoughAlpha: true,
      notEnoughForFee: true,
      belowMinimum: true,
      poolTooSmall: true,
      locked: true,
      impactTooHigh: true,
      chooseValidator: true,
      waitingForBlock: true,
      nodeBehind: true,
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
  ['noSuchSubnet', { subnetExists: false }],
  ['notEnoughTao', { balance: balance(1n) }],
  ['notStarted', { snapshot: { ...SNAPSHOT, tradable: false } }],
  [
    'belowMinimum',
    { amount: { ok: true, value: 1_000_000n }, quote: quoteExactIn(POOL, 'buy', 1_000_000n, 50) },
  ],
  ['chooseValidator', { validator: null }],
  ['waitingForBlock', { head: { number: 110, hash: '0x03' } }],
  ['nodeBehind', { headAge: 9 }],
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

describe('the bounds', () => {
  it('takes the very minimum, and everything that is spendable but the fee', () => {
    expect(swapBlocker(trade(BUY, 2_001_007n))).toBeNull();
    expect(swapBlocker({ ...BUY, balance: balance(10n * ONE + 850_000n) })).toBeNull();
  });

  it('lets the whole of a position go however small it is', () => {
    const dust = trade({ ...SELL, position: alphaRao(1_000_000n) }, 1_000_000n);
    expect(swapBlocker(dust)).toBeNull();
    expect(swapBlocker({ ...dust, position: alphaRao(1_000_001n) })?.kind).toBe('belowMinimum');
  });

  it('lets an expert take any impact, and root have none', () => {
    expect(swapBlocker({ ...LARGE, expert: true })).toBeNull();
    const impact = LARGE.quote?.ok ? LARGE.quote.quote.impactPpb : 0n;
    expect(impact).toBeGreaterThanOrEqual(IMPACT_BANDS.refuse);
    const root: SwapSituation = {
      ...LARGE,
      netuid: 0,
      snapshot: { ...SNAPSHOT, netuid: 0, pool: { kind: 'stable' } },
      quote: quoteExactIn({ kind: 'stable' }, 'buy', 2_000n * ONE, 50),
    };
    expect(swapBlocker(root)).toBeNull();
  });

  it('accepts a quote of two blocks ago and a head three block times old', () => {
    expect(swapBlocker({ ...BUY, head: { number: 102, hash: '0x02' }, headAge: 3 })).toBeNull();
  });

  it('waits for the chain’s quote of a curve that is not known here', () => {
    const foreign: SwapSituation = {
      ...BUY,
      snapshot: { ...SNAPSHOT, pool: { kind: 'foreign' } },
      quote: quoteExactIn({ kind: 'foreign' }, 'buy', 10n * ONE, 50),
    };
    expect(swapBlocker(foreign)).toEqual({ kind: 'waitingForBlock' });
  });

  it('knows the least buy at any fee rate', () => {
    for (const feeRate of [0, 33, 655, 10_000]) {
      const minimum = minimumBuy({ ...SNAPSHOT, pool: { ...POOL, feeRate } });
      const net = (gross: bigint) => gross - (gross * BigInt(feeRate)) / 65_535n;
      expect(net(minimum)).toBeGreaterThanOrEqual(2_000_000n);
      expect(net(minimum - 1n)).toBeLessThan(2_000_000n);
    }
  });
});
