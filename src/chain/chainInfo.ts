import type { ChainInfo } from '#domain/chainInfo.ts';
import { rao } from '#domain/units.ts';
import { missingCalls } from './extrinsics.ts';
import { existentialDeposit, hasForeignCurve } from './readBlock.ts';
import type { Runtime } from './runtime.ts';
import { unknownExtension } from './signedExtensions.ts';

/** What the runtime tells of the chain. */
export function chainInfo(runtime: Runtime, genesis: string, chainName: string): ChainInfo {
  return {
    genesis,
    chainName,
    specVersion: runtime.specVersion,
    existentialDeposit: rao(existentialDeposit(runtime)),
    foreignCurve: hasForeignCurve(runtime),
    missingCalls: missingCalls(runtime),
    unknownExtension: unknownExtension(runtime),
  };
}
