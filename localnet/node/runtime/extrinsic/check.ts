import { DecodeError } from '#localnet/metadata/bytes.ts';
import { eraBirth, eraDeath } from '#localnet/metadata/era.ts';
import {
  decodeExtrinsic,
  type Extrinsic,
  type Signed,
  signingPayload,
} from '#localnet/metadata/extrinsic.ts';
import type { RuntimeCall } from '#localnet/metadata/outerEnums.ts';
import { systemStorage } from '#localnet/metadata/pallets/system.ts';
import { coldkeySwap } from '#localnet/node/runtime/guards/coldkeySwap.ts';
import type { RuntimeRules } from '#localnet/node/runtime/rules.ts';
import { account, accountExists } from '#localnet/node/runtime/system/accounts.ts';
import type { InvalidTransaction } from '#localnet/node/runtime.ts';
import type { State } from '#localnet/node/state.ts';
import { exceedsEveryBlock } from './blockLimits.ts';
import { isTooDeep } from './callDepth.ts';
import { callWeight, totalFee } from './fee.ts';
import { isGeneral } from './general.ts';
import { usesLacked } from './lackedCall.ts';
import { canPay } from './payment.ts';
import { signatureMatches } from './signature.ts';
import { cannotLookup, custom, invalid, undecodable } from './validity.ts';

/** A signed extrinsic: the call, who signed it how, and the bytes of the whole, length prefix included. */
export interface SignedExtrinsic {
  readonly call: RuntimeCall;
  readonly signed: Signed;
  readonly length: number;
}

/** A signed extrinsic that passed every check but the order of nonces. */
export interface CheckedExtrinsic extends SignedExtrinsic {
  readonly ok: true;
  readonly signer: Uint8Array;
  /** Rao, tip included. */
  readonly fee: bigint;
  /** Reference time that the call declares. */
  readonly weight: bigint;
  /** Blocks for which it stays valid. */
  readonly longevity: bigint;
  /** The nonce is above the account's: not yet its turn. */
  readonly isFuture: boolean;
}

/** Where an extrinsic would be included. */
export interface Inclusion {
  readonly state: State;
  readonly rules: RuntimeRules;
  /** Number of the block that would hold it. */
  readonly block: number;
  /** Hash of the block before, when the state does not hold it yet. */
  readonly parentHash: Uint8Array | null;
}

const FOREVER = (1n << 64n) - 1n;
/** Custom refusals of a coldkey that is about to be replaced. Source: common, CustomTransactionError. */
const SWAP_REFUSALS = { announced: 0, disputed: 21 } as const;

/** Decodes an extrinsic with its length prefix, or says why a runtime that lacks these calls cannot. */
export function readExtrinsic(
  bytes: Uint8Array,
  lackedCalls: readonly string[],
): Extrinsic | InvalidTransaction {
  try {
    const extrinsic = decodeExtrinsic(bytes);
    return usesLacked(extrinsic.call, lackedCalls) ? undecodable() : extrinsic;
  } catch (error) {
    // RangeError: the stack ends before a call inside calls inside calls does.
    if (!(error instanceof DecodeError || error instanceof RangeError)) throw error;
    return isGeneral(bytes) ? invalid('UnknownOrigin') : undecodable();
  }
}

/** Hash of a block that the chain remembers; null of one that it forgot, or that is not before the block. */
function blockHash({ state, block, parentHash }: Inclusion, number: number): Uint8Array | null {
  if (systemStorage.BlockHash.exists(state, number)) return systemStorage.BlockHash.get(state, number);
  return number === block - 1 ? parentHash : null;
}

/** Null when the signature is the signer's over what it says it signed. */
function refuseSignature(
  at: Inclusion,
  extrinsic: SignedExtrinsic,
  signer: Uint8Array,
): InvalidTransaction | null {
  const { call, signed } = extrinsic;
  const genesisHash = blockHash(at, 0);
  const birthHash = blockHash(at, eraBirth(signed.era, at.block));
  if (birthHash === null || genesisHash === null) return invalid('AncientBirthBlock');
  const metadataHash = signed.metadataHash === 'Enabled' ? at.rules.metadataHash() : null;
  if (signed.metadataHash === 'Enabled' && metadataHash === null) return cannotLookup();
  const payload = signingPayload(call, signed, {
    specVersion: at.rules.specVersion,
    transactionVersion: at.rules.transactionVersion,
    genesisHash,
    birthHash,
    metadataHash,
  });
  const { type: kind, value } = signed.signature;
  return signatureMatches(payload, { kind, bytes: value }, signer) ? null : invalid('BadProof');
}

/**
 * The checks of the signed extensions: era and signature, sender, nonce, size, fee, depth of calls. Reads only.
 * Source: Executive, validate_transaction, with the runtime's thirteen extensions.
 */
export function checkSigned(
  at: Inclusion,
  extrinsic: SignedExtrinsic,
): CheckedExtrinsic | InvalidTransaction {
  const { call, length, signed } = extrinsic;
  if (signed.address.type !== 'Id') return cannotLookup();
  const signer = signed.address.value;
  const refused = refuseSignature(at, extrinsic, signer);
  if (refused !== null) return refused;
  if (signer.every((byte) => byte === 0)) return invalid('BadSigner');
  const info = account(at.state, signer);
  if (!accountExists(info)) return invalid('Payment');
  if (signed.nonce < info.nonce) return invalid('Stale');
  const { profile } = at.rules;
  const weight = callWeight(profile, call);
  if (exceedsEveryBlock({ weight, length })) return invalid('ExhaustsResources');
  const fee = totalFee(profile, call, length, signed.tip);
  if (!canPay(at.state, profile, { signer, call }, fee)) return invalid('Payment');
  if (isTooDeep(call)) return invalid('Call');
  const swap = coldkeySwap(at.state, signer);
  if (swap !== 'none') return custom(SWAP_REFUSALS[swap]);
  const death = eraDeath(signed.era, at.block);
  const longevity = death === undefined ? FOREVER : BigInt(death - at.block);
  return { ...extrinsic, ok: true, signer, fee, weight, longevity, isFuture: signed.nonce > info.nonce };
}
