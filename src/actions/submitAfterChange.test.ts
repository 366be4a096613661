import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ChainClient, PreparedExtrinsic } from '#chain/client.ts';
import { callOf } from '#domain/order.ts';
import { activity } from '#stores/activity.ts';
import { market, resetMarket } from '#stores/market.ts';
import { session } from '#stores/session.ts';
import { dropWallet, holdWallet } from './activeWallet.ts';
import { fakeClient, INFO } from './fakeClient.ts';
import { ALICE, fakeOrder, SUBNET } from './fakeOrder.ts';
import { dropClient, holdClient } from './held.ts';
import { submitSwap } from './submitSwap.ts';

const send = vi.fn<ChainClient['send']>(() => new Promise(() => undefined));
const complete = vi.fn<ChainClient['complete']>();
const dryRun = vi.fn<ChainClient['dryRun']>();

function chain(specVersion = INFO.specVersion): ChainClient {
  return fakeClient({
    info: () => ({ ...INFO, specVersion }),
    async prepare(call, address): Promise<PreparedExtrinsic> {
      const era = { birth: 99, death: 162 };
      const rest = { callHash: '0x', extensions: [], terms: {} as never, payload: {} as never };
      return { address, nonce: 7, era, call, message: '0x00', ...rest };
    },
    complete,
    dryRun,
    send,
  });
}

/** A wallet that signs after something has happened. */
function signAfter(happens: () => void): void {
  holdWallet(
    {
      id: 'w',
      accounts: async () => [ALICE],
      subscribe: () => () => undefined,
      offerMetadata: async () => true,
      async sign() {
        happens();
        return { signature: 'good', signedTransaction: null };
      },
    },
    () => undefined,
  );
}

const phase = () => activity.getState().entries[0]?.phase;
const CONTRADICTION = { kind: 'contradicts', of: 'ws://127.0.0.1:1', endpoint: 'ws://b', block: 1 } as const;

beforeEach(() => {
  vi.resetAllMocks();
  complete.mockReturnValue({ hash: '0xhash', hex: '0xhex', call: callOf(fakeOrder('any')) });
  dryRun.mockResolvedValue({ kind: 'passed', block: 100 });
  send.mockReturnValue(new Promise(() => undefined));
  activity.setState({ entries: [] });
  resetMarket();
  session.setState({ chain: INFO, account: ALICE, accounts: [ALICE], signing: null });
  holdClient(chain());
});

afterEach(() => {
  dropWallet();
  dropClient();
});

describe('while the wallet is asked', () => {
  it('an upgrade makes the signature worthless: nothing is sent, and the next one is', async () => {
    signAfter(() => holdClient(chain(INFO.specVersion + 1)));
    await submitSwap(fakeOrder('a'), SUBNET);
    expect(phase()).toMatchObject({ kind: 'walletFailed', code: 'runtimeUpgraded' });
    expect(complete, 'it is not even looked at').not.toHaveBeenCalled();
    expect(send).not.toHaveBeenCalled();
    session.setState({ chain: { ...INFO, specVersion: INFO.specVersion + 1 } });
    signAfter(() => undefined);
    await submitSwap(fakeOrder('b'), SUBNET);
    expect(send).toHaveBeenCalledOnce();
  });

  it('another node of the same runtime may take the place of the first', async () => {
    signAfter(() => holdClient(chain()));
    await submitSwap(fakeOrder('a'), SUBNET);
    expect(send).toHaveBeenCalledOnce();
  });

  it('a node that has not been upgraded yet does not get what was signed for the new runtime', async () => {
    signAfter(() => holdClient(chain(INFO.specVersion - 1)));
    await submitSwap(fakeOrder('a'), SUBNET);
    expect(phase()).toMatchObject({ code: 'runtimeUpgraded' });
  });

  it('a contradiction of a second node stops the order', async () => {
    signAfter(() => market.setState({ secondOpinion: CONTRADICTION }));
    await submitSwap(fakeOrder('a'), SUBNET);
    expect(phase()).toMatchObject({ kind: 'walletFailed', code: 'nodesDisagree' });
    expect(send).not.toHaveBeenCalled();
  });
});

describe('while it is rehearsed', () => {
  it.each([
    ['an upgrade', () => holdClient(chain(INFO.specVersion + 1)), 'runtimeUpgraded'],
    ['a contradiction', () => market.setState({ secondOpinion: CONTRADICTION }), 'nodesDisagree'],
  ])('%s stops the order', async (_what, happens, code) => {
    signAfter(() => undefined);
    dryRun.mockImplementation(async () => {
      happens();
      return { kind: 'passed', block: 100 };
    });
    await submitSwap(fakeOrder('a'), SUBNET);
    expect(phase()).toMatchObject({ kind: 'walletFailed', code });
    expect(send).not.toHaveBeenCalled();
  });
});
