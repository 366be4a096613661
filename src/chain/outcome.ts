import type { EventRecord } from '@polkadot/types/interfaces';
import type { Codec } from '@polkadot/types/types';
import { AppError } from '#domain/appError.ts';
import { type StakeEvent, tradeOf } from '#domain/stakeEvents.ts';
import type { TxOutcome } from '#domain/tx.ts';
import { type Rao, rao } from '#domain/units.ts';
import { dispatchFailure } from './dispatchFailure.ts';
import { palletName, type Runtime } from './runtime.ts';
import { address, smallUint, uint } from './scale.ts';

/** One event of one block. */
export interface ChainEvent {
  /** The transaction that it belongs to, by its place in the block; null for what the chain does by itself. */
  readonly extrinsic: number | null;
  /** "SubtensorModule.StakeAdded" */
  readonly name: string;
  /** In the metadata's order; `field` finds one by the metadata's name. */
  readonly fields: readonly Codec[];
  readonly names: readonly string[];
}

/** All events of a block, in its order, from its decoded System.Events. */
export function eventsIn(runtime: Runtime, records: Iterable<EventRecord>): readonly ChainEvent[] {
  return [...records].map(({ phase, event: { data, index, meta } }) => {
    const pallet = palletName(runtime, index[0] ?? -1) ?? 'Unknown';
    return {
      extrinsic: phase.isApplyExtrinsic ? phase.asApplyExtrinsic.toNumber() : null,
      name: `${pallet}.${meta.name.toString()}`,
      fields: [...data],
      names: meta.fields.map((each) => each.name.unwrapOr('').toString()),
    };
  });
}

/**
 * How a staking call ended, from the events of its extrinsic. What was filled is what its own swap did (`swapOf`).
 */
export function outcomeOf(runtime: Runtime, events: readonly ChainEvent[]): TxOutcome {
  const networkFee = feeOf(events);
  const failed = events.find(({ name }) => name === 'System.ExtrinsicFailed');
  if (failed !== undefined) {
    return { ok: false, failure: dispatchFailure(runtime, field(failed, 'dispatch_error', 0)), networkFee };
  }
  const swap = swapOf(events);
  if (swap === null) throw new AppError('nodeGarbage', 'a swap that left no event');
  const { paid, received, fee } = tradeOf(decodeStake(swap));
  return { ok: true, filled: { paid, received, fee, networkFee } };
}

/** The stake events of a block, in its order; `order` is the place of the extrinsic that is ours. */
export function stakeEventsOf(events: readonly ChainEvent[], order: number): readonly StakeEvent[] {
  const own = swapOf(events.filter(({ extrinsic }) => extrinsic === order));
  return events
    .filter(({ name }) => Object.hasOwn(STAKE_EVENTS, name))
    .map((event) => ({ ...decodeStake(event), extrinsic: event.extrinsic, isOrder: event === own }));
}

const STAKE_EVENTS: Readonly<Record<string, StakeEvent['kind']>> = {
  'SubtensorModule.StakeAdded': 'added',
  'SubtensorModule.StakeRemoved': 'removed',
};

/**
 * The stake event of the call itself among those of its extrinsic: the first. A fee paid in Alpha is a sale before the call
 * (up to TransactionFeePaidWithAlpha), and dust that the chain sells for a nominator follows it.
 */
function swapOf(events: readonly ChainEvent[]): ChainEvent | null {
  const feeInAlpha = events.findIndex(({ name }) => name === 'SubtensorModule.TransactionFeePaidWithAlpha');
  return events.slice(feeInAlpha + 1).find(({ name }) => Object.hasOwn(STAKE_EVENTS, name)) ?? null;
}

/** Fields: coldkey, hotkey, TAO, Alpha, netuid, fee. */
function decodeStake({ name, fields }: ChainEvent): Omit<StakeEvent, 'extrinsic' | 'isOrder'> {
  const kind = STAKE_EVENTS[name];
  const [coldkey, hotkey, tao, alpha, netuid, fee] = fields;
  if (kind === undefined || !coldkey || !hotkey || !tao || !alpha || !netuid || !fee) {
    throw new AppError('unsupportedRuntime', 'fields of the stake events');
  }
  // Reading all six proves that the order is the one known: accounts, amounts, a netuid.
  address(coldkey);
  address(hotkey);
  return { kind, netuid: smallUint(netuid), tao: uint(tao), alpha: uint(alpha), fee: uint(fee) };
}

/** What the network took, in rao: TransactionPayment.TransactionFeePaid, whose actual_fee has the tip in it, or the TAO that a fee in Alpha gave. */
function feeOf(events: readonly ChainEvent[]): Rao {
  const paid = events.find(({ name }) => name === 'TransactionPayment.TransactionFeePaid');
  if (paid !== undefined) return rao(uint(field(paid, 'actual_fee', 1)));
  const inAlpha = events.find(({ name }) => name === 'SubtensorModule.TransactionFeePaidWithAlpha');
  return rao(inAlpha === undefined ? 0n : uint(field(inAlpha, 'tao_amount', 3)));
}

/** A field by its name in the metadata, or by its place where the runtime gives fields no names. */
function field({ name, fields, names }: ChainEvent, wanted: string, place: number): Codec {
  const index = names.indexOf(wanted);
  const value = fields[index >= 0 ? index : place];
  if (value === undefined) throw new AppError('unsupportedRuntime', `${name} without ${wanted}`);
  return value;
}
