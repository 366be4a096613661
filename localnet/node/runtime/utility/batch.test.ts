import { Keyring } from '@polkadot/keyring';
import { beforeEach, describe, expect, it } from 'vitest';
import { genesisValidators } from '#localnet/genesis/accounts.ts';
import { call, errorOf, failure, names, TestChain } from '#localnet/node/runtime/testChain.ts';

const alice = new Keyring({ type: 'sr25519' }).createFromUri('//Alice');
const hotkey = genesisValidators[0]?.hotkey ?? new Uint8Array(32);
const stake = (amount: bigint) =>
  call('SubtensorModule.add_stake', { hotkey, netuid: 64, amount_staked: amount });
const good = stake(1_000_000_000n);
const bad = stake(1n);

let chain: TestChain;
beforeEach(() => {
  chain = new TestChain([64]);
  chain.begin();
});

/** Events of the batch itself: without the fee's and without those of the calls inside. */
function outline(kind: string, calls: readonly unknown[]): string[] {
  const events = chain.submit(alice, call(`Utility.${kind}`, { calls }));
  return names(events).filter((name) => name.startsWith('Utility.') || name.startsWith('System.Extrinsic'));
}

describe('batches', () => {
  it('run in order and tell of each call', () => {
    expect(outline('batch', [good, good])).toEqual([
      'Utility.ItemCompleted',
      'Utility.ItemCompleted',
      'Utility.BatchCompleted',
      'System.ExtrinsicSuccess',
    ]);
  });

  it('stop at the first failure and succeed', () => {
    const events = chain.submit(alice, call('Utility.batch', { calls: [good, bad, good] }));
    const interrupted = events.find(({ event }) => event === 'BatchInterrupted');
    expect([interrupted?.fields[0], errorOf(interrupted?.fields[1])]).toEqual([1, [7, 82]]);
    expect(names(events).filter((name) => name === 'SubtensorModule.StakeAdded')).toHaveLength(1);
    expect(failure(events)).toBeNull();
  });

  it('of all undo everything and fail as the call failed', () => {
    const events = chain.submit(alice, call('Utility.batch_all', { calls: [good, bad] }));
    expect(failure(events)).toEqual([7, 82]);
    expect(names(events)).not.toContain('SubtensorModule.StakeAdded');
  });

  it('by force go on', () => {
    expect(outline('force_batch', [bad, good])).toEqual([
      'Utility.ItemFailed',
      'Utility.ItemCompleted',
      'Utility.BatchCompletedWithErrors',
      'System.ExtrinsicSuccess',
    ]);
  });

  it('may not hold batches', () => {
    const nested = call('Utility.batch', { calls: [good] });
    const events = chain.submit(alice, call('Utility.batch_all', { calls: [nested] }));
    expect(failure(events)).toEqual([0, 5]);
  });
});
