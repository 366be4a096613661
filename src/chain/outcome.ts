import type { EventRecord } from '@polkadot/types/interfaces';
import type { Codec } from '@polkadot/types/types';
import { AppError } from '#domain/appError.ts';
import type { TxOutcome } from '#domain/tx.ts';
import { type Rao, rao } from '#domain/units.ts';
import { dispatchFailure } from './dispatchFailure.ts';
import { palletName, type Runtime } from './runtime.ts';
import { address, smallUint, uint } from './scale.ts';

/** One event of one transaction. */
export interface ChainEvent {
  /** "SubtensorModule.StakeAdded" */
  readonly name: string;
  /** In the metadata's order; `field` finds one by the metadata's name. */
  readonly fields: readonly Codec[];
  readonly names: readonly string[];
}

/** The events of the extrinsic at `index`, from the decoded System.Events of its block. */
export function eventsOf(
  runtime: Runtime,
  records: Iterable<EventRecord>,
  index: number,
): readonly ChainEvent[] {
  const events: ChainEvent[] = [];
  for (const record of records) {
    if (!record.phase.isApplyExtrinsic || !record.phase.asApplyExtrinsic.eq(index)) continue;
    const { data, index: eventIndex, meta } = record.event;
    const pallet = palletName(runtime, eventIndex[0] ?? -1) ?? 'Unknown';
    events.push({
      name: `${pallet}.${meta.name.toString()}`,
      fields: [...data],
      names: meta.fields.map((each) => each.name.unwrapOr('').toString()),
    });
  }
  return events;
}

/**
 * How a staking call ended, from the events of its extrinsic. What was filled comes from SubtensorModule.StakeAdded
 * or StakeRemoved (coldkey, hotkey, TAO, Alpha, netuid, fee): the first of the call itself. A fee paid in Alpha
 * is a sale before the call (up to TransactionFeePaidWithAlpha), and dust that the chain sells for a nominator follows it.
 */
export function outcomeOf(runtime: Runtime, events: readonly ChainEvent[]): TxOutcome {
  const networkFee = feeOf(events);
  const failed = events.find(({ name }) => name === 'System.ExtrinsicFailed');
  if (failed !== undefined) {
    return { ok: false, failure: dispatchFailure(runtime, field(failed, 'dispatch_error', 0)), networkFee };
  }
  const feeInAlpha = events.findIndex(({ name }) => name === 'SubtensorModule.TransactionFeePaidWithAlpha');
  const own = events.slice(feeInAlpha + 1);
  const swap = own.find(
    ({ name }) => name === 'SubtensorModule.StakeAdded' || name === 'SubtensorModule.StakeRemoved',
  );
  if (swap === undefined) throw new AppError('nodeGarbage', 'a swap that left no event');
  const { tao, alpha, fee } = decodeStake(swap);
  return swap.name === 'SubtensorModule.StakeAdded'
    ? { ok: true, filled: { paid: tao, received: alpha, fee, networkFee } }
    : { ok: true, filled: { paid: alpha + fee, received: tao, fee, networkFee } };
}

function decodeStake({ fields }: ChainEvent): { tao: bigint; alpha: bigint; fee: bigint } {
  const [coldkey, hotkey, tao, alpha, netuid, fee] = fields;
  if (!coldkey || !hotkey || !tao || !alpha || !netuid || !fee) {
    throw new AppError('unsupportedRuntime', 'fields of the stake events');
  }
  // Reading all six proves that the order is the one known: accounts, amounts, a netuid.
  address(coldkey);
  address(hotkey);
  smallUint(netuid);
  return { tao: uint(tao), alpha: uint(alpha), fee: uint(fee) };
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
