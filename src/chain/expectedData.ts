import { bnToU8a, compactToU8a, hexToU8a, u8aConcat, u8aToHex } from '@polkadot/util';
import { ERA_PERIOD } from '#config/defaults.ts';
import type { ExtensionData, SigningTerms } from './client.ts';

/**
 * The bytes that each transaction extension with data is to have under these terms, without a tip; extensions that are not
 * named here have none. Written out by hand, so that it is no copy of what the library encodes.
 * Sources: frame_system (CheckSpecVersion, CheckTxVersion, CheckGenesis, CheckMortality, CheckNonce),
 * pallet_transaction_payment, frame_metadata_hash_extension; sp_runtime::generic::Era for the era.
 */
export function expectedData(terms: SigningTerms): ReadonlyMap<string, Omit<ExtensionData, 'name'>> {
  const { nonce, checkpoint, genesis, specVersion, transactionVersion, metadataHash } = terms;
  const hash =
    metadataHash === null ? new Uint8Array([0]) : u8aConcat(new Uint8Array([1]), hexToU8a(metadataHash));
  return new Map([
    ['CheckSpecVersion', { carried: '0x', implied: u32(specVersion) }],
    ['CheckTxVersion', { carried: '0x', implied: u32(transactionVersion) }],
    ['CheckGenesis', { carried: '0x', implied: genesis }],
    ['CheckMortality', { carried: mortalEra(checkpoint.number), implied: checkpoint.hash }],
    ['CheckNonce', { carried: u8aToHex(compactToU8a(nonce)), implied: '0x' }],
    ['ChargeTransactionPayment', { carried: u8aToHex(compactToU8a(0)), implied: '0x' }],
    ['CheckMetadataHash', { carried: metadataHash === null ? '0x00' : '0x01', implied: u8aToHex(hash) }],
  ]);
}

function u32(value: number): string {
  return u8aToHex(bnToU8a(value, { bitLength: 32, isLe: true }));
}

/** Two bytes, little endian: the period's power of two less one, and above it the phase, which is not coarsened for periods this short. */
function mortalEra(block: number): string {
  const power = Math.log2(ERA_PERIOD) - 1;
  const phase = block % ERA_PERIOD;
  return u8aToHex(bnToU8a(power + phase * 16, { bitLength: 16, isLe: true }));
}
