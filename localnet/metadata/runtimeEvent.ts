import { named } from './codec.ts';
import { vec } from './collections.ts';
import { struct } from './composites.ts';
import { type EventSource, outerEnum, palletEvent } from './outerEnums.ts';
import { balances } from './pallets/balances.ts';
import { proxy } from './pallets/proxy.ts';
import { safeMode } from './pallets/safeMode.ts';
import { subtensor } from './pallets/subtensor.ts';
import { swap } from './pallets/swap.ts';
import { systemEvents, systemPath } from './pallets/systemInterface.ts';
import { transactionPayment } from './pallets/transactionPayment.ts';
import { utility } from './pallets/utility.ts';
import { h256, phase } from './types.ts';

const sources: readonly EventSource[] = [
  { ...systemPath, events: systemEvents },
  balances,
  transactionPayment,
  subtensor,
  utility,
  proxy,
  safeMode,
  swap,
];

/** Any event of the runtime. */
export const runtimeEvent = outerEnum(
  'RuntimeEvent',
  sources.map((pallet) => [pallet, palletEvent(pallet)] as const),
);

/** An event with the phase of the block in which it happened. */
export const eventRecord = struct(
  'frame_system::EventRecord',
  { phase, event: named(runtimeEvent, 'E'), topics: named(vec(h256), 'Vec<T>') },
  [
    ['E', runtimeEvent],
    ['T', h256],
  ],
);
