import { goTo } from '#actions/connect.ts';
import { otherEndpoint } from '#actions/otherEndpoint.ts';
import { TOLERANCES_BPS } from '#config/defaults.ts';
import { endpointHost } from '#config/endpoints.ts';
import { formatAmount, formatPlain } from '#domain/amount.ts';
import { MIN_STAKE, minimumBuy } from '#domain/blocker.ts';
import { type Mend, widerTolerance } from '#domain/mend.ts';
import { suggestTolerance } from '#domain/tolerance.ts';
import type { Text } from '#i18n/useText.ts';
import { market } from '#stores/market.ts';
import { settings } from '#stores/settings.ts';
import { amountText } from '#ui/amountText.ts';
import { isolate } from '#ui/isolate.ts';
import type { Doors } from './doors.ts';
import { gentleAmount } from './gentleAmount.ts';
import { pricePoints } from './pricePoints.ts';
import { acceptGeneration, typePay, typeReceive } from './swapForm.ts';
import { MAX } from './swapLink.ts';
import { toleranceText } from './toleranceText.ts';
import { unitsOf } from './units.ts';
import type { SwapView } from './useSwapView.ts';

/** One click that mends something in the form, in words. */
export interface MendChoice {
  readonly mend: Mend;
  readonly text: string;
  readonly run: () => void;
}

/** What a mend would do now; null when it would change nothing, or cannot be had. Nothing here sends anything. */
export function mendChoice(t: Text, mend: Mend, view: SwapView, doors: Doors): MendChoice | null {
  switch (mend) {
    case 'useMax':
      return mostPossible(t, view);
    case 'useMinimum':
      return leastTaken(t, view);
    case 'shrink':
      return shrink(t, view);
    case 'widen':
      return widen(t, view);
    case 'node':
      return otherNode(t);
    case 'takeSubnet':
      return takeSubnet(t, view);
    case 'validator':
    case 'subnet':
    case 'account':
    case 'network':
      return { mend, text: t(`mend.${mend}`), run: doors[mend] };
    // Only of an order that was made, which the dialog can show again.
    case 'again':
    case 'nextBlock':
      return null;
  }
}

function mostPossible(t: Text, { trade }: SwapView): MendChoice | null {
  const { max, side, fixed, amount } = trade;
  if (max === null || max.amount === 0n || (fixed === 'pay' && amount === MAX)) return null;
  return {
    mend: 'useMax',
    text: t(side === 'buy' ? 'mend.useMax' : 'mend.sellMax'),
    run: () => typePay(MAX),
  };
}

/** Of a sale the minimum is what it must bring. */
function leastTaken(t: Text, { trade, snapshot }: SwapView): MendChoice | null {
  if (snapshot === null) return null;
  const minimum = trade.side === 'buy' ? minimumBuy(snapshot) : MIN_STAKE;
  const plain = formatPlain(minimum);
  return {
    mend: 'useMinimum',
    text: t('mend.useMinimum', { amount: isolate(`${formatAmount(minimum)}\u00a0τ`) }),
    run: () => (trade.side === 'buy' ? typePay(plain) : typeReceive(plain)),
  };
}

function shrink(t: Text, { trade, snapshot, amountIn }: SwapView): MendChoice | null {
  if (snapshot === null || trade.netuid === null) return null;
  const amount = gentleAmount(snapshot, trade.side, trade.max?.amount ?? null);
  if (amount === null || (amountIn !== null && amount >= amountIn)) return null;
  return {
    mend: 'shrink',
    text: t('mend.shrink', { amount: amountText(amount, unitsOf(trade.side, trade.netuid).paid) }),
    run: () => typePay(formatPlain(amount)),
  };
}

function widen(t: Text, { trade }: SwapView): MendChoice | null {
  const { toleranceBps, protection } = settings.getState();
  const { subnet } = trade;
  if (!protection || subnet === null) return null;
  const suggestion = suggestTolerance(pricePoints(market.getState().priceHistory, subnet));
  const bps = widerTolerance(toleranceBps, suggestion?.bps ?? null, TOLERANCES_BPS);
  if (bps === null) return null;
  return {
    mend: 'widen',
    text: t('mend.widen', { value: toleranceText(bps) }),
    run: () => settings.setState({ toleranceBps: bps }),
  };
}

function takeSubnet(t: Text, { trade }: SwapView): MendChoice | null {
  const { subnet } = trade;
  if (subnet === null) return null;
  return {
    mend: 'takeSubnet',
    text: t('mend.takeSubnet', { subnet: isolate(`SN${subnet.netuid} ${subnet.name}`) }),
    run: () => acceptGeneration(subnet.registeredAt),
  };
}

function otherNode(t: Text): MendChoice | null {
  const endpoint = otherEndpoint();
  if (endpoint === null) return null;
  return {
    mend: 'node',
    text: t('mend.node', { node: isolate(endpointHost(endpoint)) }),
    run: () => void goTo(endpoint),
  };
}
