import { BlockClock } from '#localnet/node/blockClock.ts';
import { type TinyChain, tinyChain } from '#localnet/node/tinyChain.ts';
import { Faults } from './faults.ts';
import { methodRegistry } from './registry.ts';
import { Session } from './session.ts';

/** A connection to a node on the tiny runtime, without a socket, for tests. */
export interface TestSession extends TinyChain {
  readonly session: Session;
  /** Everything that was sent and not taken yet, in order. */
  readonly sent: Record<string, unknown>[];
  /** Errors that are no RPC errors. */
  readonly defects: unknown[];
  /** How often the sockets were closed. */
  closings(): number;
  /** Sends a request and takes its answer; throws unless it is the first that is sent back. */
  request(method: string, ...params: unknown[]): Record<string, unknown>;
  /** The result of a request; throws the error as text. */
  result(method: string, ...params: unknown[]): unknown;
}

export function testSession(keep?: number): TestSession {
  const tiny = tinyChain(keep);
  const sent: Record<string, unknown>[] = [];
  const defects: unknown[] = [];
  let closings = 0;
  let shift = 0;
  const methods = methodRegistry(true);
  const context = {
    chain: tiny.chain,
    clock: new BlockClock(10_000, tiny.block),
    identity: { chain: 'Tiny', name: 'Test', version: '1', peerId: 'self', peers: ['peer'] },
    methodNames: [...methods.keys()],
    faults: new Faults(),
    now: () => tiny.now() + shift,
    shiftClock: (milliseconds: number) => {
      shift = milliseconds;
    },
    closeSockets: () => {
      closings += 1;
    },
  };
  const session = new Session(
    context,
    methods,
    (frame) => sent.push(typeof frame === 'string' ? JSON.parse(frame) : { bytes: frame }),
    (error) => defects.push(error),
  );
  let id = 0;
  const request = (method: string, ...params: unknown[]) => {
    id += 1;
    const position = sent.length;
    session.receive(JSON.stringify({ jsonrpc: '2.0', id, method, params }));
    const [answer] = sent.splice(position, 1);
    if (answer?.id !== id) throw new Error(`${JSON.stringify(answer)} came before the answer`);
    return answer;
  };
  const result = (method: string, ...params: unknown[]) => {
    const answer = request(method, ...params);
    if ('error' in answer) throw new Error(JSON.stringify(answer.error));
    return answer.result;
  };
  return { ...tiny, session, sent, defects, closings: () => closings, request, result };
}
