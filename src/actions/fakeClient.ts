import type { ChainClient } from '#chain/client.ts';
import type { ChainInfo } from '#domain/chainInfo.ts';
import { rao } from '#domain/units.ts';

export const INFO: ChainInfo = {
  genesis: '0xaa',
  chainName: 'Test',
  specVersion: 475,
  existentialDeposit: rao(500n),
  foreignCurve: false,
  missingCalls: [],
  unknownExtension: null,
};

function unasked(what: string): () => never {
  return () => {
    throw new Error(`${what} was not expected`);
  };
}

/** A chain for tests: a plain object that refuses whatever the test did not give it. */
export function fakeClient(given: Partial<ChainClient>): ChainClient {
  return {
    endpoint: 'ws://127.0.0.1:1',
    info: () => INFO,
    head: () => ({ number: 100, hash: '0x64' }),
    finalized: () => ({ number: 98, hash: '0x62' }),
    readBlock: unasked('readBlock'),
    readPrices: unasked('readPrices'),
    readSubnets: unasked('readSubnets'),
    readPositions: unasked('readPositions'),
    readAvailability: unasked('readAvailability'),
    readValidators: unasked('readValidators'),
    simulate: unasked('simulate'),
    simulateRaw: unasked('simulateRaw'),
    estimateFee: unasked('estimateFee'),
    describe: unasked('describe'),
    prepare: unasked('prepare'),
    estimateFeeOf: unasked('estimateFeeOf'),
    metadataDigest: unasked('metadataDigest'),
    complete: unasked('complete'),
    dryRun: unasked('dryRun'),
    send: unasked('send'),
    find: unasked('find'),
    readPoolBlock: unasked('readPoolBlock'),
    walletMetadata: unasked('walletMetadata'),
    ping: async () => undefined,
    answeredAt: () => performance.now(),
    close: () => undefined,
    ...given,
  };
}
