import type { Account, Availability, Balance, Position } from '#domain/account.ts';
import { type ParsedAmount, parseAmount } from '#domain/amount.ts';
import type { BlockRef, Head } from '#domain/block.ts';
import { type PairTrouble, type SwapSituation, swapBlocker } from '#domain/blocker.ts';
import { type MaxAmount, maxBuy, maxSell } from '#domain/maxAmount.ts';
import type { PoolSnapshot } from '#domain/pool.ts';
import type { QuoteResult } from '#domain/quote.ts';
import type { Subnet } from '#domain/subnet.ts';
import { type AlphaRao, alphaRao, type Rao } from '#domain/units.ts';
import type { Validator } from '#domain/validator.ts';
import { pickValidator } from './pickValidator.ts';
import { MAX, type SwapIntent } from './swapLink.ts';

/** What is known of the market, the account and the person, as far as a swap needs it. */
export interface SwapFacts {
  readonly intent: SwapIntent;
  readonly subnets: readonly Subnet[] | null;
  /** Registration block of the subnet that bore the netuid first since the network was chosen; null before it is known. */
  readonly firstGeneration: bigint | null;
  readonly snapshot: PoolSnapshot | null;
  readonly validators: readonly Validator[] | null;
  readonly head: Head | null;
  readonly headAge: number | null;
  readonly safeMode: boolean;
  readonly contradicted: boolean;
  readonly missingCall: string | null;
  readonly unknownExtension: string | null;
  readonly connection: SwapSituation['connection'];
  readonly account: Account | null;
  readonly balance: Balance | null;
  readonly positions: readonly Position[] | null;
  readonly availability: readonly Availability[] | null;
  readonly networkFee: Rao | null;
  readonly nominatorMinimum: Rao | null;
  readonly preferred: string | null;
  readonly expert: boolean;
  readonly busy: boolean;
}

/** The trade as far as it is decided before it is quoted. */
export function tradeOf(facts: SwapFacts) {
  const { intent, subnets, validators, preferred } = facts;
  const subnet = subnets?.find(({ netuid }) => netuid === intent.netuid) ?? null;
  const otherGeneration = subnet !== null && isOtherGeneration(facts, subnet);
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
    /** As typed: of what is paid, or of what is received when that is fixed. */
    input: amountInput(intent, max),
  };
}

/** Another subnet than the one meant bears the netuid: by the link, or since the network was chosen, or by its pool. */
function isOtherGeneration(
  { intent, firstGeneration, snapshot }: SwapFacts,
  { registeredAt }: Subnet,
): boolean {
  const meant = intent.generation ?? firstGeneration ?? registeredAt;
  return meant !== registeredAt || (snapshot !== null && snapshot.registeredAt !== registeredAt);
}

export type Trade = ReturnType<typeof tradeOf>;

function positionOf({ positions, intent }: SwapFacts, hotkey: string | null): AlphaRao | null {
  if (positions === null) return null;
  const held = positions.find((each) => each.netuid === intent.netuid && each.hotkey === hotkey);
  return held?.amount ?? alphaRao(0n);
}

function availableOf({ availability, intent }: SwapFacts): AlphaRao | null {
  return availability?.find(({ netuid }) => netuid === intent.netuid)?.available ?? null;
}

/** The most that can be paid, and why it is no more; null while something that decides it is not known. */
function mostOf(
  { intent, balance, networkFee, snapshot }: SwapFacts,
  position: AlphaRao | null,
  available: AlphaRao | null,
): MaxAmount | null {
  const pool = snapshot?.pool ?? null;
  if (intent.side === 'sell') return position === null ? null : maxSell(position, available, pool);
  return balance === null || networkFee === null ? null : maxBuy(balance, networkFee, pool);
}

function amountInput({ amount, fixed }: SwapIntent, max: MaxAmount | null): ParsedAmount {
  if (amount !== MAX || fixed !== 'pay') return parseAmount(amount);
  return max === null ? { ok: false, reason: 'empty' } : { ok: true, value: max.amount };
}

/** What is wrong with the pair itself, as far as it is known. */
function pairTroubleOf(facts: SwapFacts, trade: Trade): PairTrouble | null {
  if (trade.otherNetuid !== null) return 'alphaToAlpha';
  if (facts.subnets === null) return null;
  if (trade.subnet === null) return 'noSuchSubnet';
  return trade.otherGeneration ? 'otherSubnet' : null;
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
    contradicted: facts.contradicted,
    missingCall: facts.missingCall,
    unknownExtension: facts.unknownExtension,
    account: facts.account,
    side: trade.side,
    netuid: trade.netuid,
    pairTrouble: pairTroubleOf(facts, trade),
    snapshot: facts.snapshot,
    fixed: trade.fixed,
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
