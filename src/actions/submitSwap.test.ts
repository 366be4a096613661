import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ChainClient, PreparedExtrinsic, WalletAnswer } from '#chain/client.ts';
import type { Wallet } from '#chain/wallets.ts';
import { AppError } from '#domain/appError.ts';
import { type ChainCall, callOf } from '#domain/order.ts';
import type { Foreseen, TxOutcome, TxPhase } from '#domain/tx.ts';
import { rao } from '#domain/units.ts';
import { activity } from '#stores/activity.ts';
import { session } from '#stores/session.ts';
import { dropWallet, holdWallet } from './activeWallet.ts';
import { fakeClient, INFO } from './fakeClient.ts';
import { ALICE, BOB, fakeOrder, SUBNET } from './fakeOrder.ts';
import { followPending } from './followPending.ts';
import { setOnHardware } from './hardwareAccount.ts';
import { dropClient, holdClient } from './held.ts';
import { submitSwap } from './submitSwap.ts';
import { stopWaiting } from './walletAnswer.ts';

const ORDERED = callOf(fakeOrder('any'));
const SIGNED = { hash: '0xhash', hex: '0xhex', call: ORDERED };
const outcome: TxOutcome = { ok: true, filled: { paid: 1n, received: 2n, fee: 3n, networkFee: rao(4n) } };
const block = { number: 101, hash: '0x65' };

/** What was handed to the node, and the say over what it tells. */
interface Sending {
  readonly tell: (phase: TxPhase) => void;
  readonly end: () => void;
}
let sendings: Sending[];
let calls: ChainCall[];
let digests: (string | null)[];

function prepared(call: ChainCall, address: string): PreparedExtrinsic {
  const era = { birth: 99, death: 162 };
  const rest = { callHash: '0x', extensions: [], terms: {} as never, payload: {} as never };
  return { address, nonce: 7, era, call, message: '0x00', ...rest };
}

function chain(given: Partial<ChainClient> = {}): ChainClient {
  return fakeClient({
    async prepare(call, address, metadataHash): Promise<PreparedExtrinsic> {
      calls.push(call);
      digests.push(metadataHash);
      return prepared(call, address);
    },
    complete({ call }, { signature }) {
      if (signature !== 'good') throw new AppError('walletBadSignature');
      return { ...SIGNED, call };
    },
    async dryRun(signed, era) {
      // A rehearsal is of what was signed, and comes before anything is noted as sent.
      expect(signed.hex).toBe(SIGNED.hex);
      expect(era).toEqual({ birth: 99, death: 162 });
      expect(entry()).toMatchObject({ phase: { kind: 'rehearsing' }, hash: null });
      return { kind: 'passed', block: 100 };
    },
    send(_signed, onPhase) {
      // What must be known to find it again was kept before this.
      expect(entry()).toMatchObject({ hash: SIGNED.hash, nonce: 7, era: { birth: 99, death: 162 } });
      expect(entry()?.phase).toEqual({ kind: 'sent' });
      return new Promise((end) => sendings.push({ tell: onPhase, end }));
    },
    ...given,
  });
}

function wallet(sign: () => Promise<WalletAnswer>): Wallet {
  return {
    id: 'w',
    accounts: async () => [ALICE, BOB],
    subscribe: () => () => undefined,
    offerMetadata: async () => true,
    sign,
  };
}

const approve = async (): Promise<WalletAnswer> => ({ signature: 'good', signedTransaction: null });

function entry(id = 'a') {
  return activity.getState().entries.find((each) => each.id === id);
}

function start(sign: () => Promise<WalletAnswer>, client = chain()): void {
  holdClient(client);
  holdWallet(wallet(sign), () => undefined);
}

beforeEach(() => {
  sendings = [];
  calls = [];
  digests = [];
  activity.setState({ entries: [] });
  session.setState({ chain: INFO, account: ALICE, accounts: [ALICE, BOB], signing: null });
});

afterEach(() => {
  for (const { end } of sendings) end();
  dropWallet();
  dropClient();
  vi.useRealTimers();
});

