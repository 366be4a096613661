import type { Rao } from './units.ts';

/** What the connected node told of itself. */
export interface ChainInfo {
  readonly genesis: string;
  readonly chainName: string;
  readonly specVersion: number;
  readonly existentialDeposit: Rao;
  /** Swap.SwapSuperellipse is in the metadata: pools are of a curve that only the chain quotes. */
  readonly foreignCurve: boolean;
  /** Calls that orders are made of and that this runtime does not have, or not in the form that we know. */
  readonly missingCalls: readonly string[];
  /** A transaction extension that carries data which this app does not know, by its name: no order can be made. Else null. */
  readonly unknownExtension: string | null;
}
