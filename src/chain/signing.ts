import type { Extrinsic, ExtrinsicEra } from '@polkadot/types/interfaces';
import type { SignerPayloadJSON } from '@polkadot/types/types';
import { hexToU8a, isHex, u8aEq, u8aToHex } from '@polkadot/util';
import { blake2AsU8a } from '@polkadot/util-crypto';
import { ERA_PERIOD } from '#config/defaults.ts';
import { AppError } from '#domain/appError.ts';
import type { BlockRef } from '#domain/block.ts';
import type { ChainCall } from '#domain/order.ts';
import type { PreparedExtrinsic, SignedExtrinsic, WalletAnswer } from './client.ts';
import { encodeCall } from './extrinsics.ts';
import type { Runtime } from './runtime.ts';
import { isSignatureOf } from './signature.ts';

/** Extrinsics are of the signed form 4, which every wallet knows. */
const VERSION = 4;
/** Longer payloads are hashed before they are signed. Source: sp_runtime, SignedPayload::using_encoded. */
const HASHED_ABOVE = 256;

/**
 * The payload of a call, valid from the block given for ERA_PERIOD blocks, without a tip. `checkpoint` must be a block
 * that will stay: its hash is part of what is signed.
 */
export function prepareExtrinsic(
  runtime: Runtime,
  genesis: string,
  call: ChainCall,
  account: { readonly address: string; readonly nonce: number },
  checkpoint: BlockRef,
): PreparedExtrinsic {
  const { registry } = runtime;
  const era = mortalEra(runtime, checkpoint);
  const payload = registry
    .createType('SignerPayload', {
      address: account.address,
      blockHash: checkpoint.hash,
      blockNumber: checkpoint.number,
      era: era.toHex(),
      genesisHash: genesis,
      metadataHash: null,
      method: encodeCall(runtime, call).toHex(),
      mode: 0,
      nonce: account.nonce,
      runtimeVersion: {
        specVersion: runtime.specVersion,
        transactionVersion: runtime.transactionVersion,
      },
      signedExtensions: registry.signedExtensions,
      tip: 0,
      version: VERSION,
      withSignedTransaction: false,
    })
    .toPayload();
  return {
    address: account.address,
    nonce: account.nonce,
    // The checkpoint itself cannot hold it: its hash is not known before it ends.
    era: { birth: checkpoint.number + 1, death: checkpoint.number + ERA_PERIOD },
    payload,
    message: messageOf(runtime, payload),
  };
}

function mortalEra(runtime: Runtime, checkpoint: BlockRef): ExtrinsicEra {
  return runtime.registry.createType('ExtrinsicEra', { current: checkpoint.number, period: ERA_PERIOD });
}

function messageOf(runtime: Runtime, payload: SignerPayloadJSON): string {
  const bytes = runtime.registry
    .createType('ExtrinsicPayload', payload, { version: payload.version })
    .toU8a({ method: true });
  return u8aToHex(bytes.length > HASHED_ABOVE ? blake2AsU8a(bytes, 256) : bytes);
}

/**
 * Joins the wallet's signature to what it was asked to sign. Refused: a signature that is not the account's over exactly
 * this payload (`walletWrongAccount` when it is one of `others`', else `walletBadSignature`), and a transaction of the
 * wallet's own making that differs from the one asked for.
 */
export function completeExtrinsic(
  runtime: Runtime,
  prepared: PreparedExtrinsic,
  answer: WalletAnswer,
  others: readonly string[],
): SignedExtrinsic {
  const { signature, signedTransaction } = answer;
  if (!isSignatureOf(prepared.message, signature, prepared.address)) {
    const another = others.some(
      (other) => other !== prepared.address && isSignatureOf(prepared.message, signature, other),
    );
    throw new AppError(another ? 'walletWrongAccount' : 'walletBadSignature');
  }
  const bytes = signedBytes(runtime, prepared.payload, signature);
  if (signedTransaction !== null) {
    if (!isHex(signedTransaction) || !u8aEq(hexToU8a(signedTransaction), bytes)) {
      throw new AppError('walletBadSignature', 'the wallet changed the transaction');
    }
  }
  return { hash: u8aToHex(blake2AsU8a(bytes, 256)), hex: u8aToHex(bytes) };
}

function signedBytes(runtime: Runtime, payload: SignerPayloadJSON, signature: string): Uint8Array {
  const { registry } = runtime;
  const call = registry.createType('Call', payload.method);
  const extrinsic: Extrinsic = registry.createType('Extrinsic', call, { version: VERSION });
  return extrinsic.addSignature(payload.address, hexToU8a(signature), payload).toU8a();
}

/** A transaction of the size of a real one, with a signature of nobody: for asking what it would cost. */
export function unsignedSample(
  runtime: Runtime,
  genesis: string,
  call: ChainCall,
  account: { readonly address: string; readonly nonce: number },
  checkpoint: BlockRef,
): string {
  const { payload } = prepareExtrinsic(runtime, genesis, call, account, checkpoint);
  // Scheme 1, sr25519, and not all zeros: the library takes those for no signature at all.
  return u8aToHex(signedBytes(runtime, payload, u8aToHex(new Uint8Array(65).fill(1))));
}
