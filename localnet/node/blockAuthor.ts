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

type KeyPair = ReturnType<typeof sr25519PairFromSeed>;

/** The phrase's own pair, from which the others are derived: the phrase takes many rounds of hashing, a path none. */
let root: KeyPair | undefined;

function rootPair(): KeyPair {
  root ??= sr25519PairFromSeed(mnemonicToMiniSecret(DEVELOPMENT_PHRASE));
  return root;
}

/** A development account as author of blocks. Needs cryptoWaitReady. */
export function developmentAuthor(uri: string): BlockAuthor {
  const { path } = keyExtractSuri(`${DEVELOPMENT_PHRASE}${uri}`);
  const pair = keyFromPath(rootPair(), path, 'sr25519');
  return { publicKey: pair.publicKey, sign: (message) => sr25519Sign(message, pair) };
}
