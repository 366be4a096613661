import { beforeEach, describe, expect, it } from 'vitest';
import { ONE } from '#domain/units.ts';
import { subtensorStorage as s } from '#localnet/metadata/pallets/subtensor.ts';
import { ageStorage } from '#localnet/node/runtime/laterStorage.ts';
import { call, failure } from '#localnet/node/runtime/testChain.ts';
import { ofCall, pairOf, StakingChain } from './testStaking.ts';

const alice = pairOf('//Alice');
const bob = pairOf('//Bob');
const start = (netuid: number) => call('SubtensorModule.start_call', { netuid });

let chain: StakingChain;
beforeEach(() => {
  chain = new StakingChain([64, 82]);
  chain.begin();
  for (const netuid of [64, 82]) s.SubnetOwner.set(chain.state, netuid, alice.publicKey);
});

describe('start_call', () => {
  it('opens the subnet to trade', () => {
    expect(ofCall(chain.submit(alice, start(82)))).toEqual([
      ['SubtensorModule.FirstEmissionBlockNumberSet', 82, 2n],
    ]);
    expect(s.FirstEmissionBlockNumber.get(chain.state, 82)).toBe(2n);
    chain.buy(alice, 82, ONE);
    expect(chain.held(alice, 82)).toBeGreaterThan(0n);
  });

  it('is checked in the chain’s order', () => {
    expect(failure(chain.submit(bob, start(4_000)))).toEqual([7, 76]);
    expect(failure(chain.submit(bob, start(64)))).toBe('BadOrigin');
    expect(failure(chain.submit(alice, start(64)))).toEqual([7, 88]);
    const age = ageStorage.RegistrationAge.get(chain.state, 82);
    s.StartCallDelay.set(chain.state, age + 2n);
    expect(failure(chain.submit(alice, start(82)))).toEqual([7, 89]);
    s.StartCallDelay.set(chain.state, age + 1n);
    expect(failure(chain.submit(alice, start(82)))).toBeNull();
  });
});
