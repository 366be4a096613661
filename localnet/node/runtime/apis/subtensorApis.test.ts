import { Keyring } from '@polkadot/keyring';
import { u8aToHex } from '@polkadot/util';
import { beforeEach, describe, expect, it } from 'vitest';
import { genesisValidators } from '#localnet/genesis/accounts.ts';
import { type ApiMethod, runtimeApis } from '#localnet/metadata/apis.ts';
import { decode, encode } from '#localnet/metadata/codec.ts';
import { subtensorStorage } from '#localnet/metadata/pallets/subtensor.ts';
import { subnetAccount } from '#localnet/node/runtime/staking/subnetAccount.ts';
import { call, TestChain } from '#localnet/node/runtime/testChain.ts';

const alice = new Keyring({ type: 'sr25519' }).createFromUri('//Alice');
const hotkey = genesisValidators[0]?.hotkey ?? new Uint8Array(32);
const TAO = 1_000_000_000n;

let chain: TestChain;
beforeEach(() => {
  chain = new TestChain([1, 59, 64]);
});

function ask<I, O>(name: string, method: ApiMethod<I, O>, input: I): O {
  return decode(method.output, chain.runtime.call(chain.state, name, encode(method.input.codec, input)));
}

const zeros = {
  tao_amount: 0n,
  alpha_amount: 0n,
  tao_fee: 0n,
  alpha_fee: 0n,
  tao_slippage: 0n,
  alpha_slippage: 0n,
};

describe('SwapRuntimeApi', () => {
  const swaps = runtimeApis.SwapRuntimeApi;
  const buy = (netuid: number, tao: bigint) =>
    ask('SwapRuntimeApi_sim_swap_tao_for_alpha', swaps.sim_swap_tao_for_alpha, { netuid, tao });
  const sell = (netuid: number, alpha: bigint) =>
    ask('SwapRuntimeApi_sim_swap_alpha_for_tao', swaps.sim_swap_alpha_for_tao, { netuid, alpha });

  it('gives prices in rao per Alpha, root at one', () => {
    expect(ask('SwapRuntimeApi_current_alpha_price', swaps.current_alpha_price, { netuid: 1 })).toBe(
      6_562_800n,
    );
    const all = ask('SwapRuntimeApi_current_alpha_price_all', swaps.current_alpha_price_all, {});
    expect(all.map(({ netuid }) => netuid)).toEqual([0, 1, 59, 64]);
    expect(all[0]?.price).toBe(TAO);
  });

  it('simulates a purchase as the network did, with slippage that holds impact and fee', () => {
    const quote = buy(1, TAO);
    expect(quote.tao_amount).toBe(999_496_453n);
    expect(quote.tao_fee).toBe(503_547n);
    expect(quote.alpha_slippage + quote.alpha_amount - (TAO * TAO) / 6_562_800n < 30_000n).toBe(true);
    expect([quote.alpha_fee, quote.tao_slippage]).toEqual([0n, 0n]);
  });

  it('answers zeros to whatever cannot be swapped', () => {
    expect(buy(1, 2n ** 63n)).toEqual(zeros);
    subtensorStorage.SubnetAlphaIn.set(chain.state, 1, 10n);
    expect(buy(1, TAO)).toEqual(zeros);
  });

  it('exchanges root one to one, and leaves the state alone', () => {
    const before = new Map(chain.state.entries());
    expect(buy(0, TAO)).toEqual({ ...zeros, tao_amount: TAO, alpha_amount: TAO });
    expect(sell(0, TAO)).toEqual({ ...zeros, tao_amount: TAO, alpha_amount: TAO });
    expect(new Map(chain.state.entries())).toEqual(before);
  });
});