describe('an order that the person approves', () => {
  it('is kept before the wallet is asked, then signed, sent once, and followed to finality', async () => {
    const seen: unknown[] = [];
    start(async () => {
      seen.push(entry()?.phase.kind, session.getState().signing);
      return approve();
    });
    await submitSwap(fakeOrder('a'), SUBNET);
    expect(seen).toEqual(['signing', 'a']);
    expect(session.getState().signing).toBeNull();
    expect(sendings).toHaveLength(1);
    expect(calls[0]?.method).toBe('add_stake_limit');
    sendings[0]?.tell({ kind: 'inBlock', block, outcome });
    sendings[0]?.tell({ kind: 'finalized', block, outcome });
    sendings[0]?.tell({ kind: 'retracted' });
    expect(entry()?.phase).toEqual({ kind: 'finalized', block, outcome });
  });

  it('is not sent without a limit when its quote grew old with the wallet; with one it is', async () => {
    const send = vi.fn(async () => undefined);
    const dryRun = async () => ({ kind: 'passed', block: 103 }) as const;
    start(approve, chain({ send, dryRun, head: () => ({ number: 103, hash: '0x67' }) }));
    await submitSwap({ ...fakeOrder('a'), protected: false }, SUBNET);
    expect(entry()?.phase).toMatchObject({ kind: 'walletFailed', code: 'quoteTooOld' });
    expect(send).not.toHaveBeenCalled();
    await submitSwap(fakeOrder('b'), SUBNET);
    expect(send).toHaveBeenCalledOnce();
  });

  it('keeps all that the receipt sets beside the fill', async () => {
    start(approve);
    const order = fakeOrder('a');
    await submitSwap(order, SUBNET);
    expect(entry()).toMatchObject({
      genesis: '0xaa',
      account: '5Alice',
      method: 'add_stake_limit',
      subnetName: 'Chutes',
      amountIn: order.amountIn,
      quotedOut: order.quote.amountOut,
      minimumOut: order.quote.minimumOut,
      limitPrice: order.quote.limitPrice,
      quotedAtBlock: 100,
    });
  });

  it('is sent once, however often it is asked for', async () => {
    start(approve);
    await Promise.all([1, 2, 3].map(() => submitSwap(fakeOrder('a'), SUBNET)));
    await submitSwap(fakeOrder('a'), SUBNET);
    expect(sendings).toHaveLength(1);
    expect(activity.getState().entries).toHaveLength(1);
  });

  it('keeps a second order out while the first is with the wallet', async () => {
    let answer: ((given: WalletAnswer) => void) | null = null;
    start(() => new Promise((resolve) => (answer = resolve)));
    const first = submitSwap(fakeOrder('a'), SUBNET);
    await submitSwap(fakeOrder('b'), SUBNET);
    expect(entry('b')).toBeUndefined();
    const asked = await vi.waitFor(() => {
      if (answer === null) throw new Error('the wallet was not asked yet');
      return answer;
    });
    asked(await approve());
    expect(calls).toHaveLength(1);
    await first;
    expect(sendings).toHaveLength(1);
  });
});

describe('the rehearsal of what was signed', () => {
  it('is noted when it passes, and when there was none', async () => {
    start(approve);
    await submitSwap(fakeOrder('a'), SUBNET);
    expect(entry()?.rehearsal).toEqual({ kind: 'passed', block: 100 });
    const skipped = { kind: 'skipped', reason: 'timeout' } as const;
    const send = vi.fn(async () => undefined);
    start(approve, chain({ send, dryRun: async () => skipped }));
    await submitSwap(fakeOrder('b'), SUBNET);
    expect(entry('b')).toMatchObject({ rehearsal: skipped, phase: { kind: 'sent' } });
    expect(send).toHaveBeenCalledOnce();
  });

  it.each<Foreseen>([
    { kind: 'dispatch', failure: { name: 'SubtensorModule.SlippageTooHigh', docs: '' } },
    { kind: 'invalid', reason: 'Transaction is outdated' },
  ])('ends an order unsent that would end as %j', async (foreseen) => {
    const sign = vi.fn(approve);
    start(sign, chain({ dryRun: async () => ({ kind: 'failed', block: 101, foreseen }) }));
    await submitSwap(fakeOrder('a'), SUBNET);
    expect(entry()).toMatchObject({ hash: null, nonce: null, era: null });
    expect(entry()?.phase).toEqual({ kind: 'stopped', at: 101, foreseen });
    expect(sendings).toEqual([]);
    expect(sign).toHaveBeenCalledOnce();
    expect(session.getState().signing).toBeNull();
  });

  it('keeps a node that went away meanwhile from getting anything', async () => {
    const dryRun = async () => {
      dropClient();
      return { kind: 'skipped', reason: 'connectionLost' } as const;
    };
    start(approve, chain({ dryRun }));
    await submitSwap(fakeOrder('a'), SUBNET);
    expect(entry()?.phase).toMatchObject({ kind: 'walletFailed', code: 'connectionLost' });
    expect(sendings).toEqual([]);
  });
});

