import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ProfileName, profiles } from '#localnet/node/runtime/profile.ts';
import { call } from '#localnet/node/runtime/testChain.ts';
import { callWeight, feeParts, lengthFee, totalFee, weightFee } from './fee.ts';

const { live, '425': at425 } = profiles;
const remark = call('System.remark', { remark: new Uint8Array() });
const names: readonly ProfileName[] = ['425', 'live'];

/** Fees of 100-byte extrinsics, in rao: at 425, and from 467 on. */
const pins: readonly (readonly [string, bigint | null, bigint])[] = [
  ['SubtensorModule.add_stake', 1_620_002n, 812_698n],
  ['SubtensorModule.add_stake_limit', 1_714_472n, 850_506n],
  ['SubtensorModule.remove_stake', 1_372_568n, 629_339n],
  ['SubtensorModule.remove_stake_limit', 1_445_818n, 645_089n],
  ['SubtensorModule.remove_stake_full_limit', 1_452_616n, 652_089n],
  ['SubtensorModule.swap_stake', 2_246_479n, 1_045_339n],
  ['SubtensorModule.swap_stake_limit', 2_347_727n, 1_069_339n],
  ['SubtensorModule.move_stake', 783_500n, 369_589n],
  ['SubtensorModule.move_stake_limit', null, 1_075_589n],
  ['SubtensorModule.transfer_stake', 754_740n, 383_839n],
  ['SubtensorModule.transfer_stake_and_hotkey', null, 403_589n],
  ['SubtensorModule.unstake_all', 176_384n, 83_339n],
  ['SubtensorModule.unstake_all_alpha', 2_225_906n, 1_044_339n],
  ['SubtensorModule.recycle_alpha', 636_539n, 310_339n],
  ['SubtensorModule.burn_alpha', 522_452n, 255_089n],
  ['SubtensorModule.add_stake_burn', 1_834_124n, 940_106n],
  ['SubtensorModule.lock_stake', 508_467n, 270_203n],
  ['SubtensorModule.set_coldkey_auto_stake_hotkey', 254_896n, 121_339n],
  ['SubtensorModule.claim_root', 557_469n, 8_251_352n],
  ['Balances.transfer_keep_alive', null, 83_102n],
  ['Balances.transfer_allow_death', null, 85_547n],
  ['Balances.transfer_all', null, 85_391n],
  ['Proxy.add_proxy', null, 80_187n],
  ['Proxy.remove_proxy', null, 105_672n],
  ['System.remark', null, 42_488n],
];

describe('transaction fee', () => {
  it.each(pins)('of %s at 100 bytes is the pin of each runtime', (name, early, late) => {
    if (early !== null) expect(totalFee(at425, call(name, {}), 100, 0n)).toBe(early);
    expect(totalFee(live, call(name, {}), 100, 0n)).toBe(late);
  });

  it.each([
    ['SubtensorModule.add_stake_limit', 850_536n],
    ['SubtensorModule.remove_stake_limit', 645_119n],
  ])('of %s at 160 bytes is what the network charged', (name, fee) => {
    expect(totalFee(live, call(name, {}), 160, 0n)).toBe(fee);
  });

  it.each([
    ['Utility.batch', 75_704n],
    ['Utility.batch_all', 74_168n],
    ['Utility.force_batch', 79_128n],
  ])('of %s with one remark is the runtime’s pin', (name, pin) => {
    expect(totalFee(live, call(name, { calls: [remark] }), 100, 0n)).toBe(pin);
  });

  it('of a proxied remark is the runtime’s pin', () => {
    expect(totalFee(live, call('Proxy.proxy', { call: remark }), 100, 0n)).toBe(140_016n);
  });

  it('begins with the fee of the base extrinsic', () => {
    expect([feeParts(at425, remark, 0).base, feeParts(live, remark, 0).base]).toEqual([54_078n, 27_039n]);
  });

  it('counts one rao a byte at 425, later half a rao, rounded down', () => {
    expect([100, 101, 102].map((bytes) => lengthFee(at425, bytes))).toEqual([100n, 101n, 102n]);
    expect([100, 101, 102].map((bytes) => lengthFee(live, bytes))).toEqual([50n, 50n, 51n]);
  });

  it('counts 0.0005 rao per unit of reference time at 425, later 0.00025, to the nearest and halves down', () => {
    expect([0n, 1_000n, 1_001n, 108_157_000n].map((time) => weightFee(at425, time))).toEqual([
      0n,
      0n,
      1n,
      54_078n,
    ]);
    expect([2_000n, 2_001n, 108_157_000n].map((time) => weightFee(live, time))).toEqual([0n, 1n, 27_039n]);
  });

  it('adds the tip as it is', () => {
    expect(totalFee(live, remark, 100, 7n) - totalFee(live, remark, 100, 0n)).toBe(7n);
  });

  it.each(names)('of a wrapper adds up the weights of all inside it, at %s', (name) => {
    const profile = profiles[name];
    const known = pins.map(([pin]) => call(pin, {}));
    const weigh = (what: ReturnType<typeof call>) => callWeight(profile, what);
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...known), { maxLength: 6 }), (calls) => {
        const batch = call('Utility.batch', { calls });
        const empty = weigh(call('Utility.batch', { calls: [] }));
        const inner = calls.reduce((sum, one) => sum + weigh(one), 0n);
        expect(weigh(batch)).toBe(empty + inner);
        const proxied = weigh(call('Proxy.proxy', { call: batch }));
        expect(proxied - weigh(batch)).toBe(weigh(call('Proxy.proxy', { call: remark })) - weigh(remark));
        expect(feeParts(profile, batch, 100).weight).toBe(weightFee(profile, weigh(batch)));
      }),
    );
  });
});
