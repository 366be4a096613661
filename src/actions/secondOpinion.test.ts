import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LightNode, RawCall } from '#chain/lightNode.ts';
import { AppError } from '#domain/appError.ts';
import { market, resetMarket } from '#stores/market.ts';
import { settings } from '#stores/settings.ts';
import { fakeClient, INFO } from './fakeClient.ts';
import type { OpenLight } from './findNewer.ts';
import { dropClient, holdClient } from './held.ts';
import { endSecondOpinion, secondOpinion } from './secondOpinion.ts';

const [A, B, C] = ['wss://a.example', 'wss://b.example', 'wss://c.example'];
const BLOCK = { number: 100, hash: '0x64' };
const CALL = { name: 'SwapRuntimeApi_sim_swap_tao_for_alpha', input: '0x4000', block: BLOCK.hash };

let opened: string[];
let closed: string[];
let asked: RawCall[];

/** A second node that answers the call so, and has these finalized blocks. */
function second(answer: string | null | Error, hashes: Readonly<Record<number, string>> = {}): OpenLight {
  return async (endpoint) => {
    opened.push(endpoint);
    const node: LightNode = {
      endpoint,
      blockHash: async (number) => (number === 0 ? INFO.genesis : (hashes[number] ?? null)),
      bestNumber: async () => 100,
      async callRuntime(call) {
        asked.push(call);
        if (answer instanceof Error) throw answer;
        return answer;
      },
      close: () => closed.push(endpoint),
    };
    return node;
  };
}

const ask = (open: OpenLight) => secondOpinion(64, 'buy', 25n, BLOCK, open);
const kind = () => market.getState().secondOpinion?.kind;

beforeEach(() => {
  [opened, closed, asked] = [[], [], []];
  resetMarket();
  settings.setState({ network: 'custom', customEndpoint: `${A} ${B} ${C}`, preferredEndpoints: {} });
  holdClient(fakeClient({ endpoint: A, simulateRaw: async () => ({ call: CALL, answer: '0x01' }) }));
});

afterEach(() => {
  market.setState({ secondOpinion: null });
  endSecondOpinion();
  dropClient();
});

describe('secondOpinion', () => {
  it('asks another node for the very same bytes, over one connection', async () => {
    const open = second('0x01');
    await ask(open);
    await ask(open);
    expect(market.getState().secondOpinion).toMatchObject({ kind: 'same', of: A, block: 100 });
    expect(asked).toEqual([CALL, CALL]);
    expect(opened).toHaveLength(1);
    expect(opened).not.toContain(A);
    endSecondOpinion();
    expect(closed).toEqual(opened);
    expect(market.getState().secondOpinion).toBeNull();
  });

  it('holds a contradiction until it is taken back', async () => {
    await ask(second('0x02'));
    expect(kind()).toBe('contradicts');
    endSecondOpinion();
    expect(kind(), 'closing the review does not end it').toBe('contradicts');
    await ask(second(null));
    expect(kind(), 'nor does a node that knows nothing').toBe('contradicts');
    endSecondOpinion();
    await ask(second('0x01'));
    expect(kind()).toBe('same');
  });

  it('says nothing of a block that the other does not know yet', async () => {
    await ask(second(null));
    expect(kind()).toBe('unknown');
    endSecondOpinion();
    await ask(second(null, { 98: '0x62' }));
    expect(kind()).toBe('unknown');
  });

  it('takes another finalized block for another chain', async () => {
    await ask(second(null, { 98: '0xffff' }));
    expect(kind()).toBe('contradicts');
  });

  it('goes to the next node after a failure, and to none of another chain', async () => {
    await ask(second(new AppError('timeout')));
    expect(kind()).toBe('unknown');
    await ask(async (endpoint, timeoutMs) => ({
      ...(await second('0x02')(endpoint, timeoutMs)),
      blockHash: async () => '0xbb',
    }));
    expect(kind()).toBe('unknown');
    await ask(async (endpoint) => {
      opened.push(endpoint);
      throw new AppError('connectionLost');
    });
    expect(market.getState().secondOpinion).toMatchObject({ kind: 'unknown', endpoint: null });
    expect(new Set(opened)).toEqual(new Set([B, C]));
    expect(asked, 'only the first was asked').toHaveLength(1);
  });

  it('concludes nothing when the node in use fails or is replaced meanwhile', async () => {
    holdClient(fakeClient({ endpoint: A, simulateRaw: () => Promise.reject(new AppError('timeout')) }));
    await ask(second('0x01'));
    expect(kind()).toBe('unknown');
    endSecondOpinion();
    const open = second('0x02');
    const other = fakeClient({ endpoint: B });
    holdClient(
      fakeClient({
        endpoint: A,
        async simulateRaw() {
          holdClient(other);
          return { call: CALL, answer: '0x01' };
        },
      }),
    );
    await ask(open);
    expect(kind()).toBeUndefined();
  });

  it('is not asked for where there is one node, or none', async () => {
    settings.setState({ customEndpoint: A });
    await ask(second('0x02'));
    dropClient();
    settings.setState({ customEndpoint: `${A} ${B}` });
    await ask(second('0x02'));
    expect(opened).toEqual([]);
  });
});
