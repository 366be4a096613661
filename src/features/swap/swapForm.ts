import { createStore } from 'zustand';
import { KEPT_TEXT, MAX, parseSwapLink, type SwapIntent } from './swapLink.ts';

/** What the form holds. The page's address follows it, and sets it when a link is opened. */
export const swapForm = createStore<SwapIntent>()(() => parseSwapLink(''));

/** Takes the intent of a link. */
export function openIntent(intent: SwapIntent): void {
  swapForm.setState(intent, true);
}

/** Fixes what is paid. */
export function typePay(amount: string): void {
  swapForm.setState({ fixed: 'pay', amount: amount.slice(0, KEPT_TEXT) });
}

/** Fixes what is received; emptied, nothing is fixed. */
export function typeReceive(amount: string): void {
  swapForm.setState({ fixed: amount === '' ? 'pay' : 'receive', amount: amount.slice(0, KEPT_TEXT) });
}

/** Takes a subnet; with a generation when the netuid alone would leave open which one is meant. */
export function pickSubnet(netuid: number, generation: bigint | null = null): void {
  swapForm.setState({ netuid, otherNetuid: null, generation });
}

/**
 * Turns the trade around. The typed amount stays with its token, so it is fixed on the other side now; the most possible
 * belongs to what was paid, and is let go.
 */
export function flipSides(): void {
  swapForm.setState(({ side, fixed, amount }) => {
    const turned = { side: side === 'buy' ? 'sell' : 'buy', otherNetuid: null } as const;
    if (amount === '' || amount === MAX) return { ...turned, fixed: 'pay', amount: '' };
    return { ...turned, fixed: fixed === 'pay' ? 'receive' : 'pay' };
  });
}

/** Goes on with the subnet that bears the number now. */
export function acceptGeneration(generation: bigint): void {
  swapForm.setState({ generation });
}

/** Of a link from one Alpha to another: only the sale. */
export function onlySell(): void {
  swapForm.setState({ otherNetuid: null });
}

/** Of a link from one Alpha to another: only the purchase, of an amount still to be said. */
export function onlyBuy(): void {
  swapForm.setState(({ netuid, otherNetuid }) => ({
    side: 'buy',
    netuid: otherNetuid ?? netuid,
    otherNetuid: null,
    generation: null,
    fixed: 'pay',
    amount: '',
  }));
}
