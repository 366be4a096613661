import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ChainClient } from '#chain/client.ts';
import { AppError } from '#domain/appError.ts';
import { callOf } from '#domain/order.ts';
import { rao } from '#domain/units.ts';
import { session } from '#stores/session.ts';
import { settings } from '#stores/settings.ts';
import { fakeClient } from './fakeClient.ts';
import { ALICE, fakeOrder } from './fakeOrder.ts';
import { isOnHardware, setOnHardware, soundsLikeHardware } from './hardwareAccount.ts';
import { dropClient, holdClient } from './held.ts';
import { previewOrder } from './previewOrder.ts';

const order = fakeOrder('a');
const { amountOut, minimumOut, fee, netIn } = order.quote;
const call = callOf(order);
const transaction = { call, callHash: '0x' } as never;

function hold(given: Partial<ChainClient> = {}): void {
  holdClient(
    fakeClient({
      prepare: async () => transaction,
      estimateFeeOf: async () => rao(850_536n),
      simulate: async () => ({ out: amountOut, fee, netIn }),
      ...given,
    }),
  );
}

beforeEach(() => {
  session.setState({ account: ALICE });
  settings.setState({ hardware: [] });
});
afterEach(dropClient);

describe('previewOrder', () => {
  it('prepares, prices and simulates the very order at the newest block', async () => {
    const simulate = vi.fn(async () => ({ out: amountOut, fee, netIn }));
    const estimateFeeOf = vi.fn(async () => rao(850_536n));
    hold({ simulate, estimateFeeOf });
    expect(await previewOrder(order)).toEqual({
      transaction,
      block: 100,
      fee: 850_536n,
      simulated: { kind: 'fills', out: amountOut },
    });
    expect(simulate).toHaveBeenCalledExactlyOnceWith(64, 'buy', order.amountIn, {
      number: 100,
      hash: '0x64',
    });
    expect(estimateFeeOf).toHaveBeenCalledExactlyOnceWith(transaction);
  });

  it.each([
    [minimumOut, order, { kind: 'fills', out: minimumOut }],
    [minimumOut - 1n, order, { kind: 'falls', out: minimumOut - 1n }],
    [minimumOut - 1n, { ...order, protected: false }, { kind: 'fills', out: minimumOut - 1n }],
    [null, { ...order, protected: false }, { kind: 'falls', out: 0n }],
  ])('judges a simulated output of %s by what the order demands', async (out, meant, simulated) => {
    hold({
      prepare: async (given) => ({ call: given }) as never,
      simulate: async () => (out === null ? null : { out, fee, netIn }),
    });
    expect(await previewOrder(meant)).toMatchObject({ simulated });
  });

  it('goes on without what the node does not say', async () => {
    const no = () => Promise.reject(new AppError('timeout'));
    hold({ simulate: no, estimateFeeOf: no });
    expect(await previewOrder(order)).toMatchObject({ fee: null, simulated: { kind: 'unknown' } });
  });

  it('rejects what is not the order, what the runtime cannot carry, and without an account', async () => {
    hold({ prepare: async () => ({ call: { ...call, method: 'remark' } }) as never });
    await expect(previewOrder(order)).rejects.toMatchObject({ code: 'notAsOrdered', detail: 'call' });
    hold({ prepare: () => Promise.reject(new AppError('unknownExtension', 'CheckDebts')) });
    await expect(previewOrder(order)).rejects.toMatchObject({ code: 'unknownExtension' });
    session.setState({ account: null });
    await expect(previewOrder(order)).rejects.toMatchObject({ code: 'walletMissing' });
  });
});

describe('an account on a hardware wallet', () => {
  it('is remembered by its address until it is not, and only of wallets', () => {
    setOnHardware(ALICE.address, true);
    setOnHardware(ALICE.address, true);
    expect(settings.getState().hardware).toEqual([ALICE.address]);
    expect(isOnHardware(ALICE)).toBe(true);
    expect(isOnHardware({ ...ALICE, source: 'dev' })).toBe(false);
    setOnHardware(ALICE.address, false);
    expect(isOnHardware(ALICE)).toBe(false);
  });

  it.each([
    ['Ledger device: unknown error', true],
    ['The metadata hash is required', true],
    ['Generic app not open', true],
    ['Unable to find keypair', false],
    [null, false],
  ])('is suspected behind %j: %s', (words, expected) => {
    expect(soundsLikeHardware(words)).toBe(expected);
  });
});
