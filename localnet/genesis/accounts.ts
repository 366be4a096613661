import {
  keyExtractSuri,
  keyFromPath,
  mnemonicToMiniSecret,
  sr25519PairFromSeed,
} from '@polkadot/util-crypto';
import { ONE } from '#domain/units.ts';

/** The phrase from which every Substrate node derives its development accounts. */
const DEVELOPMENT_PHRASE = 'bottom drive obey lake curtain smoke basket hold race lonely fit walk';

const root = sr25519PairFromSeed(mnemonicToMiniSecret(DEVELOPMENT_PHRASE));

/** Public key of a development secret such as "//Alice" (sr25519, on the well-known development phrase). */
export function developmentKey(uri: string): Uint8Array {
  return keyFromPath(root, keyExtractSuri(`${DEVELOPMENT_PHRASE}${uri}`).path, 'sr25519').publicKey;
}

/** An account that the chain begins with. */
export interface FundedAccount {
  /** Its secret: everyone can sign for it, on a development chain only. */
  readonly uri: string;
  readonly publicKey: Uint8Array;
  /** Rao. */
  readonly balance: bigint;
}

function funded(uri: string, tao: bigint): FundedAccount {
  return { uri, publicKey: developmentKey(uri), balance: tao * ONE };
}

/** The accounts to trade with: Alice with 1,000,000 TAO, five others with 100,000 each. */
export const developmentAccounts: readonly FundedAccount[] = [
  funded('//Alice', 1_000_000n),
  ...['//Bob', '//Charlie', '//Dave', '//Eve', '//Ferdie'].map((uri) => funded(uri, 100_000n)),
];

/** Who makes the blocks and gets the pool fees, unless the node names another. */
export const blockAuthor: FundedAccount = funded('//Author', 1n);

/** A validator of the chain's beginning. */
export interface GenesisValidator {
  readonly name: string;
  /** The coldkey's secret. */
  readonly uri: string;
  readonly coldkey: Uint8Array;
  readonly hotkey: Uint8Array;
  /** Parts of 65,535 of the dividends. */
  readonly take: number;
  /** Hundredths of the stake of every subnet. */
  readonly share: bigint;
  /** Without a permit it earns nothing. */
  readonly hasPermit: boolean;
}

function validator(name: string, take: number, share: bigint, hasPermit = true): GenesisValidator {
  const uri = `//${name.replaceAll(' ', '')}`;
  return {
    name,
    uri,
    coldkey: developmentKey(uri),
    hotkey: developmentKey(`${uri}//hotkey`),
    take,
    share,
    hasPermit,
  };
}

/** Validators on every subnet, root included: eight that earn, at takes from 18 % down to nothing, and an idle one. */
export const genesisValidators: readonly GenesisValidator[] = [
  validator('North Star', 11_796, 27n),
  validator('Lighthouse', 11_796, 20n),
  validator('Cedar', 5_898, 15n),
  validator('Blue Harbour', 5_898, 12n),
  validator('Granite', 3_276, 9n),
  validator('Meridian', 655, 7n),
  validator('Open Field', 0, 5n),
  validator('Commons', 0, 4n),
  validator('Still Water', 11_796, 1n, false),
];

/** The hotkey that stands for all miners of a subnet, and its owner. */
export const genesisMiner = { coldkey: developmentKey('//Miner'), hotkey: developmentKey('//Miner//hotkey') };

/** The owner of subnets whose owner is not known. */
export const unknownOwner = {
  coldkey: developmentKey('//SubnetOwner'),
  hotkey: developmentKey('//SubnetOwner//hotkey'),
};

export const REST_OF_SUPPLY_URI = '//RestOfSupply';

/** Holds all TAO that the chain begins with and nobody else has. */
export const restOfSupply: Uint8Array = developmentKey(REST_OF_SUPPLY_URI);
