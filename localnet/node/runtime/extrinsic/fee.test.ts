import { describe, expect, it } from 'vitest';
import { call } from '#localnet/node/runtime/testChain.ts';
import { callWeight, feeParts, totalFee } from './fee.ts';

const remark = call('System.remark', { remark: new Uint8Array() });

describe('transaction fee', () => {
  it.each([
    ['SubtensorModule.add_stake', 812_698n],
    ['SubtensorModule.add_stake_limit', 850_506n],
    ['SubtensorModule.remove_stake', 629_339n],
    ['SubtensorModule.remove_stake_limit', 645_089n],
    ['SubtensorModule.remove_stake_full_limit', 652_089n],
    ['Balances.transfer_keep_alive', 83_102n],
    ['Balances.transfer_allow_death', 85_547n],
  ])('of %s at 100 bytes is the runtime’s pin', (name, pin) => {
    expect(totalFee(call(name, {}), 100, 0n)).toBe(pin);
  });

  it.each([
    ['SubtensorModule.add_stake_limit', 850_536n],
    ['SubtensorModule.remove_stake_limit', 645_119n],
  ])('of %s at 160 bytes is what the network charged', (name, fee) => {
    expect(totalFee(call(name, {}), 160, 0n)).toBe(fee);
  });

  it.each([
    ['Utility.batch', 75_704n],
    ['Utility.batch_all', 74_168n],
  ])('of %s with one remark is the runtime’s pin', (name, pin) => {
    expect(totalFee(call(name, { calls: [remark] }), 100, 0n)).toBe(pin);
  });

  it('counts half a rao a byte, rounded down', () => {
    expect(feeParts(remark, 100).length).toBe(50n);
    expect(feeParts(remark, 101).length).toBe(50n);
    expect(feeParts(remark, 102).length).toBe(51n);
  });

  it('adds the tip as it is', () => {
    expect(totalFee(remark, 100, 7n) - totalFee(remark, 100, 0n)).toBe(7n);
  });

  it('adds up inner calls, each without a guard of its own', () => {
    const one = totalFee(call('Utility.batch', { calls: [remark] }), 100, 0n);
    const stake = call('SubtensorModule.add_stake', {});
    const two = totalFee(call('Utility.batch', { calls: [remark, stake] }), 100, 0n);
    expect(two - one).toBe(812_698n - 50n - 27_039n - 16_896n);
  });

  it('declares the weight that the fee is of', () => {
    const stake = call('SubtensorModule.add_stake', {});
    expect(callWeight(stake)).toBe(feeParts(stake, 100).weight * 4_000n);
  });
});
