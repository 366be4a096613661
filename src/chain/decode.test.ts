import { compactToU8a, hexToU8a, stringToU8a, u8aConcat, u8aToHex } from '@polkadot/util';
import { decodeAddress, encodeAddress } from '@polkadot/util-crypto';
import { describe, expect, it } from 'vitest';
import { dynamicInfo, simSwapResult, stakeAvailabilities, stakeInfo } from '#localnet/metadata/apiTypes.ts';
import { encode, type Value } from '#localnet/metadata/codec.ts';
import { option, vec } from '#localnet/metadata/collections.ts';
import { encodeMetadata } from '#localnet/metadata/encoder.ts';
import { accountInfo } from '#localnet/metadata/types.ts';
import { decodeAvailability, decodePositions } from './readAccount.ts';
import { decodeBalance } from './readBlock.ts';
import { decodeName } from './readSubnets.ts';
import { decodeAs, findApiMethod, loadRuntime } from './runtime.ts';
import { items, optional } from './scale.ts';
import { decodeSimulation } from './simulate.ts';
import { needStorage } from './storage.ts';

const runtime = loadRuntime(u8aToHex(encodeMetadata(15)), { specVersion: 475, transactionVersion: 1 });

const alice = encodeAddress(new Uint8Array(32).fill(1), 42);
const bob = encodeAddress(new Uint8Array(32).fill(2), 42);

/** Decodes bytes as what a runtime API gives. */
function answer(api: string, method: string, bytes: Uint8Array) {
  const found = findApiMethod(runtime, api, method);
  if (found === null) throw new Error(`${api}.${method}`);
  return decodeAs(runtime, runtime.registry.createLookupType(found.output), bytes);
}

function info(name: Uint8Array, symbol: string): Value<typeof dynamicInfo> {
  return {
    netuid: 64,
    owner_hotkey: decodeAddress(alice),
    owner_coldkey: decodeAddress(bob),
    subnet_name: [...name],
    token_symbol: [...stringToU8a(symbol)],
    tempo: 360,
    last_step: 1n,
    blocks_since_last_step: 2n,
    emission: 0n,
    alpha_in: 3n,
    alpha_out: 4n,
    tao_in: 5n,
    alpha_out_emission: 6n,
    alpha_in_emission: 7n,
    tao_in_emission: 8n,
    pending_alpha_emission: 9n,
    pending_root_emission: 0n,
    subnet_volume: 10n,
    network_registered_at: 4_321_000n,
    subnet_identity: null,
    moving_price: 11n,
  };
}

function nameOf(name: Uint8Array, symbol = 'ش') {
  const bytes = encode(vec(option(dynamicInfo)), [null, info(name, symbol)]);
  const infos = items(answer('SubnetInfoRuntimeApi', 'get_all_dynamic_info', bytes));
  const last = optional(infos[1] ?? infos[0] ?? answer('SwapRuntimeApi', 'current_alpha_price', bytes));
  if (last === null) throw new Error('no info');
  return decodeName(last);
}

describe('names of subnets', () => {
  it('reads bytes from 64 on, which take two each, as the UTF-8 that they are', () => {
    expect(nameOf(stringToU8a('Chutes 子網'))).toEqual({
      netuid: 64,
      registeredAt: 4_321_000n,
      name: 'Chutes 子網',
      symbol: 'ش',
    });
  });

  it('makes hostile names harmless', () => {
    expect(nameOf(stringToU8a('\u202Eevil\u0000\n<b>')).name).toBe('evil <b>');
    // More than the library would make a vector of.
    expect(nameOf(stringToU8a('x'.repeat(1_000_000)), 'W'.repeat(1_000_000))).toMatchObject({
      name: 'x'.repeat(48),
      symbol: 'W'.repeat(8),
    });
    expect(nameOf(stringToU8a(' \u200B ')).name).toBe('unknown');
    expect(nameOf(new Uint8Array([0xff, 0xfe, 0x41])).name).toBe('A');
  });
});

