import { u8aToHex } from '@polkadot/util';
import { priceRao } from '#domain/price.ts';
import { ONE } from '#domain/units.ts';
import type { RuntimeCall } from '#localnet/metadata/outerEnums.ts';
import { reducibleBalance } from '#localnet/node/runtime/balances/currency.ts';
import { position } from '#localnet/node/runtime/staking/sharePool.ts';
import { alphaPrice } from '#localnet/node/runtime/swap/poolState.ts';
import type { State } from '#localnet/node/state.ts';
import type { Participant, Participants, Signer } from './participants.ts';
import type { PlannedTrade } from './tradePlan.ts';

/** A call and who makes it. */
export interface Order {
  readonly signer: Signer;
  readonly call: RuntimeCall;
}

/** Rao that a trader keeps for fees. */
const RESERVED = ONE;
/** A trader with less than this many rao is given the other amount. */
const LEAST_FUNDS = 2_000n * ONE;
const FUNDS = 20_000n * ONE;
/** Traders who are funded in one block. */
const FUNDED_AT_ONCE = 4;

function subtensor(call: string, args: Readonly<Record<string, unknown>>): RuntimeCall {
  return { pallet: 'SubtensorModule', call, args };
}

/** The trade as its signer's call: minted Alpha is sold at any price, other trades at most 5 % from the price. */
function callOf(state: State, { kind, netuid, side, amount }: PlannedTrade, hotkey: Uint8Array): RuntimeCall {
  if (kind === 'minted') return subtensor('remove_stake', { hotkey, netuid, amount_unstaked: amount });
  const price = priceRao(alphaPrice(state, netuid));
  const rest = { allow_partial: true, hotkey, netuid };
  if (side === 'buy') {
    const limit_price = (price * 105n) / 100n;
    return subtensor('add_stake_limit', { ...rest, amount_staked: amount, limit_price });
  }
  const limit_price = (price * 95n) / 100n;
  return subtensor('remove_stake_limit', { ...rest, amount_unstaked: amount, limit_price });
}

/** Finds for each trade someone who can make it, and keeps count of what is already spoken for in this block. */
export class OrderBook {
  readonly orders: Order[] = [];
  private readonly state: State;
  private readonly everyone: readonly Participant[];
  private readonly validators: readonly Participant[];
  /** Rao by account, Alpha by account and subnet. */
  private readonly spent = new Map<string, bigint>();

  /** `state` is that after the best block. */
  constructor(state: State, { traders, validators }: Pick<Participants, 'traders' | 'validators'>) {
    this.state = state;
    this.everyone = [...traders, ...validators];
    this.validators = validators;
  }

  /** Gives TAO to traders who have little, as far as a few of them at a time. */
  fund(traders: readonly Participant[], treasury: Signer): void {
    const poor = traders.filter(({ publicKey }) => this.balance(publicKey) < LEAST_FUNDS);
    for (const { publicKey } of poor.slice(0, FUNDED_AT_ONCE)) {
      const args = { dest: { type: 'Id', value: publicKey }, value: FUNDS };
      this.orders.push({ signer: treasury, call: { pallet: 'Balances', call: 'transfer_keep_alive', args } });
    }
  }

  /** Adds the trade for the first who can make it, counted from `first`; nobody makes one that is too much for all. */
  place(trade: PlannedTrade, first: number): void {
    const candidates = trade.kind === 'minted' ? this.validators : this.everyone;
    for (let turn = 0; turn < candidates.length; turn += 1) {
      const signer = candidates[(first + turn) % candidates.length];
      if (signer === undefined || !this.take(signer, trade)) continue;
      this.orders.push({ signer, call: callOf(this.state, trade, signer.hotkey) });
      return;
    }
  }

  private take(who: Participant, { netuid, side, amount }: PlannedTrade): boolean {
    const account = u8aToHex(who.publicKey);
    const key = side === 'buy' ? account : `${account}/${netuid}`;
    const before = this.spent.get(key) ?? 0n;
    const held =
      side === 'buy'
        ? this.balance(who.publicKey) - RESERVED
        : position(this.state, { hotkey: who.hotkey, netuid }, who.publicKey);
    if (held < before + amount) return false;
    this.spent.set(key, before + amount);
    return true;
  }

  private balance(account: Uint8Array): bigint {
    return reducibleBalance(this.state, account, 'Preserve');
  }
}
