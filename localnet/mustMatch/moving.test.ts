import { beforeEach, describe, expect, it } from 'vitest';
import { moveBetween } from '#domain/move.ts';
import { spotPrice } from '#domain/price.ts';
import { subtensorStorage as s } from '#localnet/metadata/pallets/subtensor.ts';
import { ofCall, StakingChain, secondHotkey } from '#localnet/node/runtime/staking/testStaking.ts';
import { call, failure, names } from '#localnet/node/runtime/testChain.ts';
import { alice, buy, ERROR, fieldsOf, hotkey, type Limits, SN, TAO } from './trading.ts';

const OTHER = 4;

let chain: StakingChain;
beforeEach(() => {
  chain = new StakingChain([SN, OTHER]);
  chain.begin();
  chain.submit(alice, buy(2_000n * TAO));
});

const swapLimit = (amount: bigint, { limit, partial }: Limits) =>
  call('SubtensorModule.swap_stake_limit', {
    hotkey,
    origin_netuid: SN,
    destination_netuid: OTHER,
    alpha_amount: amount,
    limit_price: limit,
    allow_partial: partial,
  });

/** The origin's price over the destination's, times 1e9. */
const ratio = () => (spotPrice(chain.pool(SN)) * TAO) / spotPrice(chain.pool(OTHER));

/** A2 · (T1 / (T1 + T2)) / limit − A1 · (T2 / (T1 + T2)): the chain's rough formula, without the pools' weights. */
function approximation(limit: bigint): bigint {
  const [origin, destination] = [chain.pool(SN), chain.pool(OTHER)];
  const [t1, t2] = [origin.taoReserve, destination.taoReserve];
  const gained = (destination.alphaReserve * t1 * TAO) / ((t1 + t2) * limit);
  return gained - (origin.alphaReserve * t2) / (t1 + t2);
}

describe('7. swap_stake_limit fills up to the approximate formula, by swaps without a limit; a partial order of nothing succeeds and changes nothing', () => {
  it('has its largest amount from the formula', () => {
    const limit = (ratio() * 999n) / 1_000n;
    const most = approximation(limit);
    const held = chain.held(alice, SN);
    expect(most > 0n && most < held).toBe(true);
    const tolerance = most / 10n ** 9n + 2n;
    const order = (amount: bigint) => chain.submit(alice, swapLimit(amount, { limit, partial: false }));
    expect(failure(order(most + tolerance))).toEqual(ERROR.SlippageTooHigh);
    expect(chain.held(alice, SN)).toBe(held);
    expect(failure(order(most - tolerance))).toBeNull();
  });

  it('moves the largest amount in part, and at any price', () => {
    const limit = (ratio() * 999n) / 1_000n;
    const most = approximation(limit);
    const [origin, destination] = [chain.pool(SN), chain.pool(OTHER)];
    const held = chain.held(alice, SN);
    const events = chain.submit(alice, swapLimit(held, { limit, partial: true }));
    const [, , tao, alpha, , fee] = fieldsOf(events, 'StakeRemoved') as readonly bigint[];
    const moved = (alpha ?? 0n) + (fee ?? 0n);
    const miss = moved - most;
    expect(miss <= most / 10n ** 9n + 2n && miss >= -most / 10n ** 9n - 2n).toBe(true);
    const unlimited = moveBetween(origin, destination, moved);
    if (!unlimited.ok) throw new Error(unlimited.error);
    expect([tao, fieldsOf(events, 'StakeAdded')[3]]).toEqual([unlimited.sell.paidOut, unlimited.buy.paidOut]);
    expect(failure(events)).toBeNull();
  });

  it('succeeds with nothing moved when the limit lets nothing in', () => {
    const pools = [chain.pool(SN), chain.pool(OTHER)];
    const held = chain.held(alice, SN);
    const limits = { limit: ratio() * 2n, partial: true };
    const events = chain.submit(alice, swapLimit(held, limits));
    expect(failure(events)).toBeNull();
    expect([chain.pool(SN), chain.pool(OTHER)]).toEqual(pools);
    expect([chain.held(alice, SN), chain.held(alice, OTHER)]).toEqual([held, 0n]);
    expect(failure(chain.submit(alice, swapLimit(held, { ...limits, partial: false })))).toEqual(
      ERROR.SlippageTooHigh,
    );
  });
});

describe('8. a move within a subnet costs no fee and moves no price; StakeRemoved, StakeAdded and StakeMoved tell of it', () => {
  it('to the rao', () => {
    const amount = chain.held(alice, SN) / 2n;
    const pool = chain.pool(SN);
    const books = () => [
      s.TotalStake.get(chain.state),
      s.SubnetVolume.get(chain.state, SN),
      s.SubnetAlphaOut.get(chain.state, SN),
    ];
    const before = books();
    const move = call('SubtensorModule.move_stake', {
      origin_hotkey: hotkey,
      destination_hotkey: secondHotkey,
      origin_netuid: SN,
      destination_netuid: SN,
      alpha_amount: amount,
    });
    const events = chain.submit(alice, move);
    expect(failure(events)).toBeNull();
    expect(names(events).filter((name) => name.startsWith('SubtensorModule.'))).toEqual([
      'SubtensorModule.StakeRemoved',
      'SubtensorModule.StakeAdded',
      'SubtensorModule.StakeMoved',
    ]);
    expect([chain.pool(SN), books()]).toEqual([pool, before]);
    const told = ofCall(events);
    expect([told[0]?.[6], told[1]?.[6], told[0]?.[4]]).toEqual([0n, 0n, amount]);
    const arrived = chain.held(alice, SN, secondHotkey);
    expect(amount - arrived >= 0n && amount - arrived <= 1n).toBe(true);
  });
});
