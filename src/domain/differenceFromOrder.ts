import type { ChainCall, SwapOrder } from './order.ts';
import type { Side } from './pool.ts';
import { ROOT } from './subnet.ts';

interface Kind {
  readonly side: Side;
  /** Carries a limit price. */
  readonly limited: boolean;
  /** Sells whatever the position holds. */
  readonly all: boolean;
  readonly args: readonly string[];
}

/** What each call that an order may become does, and what it takes. Source: SubtensorModule calls 2, 3, 88, 89 and 103. */
const KINDS: Readonly<Record<string, Kind>> = {
  add_stake: { side: 'buy', limited: false, all: false, args: ['hotkey', 'netuid', 'amount_staked'] },
  add_stake_limit: {
    side: 'buy',
    limited: true,
    all: false,
    args: ['hotkey', 'netuid', 'amount_staked', 'limit_price', 'allow_partial'],
  },
  remove_stake: { side: 'sell', limited: false, all: false, args: ['hotkey', 'netuid', 'amount_unstaked'] },
  remove_stake_limit: {
    side: 'sell',
    limited: true,
    all: false,
    args: ['hotkey', 'netuid', 'amount_unstaked', 'limit_price', 'allow_partial'],
  },
  remove_stake_full_limit: {
    side: 'sell',
    limited: true,
    all: true,
    args: ['hotkey', 'netuid', 'limit_price'],
  },
};

/**
 * Compares a call, as it was read back from bytes, with the order that it is to carry out: which call, and every argument.
 * Gives the name of the first difference ("call" for the call itself), or null when there is none. It is written
 * apart from `callOf`, so that a mistake there is found here.
 */
export function differenceFromOrder(order: SwapOrder, { pallet, method, args }: ChainCall): string | null {
  const kind = Object.hasOwn(KINDS, method) ? KINDS[method] : undefined;
  if (pallet !== 'SubtensorModule' || kind === undefined) return 'call';
  // A pool without a price has no limit: root, and subnets of the stable mechanism.
  const isLimited = order.protected && order.netuid !== ROOT && order.quote.limitPrice !== null;
  if (kind.side !== order.side || kind.limited !== isLimited || (kind.all && !order.sellsAll)) return 'call';
  const meant: Readonly<Record<string, unknown>> = {
    hotkey: order.hotkey,
    netuid: order.netuid,
    amount_staked: order.amountIn,
    amount_unstaked: order.amountIn,
    limit_price: order.quote.limitPrice,
    allow_partial: false,
  };
  for (let index = 0; index < Math.max(args.length, kind.args.length); index += 1) {
    const [arg, name] = [args[index], kind.args[index]];
    const isSame = name !== undefined && arg?.name === name && String(arg.value) === String(meant[name]);
    if (!isSame) return name ?? arg?.name ?? 'call';
  }
  return null;
}
