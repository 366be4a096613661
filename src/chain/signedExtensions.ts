import { u8aToHex } from '@polkadot/util';
import { AppError } from '#domain/appError.ts';
import type { ExtensionData } from './client.ts';
import type { Runtime } from './runtime.ts';

/** Extensions whose data this app writes, by their names in the metadata. */
const WRITTEN = [
  'CheckSpecVersion',
  'CheckTxVersion',
  'CheckGenesis',
  'CheckMortality',
  'CheckNonce',
  'ChargeTransactionPayment',
  'CheckMetadataHash',
];

/**
 * Makes sure that every transaction extension of the runtime is one that this app writes, or carries no data: with an
 * unknown one that does, a transaction would not mean what was meant. Else `unknownExtension` with its name.
 */
export function checkExtensions(runtime: Runtime): void {
  const name = unknownExtension(runtime);
  if (name !== null) throw new AppError('unknownExtension', name);
}

/** The name of the first extension that has data, in the transaction or only signed, and is not one that this app writes. */
export function unknownExtension(runtime: Runtime): string | null {
  const unknown = extensionTypes(runtime).find(
    ({ name, carried, implied }) =>
      !WRITTEN.includes(name) && (leastLength(runtime, carried) > 0 || leastLength(runtime, implied) > 0),
  );
  return unknown?.name ?? null;
}

/** Bytes that the type's default takes: 0 for a type without data, and for no other. */
function leastLength({ registry }: Runtime, type: string): number {
  return registry.createTypeUnsafe(type, []).encodedLength;
}

interface ExtensionType {
  readonly name: string;
  /** Type of what is in the transaction. */
  readonly carried: string;
  /** Type of what is only signed. */
  readonly implied: string;
}

/** The runtime's transaction extensions, in the order in which they are encoded. */
export function extensionTypes({ metadata, registry }: Runtime): readonly ExtensionType[] {
  if (metadata.version >= 16) {
    return metadata.asLatest.extrinsic.transactionExtensions.map(({ identifier, type, implicit }) => ({
      name: identifier.toString(),
      carried: registry.createLookupType(type),
      implied: registry.createLookupType(implicit),
    }));
  }
  // The library loses the second type when it lifts version 15 to 16, so it is read where it still is.
  return metadata.asV15.extrinsic.signedExtensions.map(({ identifier, type, additionalSigned }) => ({
    name: identifier.toString(),
    carried: registry.createLookupType(type),
    implied: registry.createLookupType(additionalSigned),
  }));
}

/** Takes the extensions' data off the bytes that follow a call in what is signed: first all carried, then all implied. */
export function readExtensions(runtime: Runtime, bytes: Uint8Array): readonly ExtensionData[] {
  const types = extensionTypes(runtime);
  const take = taker(runtime, bytes);
  const carried = types.map((each) => take.next(each.carried));
  const implied = types.map((each) => take.next(each.implied));
  if (take.left() !== 0) throw new AppError('notAsOrdered', 'length');
  return types.map(({ name }, index) => ({
    name,
    carried: carried[index] ?? '0x',
    implied: implied[index] ?? '0x',
  }));
}

/** Takes what extensions carry off the bytes that follow the signature of a transaction, and gives the rest: its call. */
export function readCarried(
  runtime: Runtime,
  bytes: Uint8Array,
): { readonly carried: readonly Omit<ExtensionData, 'implied'>[]; readonly rest: Uint8Array } {
  const take = taker(runtime, bytes);
  const carried = extensionTypes(runtime).map((each) => ({
    name: each.name,
    carried: take.next(each.carried),
  }));
  return { carried, rest: bytes.subarray(bytes.length - take.left()) };
}

function taker({ registry }: Runtime, bytes: Uint8Array) {
  let offset = 0;
  return {
    /** The bytes of a value of that type, 0x hex. */
    next(type: string): string {
      const { length } = registry.createTypeUnsafe(type, [bytes.subarray(offset)]).toU8a();
      if (offset + length > bytes.length) throw new AppError('notAsOrdered', 'length');
      offset += length;
      return u8aToHex(bytes.subarray(offset - length, offset));
    },
    left: () => bytes.length - offset,
  };
}
