import type { Catalogue } from './catalogue.ts';
import { chain } from './zhTW/chain.ts';
import { errors } from './zhTW/errors.ts';
import { frame } from './zhTW/frame.ts';
import { swap } from './zhTW/swap.ts';
import { wallet } from './zhTW/wallet.ts';

/** The catalogue in Traditional Chinese. */
export const zhTW: Catalogue = { ...frame, ...swap, ...wallet, ...chain, ...errors };
