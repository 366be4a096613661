import { createStore } from 'zustand';
import { parseSwapLink, type SwapIntent } from './swapLink.ts';

/** What the form holds. The page's address follows it, and sets it when a link is opened. */
export const swapForm = createStore<SwapIntent>()(() => parseSwapLink(''));

/** Takes the intent of a link. */
export function openIntent(intent: SwapIntent): void {
  swapForm.setState(intent, true);
}

export function typeAmount(amount: string): void {
  swapForm.setState({ amount });
}

export function pickSubnet(netuid: number): void {
  swapForm.setState({ netuid, generation: null });
}

/** Turns the trade around and keeps nothing of the amount: it was in the other token. */
export function flipSides(): void {
  swapForm.setState(({ side }) => ({ side: side === 'buy' ? 'sell' : 'buy', amount: '' }));
}

/** Goes on with the subnet that bears the number now. */
export function acceptGeneration(): void {
  swapForm.setState({ generation: null });
}
