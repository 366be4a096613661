import type { Extrinsic, ExtrinsicEra } from '@polkadot/types/interfaces';
import type { SignerPayloadJSON } from '@polkadot/types/types';
import { hexToU8a, isHex, u8aEq, u8aToHex } from '@polkadot/util';
import { blake2AsHex, blake2AsU8a } from '@polkadot/util-crypto';
import { ERA_PERIOD } from '#config/defaults.ts';
import { AppError } from '#domain/appError.ts';
import type { BlockRef } from '#domain/block.ts';
import type { ChainCall } from '#domain/order.ts';
import type { CompletedExtrinsic, PreparedExtrinsic, SigningTerms, WalletAnswer } from './client.ts';
import { comparePayload, compareSigned } from './compareTransaction.ts';
import { encodeCall } from './extrinsics.ts';
import type { Runtime } from './runtime.ts';
import { isSignatureOf } from './signature.ts';

/** Extrinsics are of the signed form 4, which every wallet knows. */
const VERSION = 4;
/** Longer payloads are hashed before they are signed. Source: sp_runtime, SignedPayload::using_encoded. */
const HASHED_ABOVE = 256;

/**
 * The payload of a call, valid from the block given for ERA_PERIOD blocks, without a tip. `checkpoint` must be a block
 * that will stay: its hash is part of what is signed. With `metadataHash`, the metadata's digest as 0x hex, the signature
 * covers the metadata, as hardware keys need it, and the wallet may make the transaction itself. `notAsOrdered` when the
 * bytes, read back by the metadata, say anything else than call and terms.
 */
export function prepareExtrinsic(
  runtime: Runtime,
  genesis: string,
  call: ChainCall,
  account: { readonly address: string; readonly nonce: number },
  checkpoint: BlockRef,
  metadataHash: string | null,
): PreparedExtrinsic {
  const { specVersion, transactionVersion } = runtime;
  const terms = { ...account, checkpoint, genesis, specVersion, transactionVersion, metadataHash };
  const payload = payloadOf(runtime, call, terms);
  const bytes = payloadBytes(runtime, payload);
  return {
    address: account.address,
    nonce: account.nonce,
    // The checkpoint itself cannot hold it: its hash is not known before it ends.
    era: { birth: checkpoint.number + 1, death: checkpoint.number + ERA_PERIOD },
    ...comparePayload(runtime, bytes, payload, call, terms),
    callHash: blake2AsHex(hexToU8a(payload.method), 256),
    terms,
    payload,
    message: messageOf(bytes),
  };
}

function payloadOf(runtime: Runtime, call: ChainCall, terms: SigningTerms): SignerPayloadJSON {
  const { checkpoint, metadataHash } = terms;
  return runtime.registry
    .createType('SignerPayload', {
      address: terms.address,
      blockHash: checkpoint.hash,
      blockNumber: checkpoint.number,
      era: mortalEra(runtime, checkpoint).toHex(),
      genesisHash: terms.genesis,
      metadataHash,
      method: encodeCall(runtime, call).toHex(),
      mode: metadataHash === null ? 0 : 1,
      nonce: terms.nonce,
      runtimeVersion: { specVersion: terms.specVersion, transactionVersion: terms.transactionVersion },
      signedExtensions: runtime.registry.signedExtensions,
      tip: 0,
      version: VERSION,
      withSignedTransaction: metadataHash !== null,
    })
    .toPayload();
}

function mortalEra(runtime: Runtime, checkpoint: BlockRef): ExtrinsicEra {
  return runtime.registry.createType('ExtrinsicEra', { current: checkpoint.number, period: ERA_PERIOD });
}

/** What a signature is to cover: the call, what extensions carry, and what they imply. */
function payloadBytes({ registry }: Runtime, payload: SignerPayloadJSON): Uint8Array {
  return registry.createType('ExtrinsicPayload', payload, { version: VERSION }).toU8a({ method: true });
}

function messageOf(bytes: Uint8Array): string {
  return u8aToHex(bytes.length > HASHED_ABOVE ? blake2AsU8a(bytes, 256) : bytes);
}

