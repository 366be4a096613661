import type { KeyringPair } from '@polkadot/keyring/types';
import { hexToU8a } from '@polkadot/util';
import type { Era } from '#localnet/metadata/era.ts';
import { encodeExtrinsic, signingPayload } from '#localnet/metadata/extrinsic.ts';
import type { RuntimeCall } from '#localnet/metadata/outerEnums.ts';
import type { Chain } from '#localnet/node/chain.ts';
import { account } from '#localnet/node/runtime/system/accounts.ts';

/** What a test signs otherwise than an ordinary wallet would. */
export interface SigningChoices {
  readonly nonce?: number;
  readonly era?: Era;
  /** Hash of the block at which the era begins. */
  readonly birthHash?: string;
  readonly genesisHash?: string;
  readonly specVersion?: number;
}

/** The signed bytes of a call, for the best block of a chain. */
export function signCall(
  chain: Chain,
  pair: KeyringPair,
  call: RuntimeCall,
  choices: SigningChoices = {},
): Uint8Array {
  const { version } = chain.runtime;
  const genesisHash = choices.genesisHash ?? chain.genesis.hash;
  const state = chain.stateAt(chain.best.hash);
  const extensions = {
    era: choices.era ?? ({ type: 'Immortal' } as const),
    nonce: choices.nonce ?? account(state, pair.publicKey).nonce,
    tip: 0n,
    metadataHash: 'Disabled',
  } as const;
  const payload = signingPayload(call, extensions, {
    specVersion: choices.specVersion ?? version.specVersion,
    transactionVersion: version.transactionVersion,
    genesisHash: hexToU8a(genesisHash),
    birthHash: hexToU8a(choices.birthHash ?? genesisHash),
    metadataHash: null,
  });
  const address = { type: 'Id', value: pair.publicKey } as const;
  const signature = { type: 'Sr25519', value: pair.sign(payload) } as const;
  return encodeExtrinsic({ signed: { address, signature, ...extensions }, call });
}
