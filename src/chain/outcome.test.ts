import type { EventRecord } from '@polkadot/types/interfaces';
import { u8aToHex } from '@polkadot/util';
import { describe, expect, it } from 'vitest';
import { encode, type Value } from '#localnet/metadata/codec.ts';
import { vec } from '#localnet/metadata/collections.ts';
import { encodeMetadata } from '#localnet/metadata/encoder.ts';
import { eventRecord } from '#localnet/metadata/runtimeEvent.ts';
import { eventsIn, outcomeOf, stakeEventsOf } from './outcome.ts';
import { loadRuntime } from './runtime.ts';
import { needStorage } from './storage.ts';

type Event = Value<typeof eventRecord>['event'];

const runtime = loadRuntime(u8aToHex(encodeMetadata(15)), { specVersion: 475, transactionVersion: 1 });
const coldkey = new Uint8Array(32).fill(1);
const hotkey = new Uint8Array(32).fill(2);
const info = { weight: { ref_time: 1n, proof_size: 0n }, class: 'Normal', pays_fee: 'Yes' } as const;

function event(pallet: string, name: string, fields: readonly unknown[]): Event {
  return { pallet, event: name, fields };
}

const added = (tao: bigint, alpha: bigint, fee: bigint) =>
  event('SubtensorModule', 'StakeAdded', [coldkey, hotkey, tao, alpha, 64, fee]);
const removed = (tao: bigint, alpha: bigint, fee: bigint) =>
  event('SubtensorModule', 'StakeRemoved', [coldkey, hotkey, tao, alpha, 64, fee]);
const feePaid = event('TransactionPayment', 'TransactionFeePaid', [coldkey, 850_536n, 4n]);
const succeeded = event('System', 'ExtrinsicSuccess', [info]);
const failed = (error: unknown) => event('System', 'ExtrinsicFailed', [error, info]);

/** The events of a block with these in extrinsic 2, another's on either side. */
function blockWith(events: readonly Event[]) {
  const at = (index: number, own: readonly Event[]) =>
    own.map(
      (each) => ({ phase: { type: 'ApplyExtrinsic', value: index }, event: each, topics: [] }) as const,
    );
  const records = [
    ...at(1, [added(1n, 1n, 1n), succeeded]),
    ...at(2, events),
    ...at(3, [failed({ type: 'BadOrigin', value: null })]),
    { phase: { type: 'Finalization', value: null }, event: removed(7n, 7n, 7n), topics: [] } as const,
  ];
  const bytes = encode(vec(eventRecord), records as Value<typeof eventRecord>[]);
  const decoded = needStorage(runtime, 'System', 'Events').decode(u8aToHex(bytes));
  return eventsIn(runtime, decoded as unknown as Iterable<EventRecord>);
}

/** The outcome of that extrinsic. */
function outcome(events: readonly Event[]) {
  return outcomeOf(
    runtime,
    blockWith(events).filter(({ extrinsic }) => extrinsic === 2),
  );
}

describe('outcomeOf', () => {
  it('reads a buy: gross TAO paid, Alpha received, fee in TAO', () => {
    expect(outcome([added(25n, 358n, 2n), feePaid, succeeded])).toEqual({
      ok: true,
      filled: { paid: 25n, received: 358n, fee: 2n, networkFee: 850_536n },
    });
  });

  it('reads a sell: the Alpha paid is what was sold and the fee', () => {
    expect(outcome([removed(17n, 240n, 10n), feePaid, succeeded])).toEqual({
      ok: true,
      filled: { paid: 250n, received: 17n, fee: 10n, networkFee: 850_536n },
    });
  });

  it('tells the order’s own sale from the one that paid a fee in Alpha, and from dust sold after it', () => {
    const inAlpha = event('SubtensorModule', 'TransactionFeePaidWithAlpha', [coldkey, 64, 9n, 600n]);
    expect(
      outcome([removed(600n, 9n, 0n), inAlpha, removed(17n, 240n, 10n), removed(3n, 4n, 1n), succeeded]),
    ).toEqual({
      ok: true,
      filled: { paid: 250n, received: 17n, fee: 10n, networkFee: 600n },
    });
  });

  it('names a pallet’s error with the metadata’s sentence', () => {
    const error = { type: 'Module', value: { index: 7, error: new Uint8Array([84, 0, 0, 0]) } };
    const result = outcome([feePaid, failed(error)]);
    expect(result).toMatchObject({
      ok: false,
      networkFee: 850_536n,
      failure: { name: 'SubtensorModule.SlippageTooHigh' },
    });
    expect(result.ok ? '' : result.failure.docs).toMatch(/\w+ \w+/);
  });

  it('keeps the numbers of an error that the metadata does not know', () => {
    const error = { type: 'Module', value: { index: 7, error: new Uint8Array([254, 0, 0, 0]) } };
    expect(outcome([failed(error)])).toMatchObject({ failure: { name: 'SubtensorModule.254', docs: '' } });
    const foreign = { type: 'Module', value: { index: 99, error: new Uint8Array([1, 0, 0, 0]) } };
    expect(outcome([failed(foreign)])).toMatchObject({ failure: { name: 'Pallet99.1' } });
  });

  it('names errors that are no pallet’s', () => {
    expect(outcome([failed({ type: 'BadOrigin', value: null })])).toMatchObject({
      failure: { name: 'BadOrigin' },
    });
    expect(outcome([failed({ type: 'Token', value: 'FundsUnavailable' })])).toMatchObject({
      failure: { name: 'Token.FundsUnavailable' },
      networkFee: 0n,
    });
  });

  it('refuses a success that left no trace of a swap', () => {
    expect(() => outcome([feePaid, succeeded])).toThrow(expect.objectContaining({ code: 'nodeGarbage' }));
  });
});

describe('stakeEventsOf', () => {
  it('reads all of a block in order, the order’s own marked, with whose they are', () => {
    const inAlpha = event('SubtensorModule', 'TransactionFeePaidWithAlpha', [coldkey, 64, 9n, 600n]);
    const events = blockWith([removed(600n, 9n, 0n), inAlpha, removed(17n, 240n, 10n), removed(3n, 4n, 1n)]);
    expect(stakeEventsOf(events, 2)).toEqual([
      { extrinsic: 1, isOrder: false, kind: 'added', netuid: 64, tao: 1n, alpha: 1n, fee: 1n },
      { extrinsic: 2, isOrder: false, kind: 'removed', netuid: 64, tao: 600n, alpha: 9n, fee: 0n },
      { extrinsic: 2, isOrder: true, kind: 'removed', netuid: 64, tao: 17n, alpha: 240n, fee: 10n },
      { extrinsic: 2, isOrder: false, kind: 'removed', netuid: 64, tao: 3n, alpha: 4n, fee: 1n },
      { extrinsic: null, isOrder: false, kind: 'removed', netuid: 64, tao: 7n, alpha: 7n, fee: 7n },
    ]);
  });
});
