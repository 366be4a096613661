import { Keyring } from '@polkadot/keyring';
import { u8aConcat } from '@polkadot/util';
import { describe, expect, it } from 'vitest';
import { encode } from '#localnet/metadata/codec.ts';
import type { RuntimeCall } from '#localnet/metadata/outerEnums.ts';
import { u32 } from '#localnet/metadata/primitives.ts';
import { runtimeCall } from '#localnet/metadata/runtimeDefinition.ts';
import { call, TestChain } from '#localnet/node/runtime/testChain.ts';
import { RuntimeCallError } from '#localnet/node/runtime.ts';

const alice = new Keyring({ type: 'sr25519' }).createFromUri('//Alice');
const key = alice.publicKey;

const move = call('SubtensorModule.move_stake_limit', {
  origin_hotkey: key,
  destination_hotkey: key,
  origin_netuid: 64,
  destination_netuid: 1,
  alpha_amount: 1n,
  limit_price: 1n,
  allow_partial: false,
});
const remark = call('System.remark', { remark: new Uint8Array() });
const batch = (...calls: RuntimeCall[]) => call('Utility.batch_all', { calls });
const proxied = (inner: RuntimeCall) =>
  call('Proxy.proxy', { real: { type: 'Id', value: key }, force_proxy_type: null, call: inner });

function queried(chain: TestChain, what: RuntimeCall): Uint8Array {
  const input = u8aConcat(encode(runtimeCall, what), encode(u32, 100));
  return chain.runtime.call(chain.state, 'TransactionPaymentCallApi_query_call_info', input);
}

describe('a call that the runtime lacks', () => {
  const chain = new TestChain([64], { profile: '425' });
  const later = new TestChain([64]);
  chain.begin();
  later.begin();

  it.each([
    ['by itself', move],
    ['in a batch', batch(remark, move)],
    ['behind a proxy', proxied(move)],
    ['in a batch behind a proxy in a batch', batch(proxied(batch(remark, remark, move)))],
  ])('%s cannot be decoded, as if it were nothing at all', (_, what) => {
    const bytes = chain.sign(alice, what);
    const nothing = Uint8Array.of(...chain.sign(alice, remark).subarray(0, -2), 7, 255);
    expect(chain.refusal(bytes)).toEqual(chain.refusal(nothing));
    expect(chain.runtime.validate(chain.state, bytes, chain.hash(1))).toEqual(chain.refusal(nothing));
    expect(() => queried(chain, what)).toThrow(RuntimeCallError);
    const known = later.runtime.validate(later.state, later.sign(alice, what), later.hash(1));
    expect(known.ok).toBe(true);
    expect(queried(later, what).length).toBeGreaterThan(8);
  });

  it('leaves the others as they are', () => {
    expect(chain.runtime.apply(chain.state, chain.sign(alice, batch(remark, proxied(remark)))).ok).toBe(true);
    expect(queried(chain, batch(remark))).toHaveLength(queried(later, batch(remark)).length);
  });
});
