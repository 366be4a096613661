import { beforeEach, describe, expect, it } from 'vitest';
import { alphaOnlyChain, held, hotkey, zoe } from '#localnet/node/runtime/extrinsic/alphaOnlyChain.ts';
import { position } from '#localnet/node/runtime/staking/sharePool.ts';
import { pairOf } from '#localnet/node/runtime/staking/testStaking.ts';
import { call, failure, names, type TestChain } from '#localnet/node/runtime/testChain.ts';
import { buy, fieldsOf, SN, sell, TAO } from './trading.ts';

const PAYMENT = { code: 1010, encoded: Uint8Array.of(0, 1) };
const stranger = pairOf('//Stranger');

describe('10. an account with Alpha and no TAO pays the fee of a sale in Alpha, told before the sale; it cannot stake', () => {
  let chain: TestChain;
  beforeEach(() => {
    chain = alphaOnlyChain();
  });

  it('sells', () => {
    const before = held(chain);
    const amount = before / 2n;
    const events = chain.submit(zoe, sell(amount));
    expect(failure(events)).toBeNull();
    const told = names(events).filter((name) => name.startsWith('SubtensorModule.'));
    expect(told).toEqual([
      'SubtensorModule.StakeRemoved',
      'SubtensorModule.TransactionFeePaidWithAlpha',
      'SubtensorModule.StakeRemoved',
    ]);
    const [who, netuid, alphaFee, tao] = fieldsOf(events, 'TransactionFeePaidWithAlpha');
    expect([who, netuid]).toEqual([zoe.publicKey, SN]);
    expect(tao as bigint).toBeGreaterThan(0n);
    const gone = before - held(chain) - amount - (alphaFee as bigint);
    expect(gone >= -1n && gone <= 1n).toBe(true);
    expect(chain.free(zoe.publicKey)).toBeGreaterThan(500n);
  });

  it('is refused by the pool when it would stake', () => {
    expect(chain.refusal(chain.sign(zoe, buy(TAO)))).toMatchObject(PAYMENT);
    const verdict = chain.runtime.validate(chain.state, chain.sign(zoe, buy(TAO)), chain.hash(chain.number));
    expect(verdict).toMatchObject({ ok: false, ...PAYMENT });
  });

  it('is refused when nothing keeps it alive, Alpha or not', () => {
    const gift = call('SubtensorModule.transfer_stake', {
      destination_coldkey: stranger.publicKey,
      hotkey,
      origin_netuid: SN,
      destination_netuid: SN,
      alpha_amount: held(chain) / 2n,
    });
    expect(failure(chain.submit(zoe, gift))).toBeNull();
    const alpha = position(chain.state, { hotkey, netuid: SN }, stranger.publicKey);
    expect(alpha).toBeGreaterThan(TAO);
    expect(chain.refusal(chain.sign(stranger, sell(alpha)))).toMatchObject(PAYMENT);
  });
});
