import { compactToU8a, u8aConcat, u8aToHex } from '@polkadot/util';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type WebSocket as NodeSocket, WebSocket, WebSocketServer } from 'ws';
import type { ChainInfo } from '#domain/chainInfo.ts';
import { encodeMetadata } from '#localnet/metadata/encoder.ts';
import { connectChain } from './connectChain.ts';

const zeros = `0x${'00'.repeat(32)}`;
const header = (number: number) => ({
  parentHash: zeros,
  number: `0x${number.toString(16)}`,
  stateRoot: zeros,
  extrinsicsRoot: zeros,
  digest: { logs: [] },
});

/** Metadata as the runtime API gives it: an option of bytes. */
function opaque(metadata: Uint8Array): string {
  return u8aToHex(u8aConcat(new Uint8Array([1]), compactToU8a(metadata.length), metadata));
}

function renamed(from: string, to: string): Uint8Array {
  const text = (name: string) => Buffer.from([name.length * 4, ...Buffer.from(name)]).toString('latin1');
  return Buffer.from(
    Buffer.from(encodeMetadata(15)).toString('latin1').replaceAll(text(from), text(to)),
    'latin1',
  );
}

/** Fresh for each test, since loaded runtimes are kept by genesis and version. */
let genesis = '';
let serial = 0;
let script: Record<string, unknown>;
let server: WebSocketServer;
let upgrades: ChainInfo[];
let heads: number[];
let lost: Error[];
let shown: number;
let calledOff: AbortController;

beforeEach(async () => {
  vi.stubGlobal('WebSocket', WebSocket);
  genesis = `0x${String(++serial).padStart(64, '0')}`;
  [upgrades, heads, lost] = [[], [], []];
  [shown, calledOff] = [0, new AbortController()];
  script = {
    chain_getBlockHash: genesis,
    system_chain: 'Scripted',
    state_getRuntimeVersion: { specVersion: 1, transactionVersion: 1 },
    state_call: opaque(encodeMetadata(15)),
    state_getMetadata: u8aToHex(encodeMetadata(14)),
    state_subscribeRuntimeVersion: 'version',
    chain_subscribeNewHeads: 'heads',
    chain_subscribeFinalizedHeads: 'finalized',
  };
  server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await new Promise((resolve) => server.once('listening', resolve));
  server.on('connection', (socket) =>
    socket.on('message', (data) => answer(socket, JSON.parse(String(data)))),
  );
});

afterEach(async () => {
  for (const socket of server.clients) socket.terminate();
  await new Promise((resolve) => server.close(resolve));
  vi.unstubAllGlobals();
});

/** Answers as scripted: an Error as a refusal, undefined not at all. Heads follow their subscription. */
function answer(socket: NodeSocket, { id, method }: { readonly id: number; readonly method: string }): void {
  const result = script[method];
  if (result === undefined) return;
  const body = result instanceof Error ? { error: { code: -32601, message: result.message } } : { result };
  socket.send(JSON.stringify({ jsonrpc: '2.0', id, ...body }));
  if (result === 'heads') push('heads', header(10));
  if (result === 'finalized') push('finalized', header(8));
}

function push(subscription: string, result: unknown): void {
  const text = JSON.stringify({ jsonrpc: '2.0', method: 'x', params: { subscription, result } });
  for (const socket of server.clients) socket.send(text);
}

function connect(timeoutMs = 10_000) {
  const address = server.address();
  const port = address === null || typeof address === 'string' ? 0 : address.port;
  return connectChain({
    endpoint: `ws://127.0.0.1:${port}`,
    genesis,
    timeoutMs,
    onGenesis: () => {
      shown += 1;
    },
    signal: calledOff.signal,
    listeners: {
      onHead: ({ number }) => heads.push(number),
      onFinalized: () => undefined,
      onRuntime: (info) => upgrades.push(info),
      onLost: (error) => lost.push(error),
    },
  });
}

