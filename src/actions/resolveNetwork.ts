import { isLoopback, parseEndpoints } from '#config/endpoints.ts';
import { NETWORKS, type Network } from '#config/networks.ts';
import { settings } from '#stores/settings.ts';
import { defaultNetwork } from './defaultNetwork.ts';

/**
 * The network in use: the person's choice, else the build's, with its endpoints in the order in which they are tried:
 * the one that the person prefers comes first. The local chain is only ever sought on this machine; an address for it
 * that is elsewhere is passed over.
 */
export function resolveNetwork(): Network {
  const { network, preferredEndpoints } = settings.getState();
  const chosen = NETWORKS[network ?? defaultNetwork().id];
  const endpoints = endpointsOf(chosen);
  const preferred = preferredEndpoints[chosen.id];
  if (preferred === undefined || !endpoints.includes(preferred)) return { ...chosen, endpoints };
  return { ...chosen, endpoints: [preferred, ...endpoints.filter((endpoint) => endpoint !== preferred)] };
}

function endpointsOf({ id, endpoints }: Network): readonly string[] {
  const { customEndpoint, localEndpoint } = settings.getState();
  if (id === 'custom') {
    const parsed = parseEndpoints(customEndpoint);
    return parsed.ok ? parsed.endpoints : [];
  }
  if (id !== 'local') return endpoints;
  const told = [localEndpoint, defaultNetwork().localEndpoint];
  const local = told.find((text) => text !== null && isLoopback(text));
  return typeof local === 'string' ? [local] : endpoints;
}
