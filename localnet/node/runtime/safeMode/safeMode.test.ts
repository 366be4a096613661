import { Keyring } from '@polkadot/keyring';
import { beforeEach, describe, expect, it } from 'vitest';
import { genesisValidators } from '#localnet/genesis/accounts.ts';
import { safeModeStorage } from '#localnet/metadata/pallets/safeMode.ts';
import { call, failure, names, TestChain } from '#localnet/node/runtime/testChain.ts';
import { enterSafeMode } from './safeMode.ts';

const alice = new Keyring({ type: 'sr25519' }).createFromUri('//Alice');
const hotkey = genesisValidators[0]?.hotkey ?? new Uint8Array(32);
const FILTERED = [0, 5];
const remark = call('System.remark', { remark: new Uint8Array(3) });
const stake = call('SubtensorModule.add_stake', { hotkey, netuid: 64, amount_staked: 10n ** 9n });

let chain: TestChain;
const next = () => {
  chain.runtime.finalizeBlock(chain.state);
  chain.begin();
};

beforeEach(() => {
  chain = new TestChain([64]);
  chain.begin();
});

describe('safe mode', () => {
  it('refuses transfers, stakes, batches and proxies, whose fee is paid', () => {
    enterSafeMode(chain.state, 3);
    const pay = call('Balances.transfer_keep_alive', { dest: { type: 'Id', value: hotkey }, value: 1_000n });
    const batch = call('Utility.batch', { calls: [remark] });
    const proxy = call('Proxy.remove_proxies', {});
    for (const refused of [stake, pay, batch, proxy]) {
      const before = chain.free(alice.publicKey);
      const events = chain.submit(alice, refused);
      expect(failure(events)).toEqual(FILTERED);
      const fee = events.find(({ event }) => event === 'TransactionFeePaid')?.fields[1];
      expect(before - chain.free(alice.publicKey)).toBe(fee);
    }
  });

  it('lets remarks and the block’s time through', () => {
    enterSafeMode(chain.state, 3);
    expect(failure(chain.submit(alice, remark))).toBeNull();
    next();
    expect(names(chain.events().map(({ event }) => event))).not.toContain('System.ExtrinsicFailed');
  });

  it('holds up to its last block and ends by itself in the next', () => {
    enterSafeMode(chain.state, 2);
    expect(failure(chain.submit(alice, stake))).toEqual(FILTERED);
    next();
    expect(failure(chain.submit(alice, stake))).toEqual(FILTERED);
    next();
    const exited = chain.events().find(({ event }) => event.event === 'Exited');
    expect(exited).toMatchObject({
      phase: { type: 'Initialization' },
      event: { pallet: 'SafeMode', fields: ['Timeout'] },
    });
    expect(safeModeStorage.EnteredUntil.exists(chain.state)).toBe(false);
    expect(failure(chain.submit(alice, stake))).toBeNull();
  });
});