describe('accounts', () => {
  const item = needStorage(runtime, 'System', 'Account');

  function balanceOf(free: bigint, reserved: bigint, frozen: bigint) {
    const bytes = encode(accountInfo, {
      nonce: 3,
      consumers: 0,
      providers: 1,
      sufficients: 0,
      data: { free, reserved, frozen, flags: 1n << 127n },
    });
    const codec = item.decode(u8aToHex(bytes));
    if (codec === null) throw new Error('no account');
    return decodeBalance(codec, 500n);
  }

  it.each([
    [10_000n, 0n, 0n, 9_500n],
    [10_000n, 0n, 4_000n, 6_000n],
    [10_000n, 4_000n, 4_200n, 9_500n],
    [10_000n, 4_000n, 9_000n, 5_000n],
    [400n, 0n, 0n, 0n],
    [0n, 0n, 0n, 0n],
  ])('of free %i, reserved %i, frozen %i may spend %i', (free, reserved, frozen, spendable) => {
    expect(balanceOf(free, reserved, frozen)).toEqual({ free, reserved, frozen, spendable });
  });

  it('are empty when the chain knows nothing of them', () => {
    const codec = item.decode(null);
    expect(codec === null ? null : decodeBalance(codec, 500n).free).toBe(0n);
  });
});

describe('positions', () => {
  function stake(hotkey: string, netuid: number, amount: bigint): Value<typeof stakeInfo> {
    return {
      hotkey: decodeAddress(hotkey),
      coldkey: decodeAddress(alice),
      netuid,
      stake: amount,
      locked: 0n,
      emission: 5n,
      tao_emission: 0n,
      drain: 0n,
      is_registered: true,
    };
  }

  it('are those that hold something', () => {
    const bytes = encode(vec(stakeInfo), [stake(bob, 64, 2n ** 64n - 1n), stake(bob, 1, 0n)]);
    expect(decodePositions(answer('StakeInfoRuntimeApi', 'get_stake_info_for_coldkey', bytes))).toEqual([
      { hotkey: bob, netuid: 64, amount: 2n ** 64n - 1n },
    ]);
  });

  it('have what may be sold of them, of the account asked for only', () => {
    const row = (available: bigint) => ({ total: 9n, locked: 4n, available });
    const bytes = encode(stakeAvailabilities, [
      [
        decodeAddress(alice),
        [
          [0, row(3n)],
          [64, row(5n)],
        ],
      ],
      [decodeAddress(bob), [[64, row(1n)]]],
    ]);
    const map = answer('StakeInfoRuntimeApi', 'get_stake_availability_for_coldkeys', bytes);
    expect(decodeAvailability(map, alice)).toEqual([
      { netuid: 0, total: 9n, locked: 4n, available: 3n },
      { netuid: 64, total: 9n, locked: 4n, available: 5n },
    ]);
    expect(decodeAvailability(map, encodeAddress(new Uint8Array(32).fill(3), 42))).toEqual([]);
  });
});

describe('the chain’s simulation', () => {
  const method = 'sim_swap_tao_for_alpha';

  function simulated(values: readonly bigint[]) {
    const [tao_amount = 0n, alpha_amount = 0n, tao_fee = 0n, alpha_fee = 0n] = values;
    const bytes = encode(simSwapResult, {
      tao_amount,
      alpha_amount,
      tao_fee,
      alpha_fee,
      tao_slippage: 0n,
      alpha_slippage: 0n,
    });
    return answer('SwapRuntimeApi', method, bytes);
  }

  it('is read from the side of the trade', () => {
    expect(decodeSimulation(simulated([90n, 700n, 10n, 0n]), 'buy')).toEqual({
      out: 700n,
      fee: 10n,
      netIn: 90n,
    });
    expect(decodeSimulation(simulated([90n, 700n, 0n, 10n]), 'sell')).toEqual({
      out: 90n,
      fee: 10n,
      netIn: 700n,
    });
  });

  it('is none when all is zero', () => {
    expect(decodeSimulation(simulated([]), 'buy')).toBeNull();
  });

  it('refuses bytes that are too few or too many', () => {
    for (const length of [0, 47, 49]) {
      expect(() => answer('SwapRuntimeApi', method, new Uint8Array(length))).toThrow(
        expect.objectContaining({ code: 'nodeGarbage' }),
      );
    }
  });
});

it('refuses a vector that claims more items than there are bytes', () => {
  const bytes = u8aConcat(compactToU8a(1_000_000), hexToU8a('0x00'));
  expect(() => answer('StakeInfoRuntimeApi', 'get_stake_info_for_coldkey', bytes)).toThrow(
    expect.objectContaining({ code: 'nodeGarbage' }),
  );
});