describe('what is to be signed, and was signed', () => {
  const other = {
    ...ORDERED,
    args: ORDERED.args.map((arg) => (arg.name === 'netuid' ? { ...arg, value: 65 } : arg)),
  };

  it('is refused before the wallet is asked when it is not the order', async () => {
    const sign = vi.fn(approve);
    start(sign, chain({ prepare: async (_call, address) => prepared(other, address) }));
    await submitSwap(fakeOrder('a'), SUBNET);
    expect(entry()?.phase).toEqual({ kind: 'walletFailed', code: 'notAsOrdered', detail: 'netuid' });
    expect(sign).not.toHaveBeenCalled();
  });

  it('is refused before anything is sent when it is not the order', async () => {
    const dryRun = vi.fn();
    start(approve, chain({ complete: () => ({ ...SIGNED, call: other }), dryRun }));
    await submitSwap(fakeOrder('a'), SUBNET);
    expect(entry()?.phase).toEqual({ kind: 'walletFailed', code: 'notAsOrdered', detail: 'netuid' });
    expect(dryRun).not.toHaveBeenCalled();
    expect(sendings).toEqual([]);
  });

  it('covers the metadata for an account on a hardware wallet, and for no other', async () => {
    const metadataDigest = vi.fn(async () => '0xd1');
    setOnHardware(ALICE.address, true);
    start(approve, chain({ metadataDigest }));
    await submitSwap(fakeOrder('a'), SUBNET);
    setOnHardware(ALICE.address, false);
    setOnHardware(BOB.address, true);
    const send = async () => undefined;
    const dryRun = async () => ({ kind: 'passed', block: 100 }) as const;
    start(approve, chain({ metadataDigest, send, dryRun }));
    await submitSwap(fakeOrder('b'), SUBNET);
    expect(digests).toEqual(['0xd1', null]);
    expect(metadataDigest).toHaveBeenCalledOnce();
    setOnHardware(BOB.address, false);
  });
});

describe('an order that is not signed', () => {
  it.each([
    ['Cancelled', { kind: 'rejected' }],
    ['User rejected request', { kind: 'rejected' }],
    ['Rejected by user', { kind: 'rejected' }],
    ['The request was denied', { kind: 'rejected' }],
    ['Device disconnected', { kind: 'walletFailed', code: 'walletFailed', detail: 'Device disconnected' }],
  ])('ends in the wallet’s words %j as %j', async (words, phase) => {
    start(() => Promise.reject(new Error(words)));
    await submitSwap(fakeOrder('a'), SUBNET);
    expect(entry()?.phase).toEqual(phase);
    expect(entry()?.hash).toBeNull();
    expect(sendings).toEqual([]);
    expect(session.getState().signing).toBeNull();
  });

  it('is given up when the wallet stays silent, and a late signature goes nowhere', async () => {
    vi.useFakeTimers();
    let answer: (given: WalletAnswer) => void = () => undefined;
    start(() => new Promise((resolve) => (answer = resolve)));
    const done = submitSwap(fakeOrder('a'), SUBNET);
    await vi.advanceTimersByTimeAsync(180_001);
    await done;
    expect(entry()?.phase).toMatchObject({ kind: 'walletFailed', code: 'walletSilent' });
    answer(await approve());
    await vi.advanceTimersByTimeAsync(1_000);
    expect(sendings).toEqual([]);
  });

  it('is given up when the person waits no more, and the next one can be signed', async () => {
    let answer: (given: WalletAnswer) => void = () => undefined;
    const sign = vi.fn(() => new Promise<WalletAnswer>((resolve) => (answer = resolve)));
    start(sign);
    const done = submitSwap(fakeOrder('first'), SUBNET);
    await vi.waitFor(() => expect(sign).toHaveBeenCalledOnce());
    stopWaiting();
    await done;
    expect(entry('first')?.phase).toMatchObject({ kind: 'walletFailed', code: 'walletSilent' });
    answer(await approve());
    stopWaiting();
    start(approve);
    await submitSwap(fakeOrder('a'), SUBNET);
    expect([entry('first')?.phase.kind, entry()?.phase.kind]).toEqual(['walletFailed', 'sent']);
    expect(sendings).toHaveLength(1);
  });

  it.each(['walletBadSignature', 'walletWrongAccount'] as const)('ends with %s unsent', async (code) => {
    start(
      async () => ({ signature: 'bad', signedTransaction: null }),
      chain({
        complete: () => {
          throw new AppError(code);
        },
      }),
    );
    await submitSwap(fakeOrder('a'), SUBNET);
    expect(entry()?.phase).toEqual({ kind: 'walletFailed', code, detail: null });
    expect(sendings).toEqual([]);
  });

  it('knows whose signatures to tell apart', async () => {
    const complete = vi.fn(() => SIGNED);
    start(approve, chain({ complete }));
    await submitSwap(fakeOrder('a'), SUBNET);
    expect(complete).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ address: '5Alice' }),
      { signature: 'good', signedTransaction: null },
      ['5Alice', '5Bob'],
    );
  });

  it('says what the runtime lacks, without asking the wallet', async () => {
    const sign = vi.fn(approve);
    start(
      sign,
      chain({ prepare: () => Promise.reject(new AppError('unsupportedRuntime', 'add_stake_limit')) }),
    );
    await submitSwap(fakeOrder('a'), SUBNET);
    expect(entry()?.phase).toMatchObject({ kind: 'walletFailed', code: 'unsupportedRuntime' });
    expect(sign).not.toHaveBeenCalled();
  });

  it('says that there is no node, or no wallet', async () => {
    holdWallet(wallet(approve), () => undefined);
    await submitSwap(fakeOrder('a'), SUBNET);
    expect(entry()?.phase).toMatchObject({ code: 'connectionLost' });
    dropWallet();
    holdClient(chain());
    await submitSwap(fakeOrder('b'), SUBNET);
    expect(entry('b')?.phase).toMatchObject({ code: 'walletMissing' });
  });
});

