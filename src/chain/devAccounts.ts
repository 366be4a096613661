import { Keyring } from '@polkadot/keyring';
import type { KeyringPair } from '@polkadot/keyring/types';
import { hexToU8a, u8aToHex } from '@polkadot/util';
import { cryptoWaitReady } from '@polkadot/util-crypto';
import type { Account } from '#domain/account.ts';
import { AppError } from '#domain/appError.ts';
import type { Signer } from './client.ts';
import { SS58_PREFIX } from './runtime.ts';

/** Names of the public development keys: anyone knows them, so they are of use on a local chain only. */
const NAMES = ['Alice', 'Bob', 'Charlie', 'Dave', 'Eve', 'Ferdie'];

let pairs: readonly KeyringPair[] | null = null;

async function devPairs(): Promise<readonly KeyringPair[]> {
  await cryptoWaitReady();
  if (pairs === null) {
    const keyring = new Keyring({ type: 'sr25519', ss58Format: SS58_PREFIX });
    pairs = NAMES.map((name) => keyring.addFromUri(`//${name}`, { name }));
  }
  return pairs;
}

/** The built-in accounts of a local chain: Alice to Ferdie. */
export async function devAccounts(): Promise<readonly Account[]> {
  const all = await devPairs();
  return all.map(({ address }, index) => ({
    address,
    name: NAMES[index] ?? null,
    source: 'dev',
    wallet: null,
  }));
}

/** Signs for the built-in accounts without asking anyone. */
export function devSigner(): Signer {
  return {
    async sign({ address, message }) {
      const pair = (await devPairs()).find((each) => each.address === address);
      if (pair === undefined) throw new AppError('walletMissing', address);
      return {
        signature: u8aToHex(pair.sign(hexToU8a(message), { withType: true })),
        signedTransaction: null,
      };
    },
  };
}
