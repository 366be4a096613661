import type { Account, Balance } from './account.ts';
import type { SwapSituation } from './blocker.ts';
import { quoteExactOut } from './exactOut.ts';
import type { PoolSnapshot, WeightedPool } from './pool.ts';
import { quoteExactIn } from './quote.ts';
import { alphaRao, ONE, rao } from './units.ts';

export const BLOCK = { number: 100, hash: '0x01' };

export const POOL: WeightedPool = {
  kind: 'weighted',
  taoReserve: rao(10_000n * ONE),
  alphaReserve: alphaRao(200_000n * ONE),
  quoteWeight: 500_000_000_000_000_000n,
  feeRate: 33,
};

export const SNAPSHOT: PoolSnapshot = {
  netuid: 64,
  registeredAt: 7n,
  pool: POOL,
  tradable: true,
  block: BLOCK,
};

export const ACCOUNT: Account = { address: '5Alice', name: 'Alice', source: 'wallet', wallet: 'w' };

export function balance(spendable: bigint): Balance {
  return { free: rao(spendable + 500n), reserved: rao(0n), frozen: rao(0n), spendable: rao(spendable) };
}

/** A buy of 10 TAO that may be sent. */
export const BUY: SwapSituation = {
  connection: 'ready',
  headAge: 0,
  head: BLOCK,
  safeMode: false,
  contradicted: false,
  missingCall: null,
  unknownExtension: null,
  account: ACCOUNT,
  side: 'buy',
  netuid: 64,
  pairTrouble: null,
  snapshot: SNAPSHOT,
  fixed: 'pay',
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
export const SELL: SwapSituation = {
  ...BUY,
  side: 'sell',
  amount: { ok: true, value: 100n * ONE },
  quote: quoteExactIn(POOL, 'sell', 100n * ONE, 50),
  position: alphaRao(500n * ONE),
  available: alphaRao(500n * ONE),
};

export function trade(situation: SwapSituation, value: bigint): SwapSituation {
  return {
    ...situation,
    amount: { ok: true, value },
    quote: quoteExactIn(POOL, situation.side, value, 50),
  };
}

/** The same with so much typed as what is received. */
export function receive(situation: SwapSituation, value: bigint): SwapSituation {
  const quote = quoteExactOut(POOL, situation.side, value, 50);
  return { ...situation, fixed: 'receive', amount: { ok: true, value }, quote };
}

/** A buy whose impact is above what is let through. */
export const LARGE = trade({ ...BUY, balance: balance(10_000n * ONE) }, 2_000n * ONE);