describe('a node that changes while the wallet is asked', () => {
  it('of the same chain gets the transaction in place of the one before', async () => {
    const send = vi.fn(() => new Promise<void>(() => undefined));
    start(async () => {
      holdClient(chain({ send }));
      return approve();
    });
    await submitSwap(fakeOrder('a'), SUBNET);
    expect(send).toHaveBeenCalledOnce();
    expect(sendings).toEqual([]);
  });

  it('of another chain, or none at all, gets nothing', async () => {
    start(async () => {
      holdClient(chain({ info: () => ({ ...INFO, genesis: '0xbb' }) }));
      return approve();
    });
    await submitSwap(fakeOrder('a'), SUBNET);
    start(async () => {
      dropClient();
      return approve();
    });
    await submitSwap(fakeOrder('b'), SUBNET);
    for (const id of ['a', 'b']) expect(entry(id)?.phase).toMatchObject({ code: 'connectionLost' });
    expect(sendings).toEqual([]);
  });
});

describe('after it was sent', () => {
  it('a refusal by the pool is told in its words', async () => {
    start(approve);
    await submitSwap(fakeOrder('a'), SUBNET);
    sendings[0]?.tell({ kind: 'invalid', reason: 'Invalid Transaction: Custom error: 0' });
    expect(entry()?.phase).toEqual({ kind: 'invalid', reason: 'Invalid Transaction: Custom error: 0' });
  });

  it('a failed call is told with the chain’s name for it', async () => {
    start(approve);
    await submitSwap(fakeOrder('a'), SUBNET);
    const failed: TxOutcome = {
      ok: false,
      failure: { name: 'SubtensorModule.SlippageTooHigh', docs: '' },
      networkFee: rao(5n),
    };
    sendings[0]?.tell({ kind: 'finalized', block, outcome: failed });
    expect(entry()?.phase).toMatchObject({ outcome: failed });
  });

  it('it is looked for once the node tells of it no more, and not before', async () => {
    const find = vi.fn(async () => ({ kind: 'included', block, outcome, finalized: true }) as const);
    start(approve, chain({ find }));
    await submitSwap(fakeOrder('a'), SUBNET);
    await followPending();
    expect(find).not.toHaveBeenCalled();
    sendings[0]?.tell({ kind: 'lost' });
    sendings[0]?.end();
    await vi.waitFor(async () => {
      await followPending();
      expect(find).toHaveBeenCalledOnce();
    });
    expect(find).toHaveBeenCalledWith({
      hash: SIGNED.hash,
      account: '5Alice',
      nonce: 7,
      era: { birth: 99, death: 162 },
    });
    expect(entry()?.phase).toEqual({ kind: 'finalized', block, outcome });
    expect(sendings).toHaveLength(1);
  });
});
