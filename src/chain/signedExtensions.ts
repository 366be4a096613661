import { AppError } from '#domain/appError.ts';
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
 * unknown one that does, a transaction would not mean what was meant. Else `unsupportedRuntime`.
 */
export function checkExtensions(runtime: Runtime): void {
  const { registry } = runtime;
  for (const { name, types } of extensions(runtime)) {
    if (WRITTEN.includes(name)) continue;
    for (const type of types) {
      if (registry.createTypeUnsafe(registry.createLookupType(type), []).encodedLength > 0) {
        throw new AppError('unsupportedRuntime', `transaction extension ${name}`);
      }
    }
  }
}

/** Name, and the types of what is in the transaction and of what is only signed. */
function extensions({ metadata }: Runtime) {
  if (metadata.version >= 16) {
    return metadata.asLatest.extrinsic.transactionExtensions.map(({ identifier, type, implicit }) => ({
      name: identifier.toString(),
      types: [type, implicit],
    }));
  }
  // The library loses the second type when it lifts version 15 to 16, so it is read where it still is.
  return metadata.asV15.extrinsic.signedExtensions.map(({ identifier, type, additionalSigned }) => ({
    name: identifier.toString(),
    types: [type, additionalSigned],
  }));
}
