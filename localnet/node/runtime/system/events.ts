import { ByteReader, ByteWriter } from '#localnet/metadata/bytes.ts';
import { encode } from '#localnet/metadata/codec.ts';
import { systemStorage } from '#localnet/metadata/pallets/system.ts';
import { readCompact, writeCompact } from '#localnet/metadata/primitives.ts';
import { eventRecord } from '#localnet/metadata/runtimeEvent.ts';
import type { State } from '#localnet/node/state.ts';

/**
 * Appends an event to System.Events, in the phase that the block is in. `fields` are in the event's order.
 * The list is kept as bytes and grows by its tail: decoding it for every event would cost the square of a block.
 */
export function depositEvent(state: State, pallet: string, event: string, fields: readonly unknown[]): void {
  const phase = systemStorage.ExecutionPhase.get(state);
  // Genesis has no phase, and a chain records no events of it.
  if (phase === null) return;
  const key = systemStorage.Events.key();
  const before = state.get(key) ?? Uint8Array.of(0);
  const input = new ByteReader(before);
  const count = readCompact(input);
  const out = new ByteWriter();
  writeCompact(out, count + 1n);
  out.bytes(before.subarray(input.position));
  out.bytes(encode(eventRecord, { phase, event: { pallet, event, fields }, topics: [] }));
  state.set(key, out.finish());
  systemStorage.EventCount.set(state, Number(count) + 1);
}
