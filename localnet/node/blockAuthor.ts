import {
  keyExtractSuri,
  keyFromPath,
  mnemonicToMiniSecret,
  sr25519PairFromSeed,
  sr25519Sign,
} from '@polkadot/util-crypto';
import type { BlockAuthor } from './block.ts';

/** The phrase from which every Substrate node derives //Alice and its other development accounts. */
const DEVELOPMENT_PHRASE = 'bottom drive obey lake curtain smoke basket hold race lonely fit walk';

/** A development account as author of blocks. Needs cryptoWaitReady. */
export function developmentAuthor(path: string): BlockAuthor {
  const { phrase, path: steps } = keyExtractSuri(`${DEVELOPMENT_PHRASE}${path}`);
  const pair = keyFromPath(sr25519PairFromSeed(mnemonicToMiniSecret(phrase)), steps, 'sr25519');
  return { publicKey: pair.publicKey, sign: (message) => sr25519Sign(message, pair) };
}