describe('a runtime upgrade', () => {
  it('brings new metadata, and what it lacks is told from then on', async () => {
    const client = await connect();
    expect(client.info()).toMatchObject({ specVersion: 1, foreignCurve: false });
    script.state_call = opaque(renamed('PalSwapInitialized', 'SwapSuperellipse'));
    push('version', { specVersion: 1, transactionVersion: 1 });
    push('version', { specVersion: 2, transactionVersion: 1 });
    await vi.waitFor(() => expect(upgrades).toHaveLength(1));
    expect(upgrades[0]).toMatchObject({ genesis, specVersion: 2, foreignCurve: true });
    expect(client.info()).toEqual(upgrades[0]);
    const gone = { pallet: 'SubtensorModule', method: 'add_stake_limiu', args: [] };
    expect(() => client.describe(gone)).toThrow(expect.objectContaining({ code: 'unsupportedRuntime' }));
    client.close();
  });

  it('names the calls that it lost, and those whose arguments are others', async () => {
    const client = await connect();
    expect(client.info().missingCalls).toEqual([]);
    script.state_call = opaque(renamed('add_stake_limit', 'add_stake_limiu'));
    push('version', { specVersion: 2, transactionVersion: 1 });
    await vi.waitFor(() => expect(upgrades).toHaveLength(1));
    expect(upgrades[0]?.missingCalls).toEqual(['add_stake_limit']);
    script.state_call = opaque(renamed('amount_unstaked', 'amount_unstakes'));
    push('version', { specVersion: 3, transactionVersion: 1 });
    await vi.waitFor(() => expect(upgrades).toHaveLength(2));
    expect(upgrades[1]?.missingCalls).toEqual(['remove_stake', 'remove_stake_limit']);
    client.close();
  });

  it('to metadata that does not come, or does not decode, loses the node', async () => {
    const client = await connect();
    script.state_call = new Error('gone');
    script.state_getMetadata = '0x6d65';
    push('version', { specVersion: 2, transactionVersion: 1 });
    await vi.waitFor(() => expect(lost).toMatchObject([{ code: 'nodeGarbage' }]));
    await expect(client.ping()).rejects.toMatchObject({ code: 'connectionLost' });
  });
});

describe('an opening', () => {
  it('tells of the right genesis before it asks for the rest, and of no other', async () => {
    script.state_call = undefined;
    const opening = connect(600);
    await vi.waitFor(() => expect(shown).toBe(1), { timeout: 500 });
    await expect(opening).rejects.toMatchObject({ code: 'timeout' });
    script = { chain_getBlockHash: zeros };
    await expect(connect()).rejects.toMatchObject({ code: 'wrongGenesis' });
    expect(shown).toBe(1);
  });

  it('that is called off ends at once and closes its socket; later that does nothing', async () => {
    script.state_call = undefined;
    const opening = connect();
    await vi.waitFor(() => expect(shown).toBe(1));
    calledOff.abort();
    await expect(opening).rejects.toMatchObject({ code: 'connectionLost' });
    await vi.waitFor(() => expect(server.clients.size).toBe(0));
    await expect(connect()).rejects.toMatchObject({ code: 'connectionLost' });
    calledOff = new AbortController();
    script.state_call = opaque(encodeMetadata(15));
    const client = await connect();
    calledOff.abort();
    await client.ping();
    client.close();
  });

  it('keeps the time of the last answer, whatever it was', async () => {
    const client = await connect();
    const before = client.answeredAt();
    script.system_chain = new Error('slow down');
    await expect(client.ping()).rejects.toMatchObject({ code: 'unsupportedRuntime' });
    expect(client.answeredAt()).toBeGreaterThan(before);
    const last = client.answeredAt();
    push('heads', header(11));
    await vi.waitFor(() => expect(heads).toEqual([11]));
    expect(client.answeredAt(), 'a head is no answer').toBe(last);
    client.close();
  });
});

describe('a node that is not as it should be', () => {
  it('is refused at its genesis, before it is asked for anything else', async () => {
    script = { chain_getBlockHash: zeros };
    await expect(connect()).rejects.toMatchObject({ code: 'wrongGenesis', detail: zeros });
  });

  it.each([
    ['chain_getBlockHash', 7],
    ['state_getRuntimeVersion', { specVersion: '1' }],
    ['state_getRuntimeVersion', null],
    ['chain_subscribeNewHeads', null],
  ])('is refused when %s gives %j', async (method, result) => {
    script[method] = result;
    await expect(connect()).rejects.toMatchObject({ code: 'nodeGarbage' });
  });

  it.each(['chain_getBlockHash', 'state_call', 'chain_subscribeFinalizedHeads'])(
    'is left in time when it never answers %s',
    async (method) => {
      script[method] = undefined;
      await expect(connect(400)).rejects.toMatchObject({ code: 'timeout' });
    },
  );

  it('may have metadata without runtime APIs', async () => {
    script.state_call = new Error('no such call');
    const client = await connect();
    const at = client.head();
    await expect(client.readPrices(at)).rejects.toMatchObject({ code: 'unsupportedRuntime' });
    client.close();
  });

  it('may repeat a head, or send one that is none: both are passed over', async () => {
    const client = await connect();
    push('heads', header(10));
    push('heads', { number: 'eleven' });
    push('heads', null);
    push('heads', header(12));
    await vi.waitFor(() => expect(heads).toEqual([12]));
    expect(client.head().number).toBe(12);
    client.close();
  });
});
