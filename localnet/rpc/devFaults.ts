import { DevOptions } from './devOptions.ts';
import type { Fault } from './faults.ts';
import { garbleKinds } from './garble.ts';
import type { Method, RpcContext } from './method.ts';
import { invalidParams, RpcError } from './rpcError.ts';

const MAX_DELAY_MS = 600_000;
const MAX_COUNT = 1_000_000;
const SERVER_ERROR = -32_000;

/** Refuses the next request: { method?, code = -32000, message?, count = 1 }. */
export const dev_failNextRequest: Method = (context, [given]) => {
  const options = new DevOptions(given, ['method', 'code', 'message', 'count']);
  const code = options.integer('code', -(2 ** 31), 2 ** 31 - 1) ?? SERVER_ERROR;
  const error = new RpcError(code, options.text('message') ?? 'The request failed');
  context.faults.add({ kind: 'refuse', error }, options.text('method'), countOf(options) ?? 1);
  return null;
};

/** Has answers come late: { ms, method?, count = until reset }. */
export const dev_delayAnswers: Method = (context, [given]) => {
  const options = new DevOptions(given, ['ms', 'method', 'count']);
  const ms = options.integer('ms', 0, MAX_DELAY_MS);
  if (ms === undefined) throw invalidParams('ms is missing');
  return addFault(context, { kind: 'delay', ms }, options);
};

/** Carries requests out, and never answers: { method?, count = until reset }. */
export const dev_dropAnswers: Method = (context, [given]) =>
  addFault(context, { kind: 'drop' }, new DevOptions(given, ['method', 'count']));

/** Answers twice: { method?, count = until reset }. */
export const dev_duplicateAnswers: Method = (context, [given]) =>
  addFault(context, { kind: 'duplicate' }, new DevOptions(given, ['method', 'count']));

/** Breaks answers: { kind: text, truncated, wrongId, wrongShape or binary, method?, count = until reset }. */
export const dev_garbleAnswers: Method = (context, [given]) => {
  const options = new DevOptions(given, ['kind', 'method', 'count']);
  const how = garbleKinds.find((kind) => kind === options.text('kind'));
  if (how === undefined) throw invalidParams(`kind must be one of ${garbleKinds.join(', ')}`);
  return addFault(context, { kind: 'garble', how }, options);
};

/** Keeps notifications back while the sockets stay open: { method? }, the name of the subscription or of its messages. */
export const dev_muteSubscriptions: Method = (context, [given]) =>
  addFault(context, { kind: 'mute' }, new DevOptions(given, ['method']));

/** Ends all trouble of these kinds; what was kept back is lost. */
export const dev_resetFaults: Method = ({ faults }) => {
  faults.reset();
  return null;
};

/** Ends every connection, this one included, once this is answered. */
export const dev_closeSockets: Method = ({ closeSockets }, _params, session) => {
  session.afterReply(closeSockets);
  return null;
};

function addFault({ faults }: RpcContext, fault: Fault, options: DevOptions): null {
  faults.add(fault, options.text('method'), countOf(options));
  return null;
}

function countOf(options: DevOptions): number | undefined {
  return options.integer('count', 1, MAX_COUNT);
}
