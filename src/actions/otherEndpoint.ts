import { session } from '#stores/session.ts';
import { resolveNetwork } from './resolveNetwork.ts';

/** The endpoint after the one in use, in the order of the network; null when it has no other. */
export function otherEndpoint(): string | null {
  const { endpoints } = resolveNetwork();
  const { endpoint } = session.getState().connection;
  const at = endpoint === null ? -1 : endpoints.indexOf(endpoint);
  const next = endpoints[(at + 1) % endpoints.length];
  return next === undefined || next === endpoint ? null : next;
}
