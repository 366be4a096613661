import { genesisValidators, REST_OF_SUPPLY_URI } from '#localnet/genesis/accounts.ts';
import { developmentAuthor } from '#localnet/node/blockAuthor.ts';

/** An account that can sign. */
export interface Signer {
  /** sr25519. */
  readonly publicKey: Uint8Array;
  sign(message: Uint8Array): Uint8Array;
}

/** An account that the market trades with, and the validator with which it stakes. */
export interface Participant extends Signer {
  readonly hotkey: Uint8Array;
}

const TRADERS = 16;

/**
 * Everyone in the market. The validators of genesis, who hold most Alpha and get what is minted, come after the traders,
 * who begin with nothing: so nothing in genesis depends on whether there is a market.
 */
export interface Participants {
  readonly traders: readonly Participant[];
  readonly validators: readonly Participant[];
  /** Holds what nobody else has, and funds traders. */
  readonly treasury: Signer;
}

/** The participants with their keys, derived from the development phrase. Needs cryptoWaitReady. */
export function marketParticipants(): Participants {
  const validators = genesisValidators.map(({ uri, hotkey }) => ({ ...developmentAuthor(uri), hotkey }));
  const traders = Array.from({ length: TRADERS }, (_, index) => {
    const hotkey = validators[index % validators.length]?.hotkey;
    if (hotkey === undefined) throw new Error('genesis has no validators');
    return { ...developmentAuthor(`//Trader//${index + 1}`), hotkey };
  });
  return { traders, validators, treasury: developmentAuthor(REST_OF_SUPPLY_URI) };
}
