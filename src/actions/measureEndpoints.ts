import { type EndpointState, session } from '#stores/session.ts';
import { type OpenLight, openLight } from './findNewer.ts';
import { heldClient } from './held.ts';
import { resolveNetwork } from './resolveNetwork.ts';

const TIMEOUT_MS = 6_000;

/**
 * Measures the round trip of one light request to each endpoint of the network in use, at the same time, into
 * session.endpoints. What is being measured is not asked again; without `again`, neither is what was measured before.
 */
export async function measureEndpoints(again = false, open: OpenLight = openLight): Promise<void> {
  const { endpoints: known } = session.getState();
  const wanted = resolveNetwork().endpoints.filter((endpoint) => {
    const state = known.get(endpoint);
    return state === undefined || (again && state.kind !== 'measuring');
  });
  for (const endpoint of wanted) note(endpoint, { kind: 'measuring' });
  await Promise.all(
    wanted.map(async (endpoint) => {
      const state = await (endpoint === heldClient()?.endpoint
        ? measureHeld()
        : measureOther(endpoint, open));
      // Of a network that was left in the meantime nothing is kept.
      if (session.getState().endpoints.has(endpoint)) note(endpoint, state);
    }),
  );
}

function note(endpoint: string, state: EndpointState): void {
  session.setState(({ endpoints }) => ({ endpoints: new Map(endpoints).set(endpoint, state) }));
}

async function measureHeld(): Promise<EndpointState> {
  const client = heldClient();
  if (client === null) return { kind: 'silent' };
  const askedAt = performance.now();
  try {
    await client.ping();
  } catch {
    if (client.answeredAt() < askedAt) return { kind: 'silent' };
  }
  return { kind: 'answers', latencyMs: performance.now() - askedAt, block: client.head().number };
}

/** The opening of the socket does not count: it is paid once. */
async function measureOther(endpoint: string, open: OpenLight): Promise<EndpointState> {
  try {
    const node = await open(endpoint, TIMEOUT_MS);
    try {
      const askedAt = performance.now();
      const block = await node.bestNumber();
      return { kind: 'answers', latencyMs: performance.now() - askedAt, block };
    } finally {
      node.close();
    }
  } catch {
    return { kind: 'silent' };
  }
}