/**
 * Joins the wallet's signature to what it was asked to sign. Refused: a signature that is not the account's over exactly
 * this payload (`walletWrongAccount` when it is one of `others`', else `walletBadSignature`), and a transaction that says
 * anything else than what was asked for (`notAsOrdered`, with the name of the difference). A transaction of the wallet's
 * own making is taken; where it was allowed to make one, it may also cover the metadata's digest or not as it chooses.
 */
export function completeExtrinsic(
  runtime: Runtime,
  prepared: PreparedExtrinsic,
  answer: WalletAnswer,
  others: readonly string[],
): CompletedExtrinsic {
  const { signature, signedTransaction } = answer;
  const bytes =
    signedTransaction === null
      ? joined(runtime, prepared, signature, others)
      : ofTheWallet(runtime, prepared, signature, signedTransaction, others);
  const { call } = compareSigned(runtime, bytes, prepared.call, prepared.terms);
  return { hash: u8aToHex(blake2AsU8a(bytes, 256)), hex: u8aToHex(bytes), call };
}

function joined(
  runtime: Runtime,
  { payload, message, address }: PreparedExtrinsic,
  signature: string,
  others: readonly string[],
): Uint8Array {
  checkSignature(message, signature, address, others);
  return signedBytes(runtime, payload, signature);
}

function ofTheWallet(
  runtime: Runtime,
  prepared: PreparedExtrinsic,
  signature: string,
  transaction: string,
  others: readonly string[],
): Uint8Array {
  const { address, call, terms, payload } = prepared;
  if (!isHex(transaction)) throw new AppError('notAsOrdered', 'signedTransaction');
  const bytes = hexToU8a(transaction);
  const read = compareSigned(runtime, bytes, call, terms);
  const asAsked = read.coversMetadata === (terms.metadataHash !== null);
  if (!asAsked && payload.withSignedTransaction !== true) {
    throw new AppError('notAsOrdered', 'CheckMetadataHash');
  }
  if (!isHex(signature) || !u8aEq(hexToU8a(signature), read.signature)) {
    throw new AppError('walletBadSignature', 'two signatures');
  }
  const message = asAsked ? prepared.message : messageOf(payloadBytes(runtime, uncovered(payload)));
  checkSignature(message, signature, address, others);
  return bytes;
}

/** The same payload without the metadata's digest. */
function uncovered(payload: SignerPayloadJSON): SignerPayloadJSON {
  const { metadataHash: _, ...rest } = payload;
  return { ...rest, mode: 0 };
}

function checkSignature(
  message: string,
  signature: string,
  address: string,
  others: readonly string[],
): void {
  if (isSignatureOf(message, signature, address)) return;
  const another = others.some((other) => other !== address && isSignatureOf(message, signature, other));
  throw new AppError(another ? 'walletWrongAccount' : 'walletBadSignature');
}

function signedBytes(runtime: Runtime, payload: SignerPayloadJSON, signature: string): Uint8Array {
  const { registry } = runtime;
  const call = registry.createType('Call', payload.method);
  const extrinsic: Extrinsic = registry.createType('Extrinsic', call, { version: VERSION });
  return extrinsic.addSignature(payload.address, hexToU8a(signature), payload).toU8a();
}

/** The transaction with a signature of nobody, 0x hex: for asking what exactly these bytes would cost. */
export function sampleOf(runtime: Runtime, { payload }: PreparedExtrinsic): string {
  // Scheme 1, sr25519, and not all zeros: the library takes those for no signature at all.
  return u8aToHex(signedBytes(runtime, payload, u8aToHex(new Uint8Array(65).fill(1))));
}

/** A transaction of the size of a real one, with a signature of nobody: for asking what it would cost. */
export function unsignedSample(
  runtime: Runtime,
  genesis: string,
  call: ChainCall,
  account: { readonly address: string; readonly nonce: number },
  checkpoint: BlockRef,
): string {
  return sampleOf(runtime, prepareExtrinsic(runtime, genesis, call, account, checkpoint, null));
}