describe('SubnetInfoRuntimeApi', () => {
  const subnets = runtimeApis.SubnetInfoRuntimeApi;

  it('describes every subnet, names as compact bytes', () => {
    const all = ask('SubnetInfoRuntimeApi_get_all_dynamic_info', subnets.get_all_dynamic_info, {});
    expect(all.map((info) => info?.netuid)).toEqual([0, 1, 59, 64]);
    const info = all[1];
    expect(new TextDecoder().decode(Uint8Array.from(info?.subnet_name ?? []))).toBe('Apex');
    expect([info?.emission, info?.pending_root_emission]).toEqual([0n, 0n]);
    expect(info?.tao_in).toBe(23_027_286_450_685n);
    expect(new TextDecoder().decode(Uint8Array.from(all[2]?.subnet_name ?? []))).toBe('unknown');
  });

  it('spends two bytes on each byte of a name from 64 up', () => {
    const input = encode(subnets.get_dynamic_info.input.codec, { netuid: 1 });
    const bytes = chain.runtime.call(chain.state, 'SubnetInfoRuntimeApi_get_dynamic_info', input);
    // Some, netuid 1, two accounts, then four letters: A is 65, p 112, e 101, x 120.
    expect(u8aToHex(bytes.slice(66, 75))).toBe('0x100501c1019501e101');
  });

  it('knows no subnet that is not there', () => {
    expect(ask('SubnetInfoRuntimeApi_get_dynamic_info', subnets.get_dynamic_info, { netuid: 7 })).toBeNull();
    expect(
      ask('SubnetInfoRuntimeApi_get_subnet_account_id', subnets.get_subnet_account_id, { netuid: 7 }),
    ).toBeNull();
    const held = ask('SubnetInfoRuntimeApi_get_subnet_account_id', subnets.get_subnet_account_id, {
      netuid: 64,
    });
    expect(held).toEqual(subnetAccount(64));
  });

  it('names the cheapest subnet past its immunity as the next to go', () => {
    expect(ask('SubnetInfoRuntimeApi_get_subnet_to_prune', subnets.get_subnet_to_prune, {})).toBe(1);
  });

  it('tells the next epoch', () => {
    const next = ask('SubnetInfoRuntimeApi_get_next_epoch_start_block', subnets.get_next_epoch_start_block, {
      netuid: 64,
    });
    expect(next).toBe(subtensorStorage.PendingEpochAt.get(chain.state, 64));
  });
});

describe('StakeInfoRuntimeApi', () => {
  const stakes = runtimeApis.StakeInfoRuntimeApi;
  beforeEach(() => {
    chain.begin();
    chain.submit(alice, call('SubtensorModule.add_stake', { hotkey, netuid: 64, amount_staked: TAO }));
  });

  it('lists what a coldkey holds', () => {
    const [info, ...rest] = ask(
      'StakeInfoRuntimeApi_get_stake_info_for_coldkey',
      stakes.get_stake_info_for_coldkey,
      {
        coldkey_account: alice.publicKey,
      },
    );
    expect(rest).toEqual([]);
    expect(info).toMatchObject({
      hotkey,
      netuid: 64,
      locked: 0n,
      tao_emission: 0n,
      drain: 0n,
      is_registered: true,
    });
    expect(info?.stake).toBeGreaterThan(TAO);
    expect(info?.emission).toBe(subtensorStorage.AlphaDividendsPerSubnet.get(chain.state, 64, hotkey));
  });

  it('tells what is available, for all subnets or those named', () => {
    const available = (netuids: number[] | null) =>
      ask(
        'StakeInfoRuntimeApi_get_stake_availability_for_coldkeys',
        stakes.get_stake_availability_for_coldkeys,
        {
          coldkey_accounts: [alice.publicKey],
          netuids,
        },
      );
    const [[, rows = []] = []] = available(null);
    expect(rows.map(([netuid, { locked }]) => [netuid, locked])).toEqual([[64, 0n]]);
    expect(rows[0]?.[1].available).toBe(rows[0]?.[1].total);
    expect(available([1])[0]?.[1]).toEqual([]);
    expect(available([])[0]?.[1]).toEqual([]);
  });

  it('tells the fee of the destination’s rate', () => {
    const fee = (destination: readonly [Uint8Array, number] | null) =>
      ask('StakeInfoRuntimeApi_get_stake_fee', stakes.get_stake_fee, {
        origin: [hotkey, 1],
        origin_coldkey_account: alice.publicKey,
        destination,
        destination_coldkey_account: alice.publicKey,
        amount: TAO,
      });
    expect(fee([hotkey, 64])).toBe(503_547n);
    expect(fee([hotkey, 1])).toBe(0n);
    expect(fee([hotkey, 0])).toBe(0n);
    expect(fee(null)).toBe(503_547n);
  });
});
