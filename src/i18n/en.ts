import { chain } from './en/chain.ts';
import { errors } from './en/errors.ts';
import { frame } from './en/frame.ts';
import { swap } from './en/swap.ts';
import { wallet } from './en/wallet.ts';

/** The English catalogue, and the shape of every other. */
export const en = { ...frame, ...swap, ...wallet, ...chain, ...errors };
