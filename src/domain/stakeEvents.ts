import type { PoolTrade } from './poolMet.ts';

/** SubtensorModule.StakeAdded or StakeRemoved of one block. Amounts as the event has them, in base units. */
export interface StakeEvent {
  /** The transaction that it belongs to, by its place in the block; null for what the chain does by itself. */
  readonly extrinsic: number | null;
  /** True for what the order itself did; its transaction can sell besides, for its fee or as a rest. */
  readonly isOrder: boolean;
  readonly kind: 'added' | 'removed';
  readonly netuid: number;
  readonly tao: bigint;
  readonly alpha: bigint;
  /** TAO of what was added, Alpha of what was removed. */
  readonly fee: bigint;
}

/** A trade in its block. */
export interface TradeInBlock extends PoolTrade {
  readonly extrinsic: number | null;
  readonly isOrder: boolean;
}

type StakeAmounts = Pick<StakeEvent, 'kind' | 'tao' | 'alpha' | 'fee'>;

/** What a stake event did to a pool: of a removal, the Alpha that was paid is what was sold and the fee. */
export function tradeOf({ kind, tao, alpha, fee }: StakeAmounts): PoolTrade {
  return kind === 'added'
    ? { side: 'buy', paid: tao, received: alpha, fee }
    : { side: 'sell', paid: alpha + fee, received: tao, fee };
}

/**
 * The trades of one pool among a block's stake events, in the order of the block. Stake that only changed hands within the
 * subnet leaves a removal and an addition of the same amounts without fee, one after the other: it met no pool.
 * Source: SubtensorModule, transfer_stake_within_subnet.
 */
export function tradesIn(events: readonly StakeEvent[], netuid: number): readonly TradeInBlock[] {
  const own = events.filter((event) => event.netuid === netuid);
  const trades: TradeInBlock[] = [];
  for (let index = 0; index < own.length; index += 1) {
    const [event, next] = [own[index], own[index + 1]];
    if (event === undefined) break;
    if (next !== undefined && isHandOver(event, next)) index += 1;
    else if (event.tao > 0n || event.alpha > 0n) trades.push(inBlock(event));
  }
  return trades;
}

function inBlock(event: StakeEvent): TradeInBlock {
  return { ...tradeOf(event), extrinsic: event.extrinsic, isOrder: event.isOrder };
}

function isHandOver(removed: StakeEvent, added: StakeEvent): boolean {
  return (
    removed.kind === 'removed' &&
    added.kind === 'added' &&
    removed.extrinsic === added.extrinsic &&
    removed.tao === added.tao &&
    removed.alpha === added.alpha &&
    removed.fee === 0n &&
    added.fee === 0n
  );
}
