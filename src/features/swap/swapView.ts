import type { Account, Availability, Balance, Position } from '#domain/account.ts';
import { type ParsedAmount, parseAmount } from '#domain/amount.ts';
import type { BlockRef, Head } from '#domain/block.ts';
import { type SwapSituation, swapBlocker } from '#domain/blocker.ts';
import type { PoolSnapshot } from '#domain/pool.ts';
import type { QuoteResult } from '#domain/quote.ts';
import type { Subnet } from '#domain/subnet.ts';
import { alphaRao, type Rao } from '#domain/units.ts';
import type { Validator } from '#domain/validator.ts';
import { pickValidator } from './pickValidator.ts';
import { MAX, type SwapIntent } from './swapLink.ts';

/** What is known of the market, the account and the person, as far as a swap needs it. */
export interface SwapFacts {
  readonly intent: SwapIntent;
  readonly subnets: readonly Subnet[] | null;
  readonly snapshot: PoolSnapshot | null;
  readonly validators: readonly Validator[] | null;
  readonly head: Head | null;
  readonly headAge: number | null;
  readonly safeMode: boolean;
  readonly connection: SwapSituation['connection'];
  readonly account: Account | null;
  readonly balance: Balance | null;
  readonly positions: readonly Position[] | null;
  readonly availability: readonly Availability[] | null;
  readonly networkFee: Rao | null;
  readonly preferred: string | null;
  readonly expert: boolean;
  readonly busy: boolean;
}

/** The trade as far as it is decided before it is quoted. */
export function tradeOf(facts: SwapFacts) {
  const { intent, subnets, validators, preferred } = facts;
  const subnet = subnets?.find(({ netuid }) => netuid === intent.netuid) ?? null;
  const otherGeneration =
    subnet !== null && intent.generation !== null && intent.generation !== subnet.registeredAt;
  const positions = (facts.positions ?? []).filter(({ netuid }) => netuid === intent.netuid);
  const choice = pickValidator({ side: intent.side, validators, positions, preferred });
  const position = positionOf(facts, choice?.hotkey ?? null);
  const available = availableOf(facts);
  const max = mostOf(facts, position, available);
  return {
    ...intent,
    subnet,
    otherGeneration,
    positions,
    choice,
    position,
    available,
    max,
    input: amountInput(intent.amount, max),
  };
}

export type Trade = ReturnType<typeof tradeOf>;

function positionOf(
  { positions, intent }: SwapFacts,
  hotkey: string | null,
): ReturnType<typeof alphaRao> | null {
  if (positions === null) return null;
  const held = positions.find((each) => each.netuid === intent.netuid && each.hotkey === hotkey);
  return held?.amount ?? alphaRao(0n);
}

function availableOf({ availability, intent }: SwapFacts): ReturnType<typeof alphaRao> | null {
  return availability?.find(({ netuid }) => netuid === intent.netuid)?.available ?? null;
}

/** The most that can be paid: spendable TAO less the network fee, or the position as far as no lock holds it. */
function mostOf(facts: SwapFacts, position: bigint | null, available: bigint | null): bigint | null {
  if (facts.intent.side === 'buy') {
    if (facts.balance === null || facts.networkFee === null) return null;
    const left = facts.balance.spendable - facts.networkFee;
    return left > 0n ? left : 0n;
  }
  if (position === null) return null;
  return available !== null && available < position ? available : position;
}

function amountInput(text: string, max: bigint | null): ParsedAmount {
  if (text !== MAX) return parseAmount(text);
  return max === null ? { ok: false, reason: 'empty' } : { ok: true, value: max };
}

/** The first reason why this trade may not be sent, by the one rule. */
export function blockerOf(
  facts: SwapFacts,
  trade: Trade,
  quote: QuoteResult | null,
  quotedAt: BlockRef | null,
) {
  return swapBlocker({
    connection: facts.connection,
    headAge: facts.headAge,
    head: facts.head,
    safeMode: facts.safeMode,
    account: facts.account,
    side: trade.side,
    netuid: trade.netuid,
    subnetExists: facts.subnets === null || (trade.subnet !== null && !trade.otherGeneration),
    snapshot: facts.snapshot,
    amount: trade.input,
    // Without the subnet's facts there is no order to name: the rule waits as for a quote.
    quote: trade.subnet === null ? null : quote,
    quotedAt,
    balance: facts.balance,
    position: trade.position,
    available: trade.available,
    validator: trade.choice?.hotkey ?? null,
    networkFee: facts.networkFee,
    expert: facts.expert,
    busy: facts.busy,
  });
}
