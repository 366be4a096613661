import { isEndpoint, isLoopback, NETWORKS, type Network } from '#config/networks.ts';
import { settings } from '#stores/settings.ts';
import { defaultNetwork } from './defaultNetwork.ts';

/**
 * The network in use: the person's choice, else the build's. The local chain is only ever sought on this machine; an
 * address for it that is elsewhere is passed over.
 */
export function resolveNetwork(): Network {
  const { network, customEndpoint, localEndpoint } = settings.getState();
  const fallback = defaultNetwork();
  const chosen = NETWORKS[network ?? fallback.id];
  if (chosen.id === 'custom') {
    return { ...chosen, endpoints: isEndpoint(customEndpoint) ? [customEndpoint] : [] };
  }
  if (chosen.id !== 'local') return chosen;
  const local = [localEndpoint, fallback.localEndpoint].find((text) => text !== null && isLoopback(text));
  return typeof local === 'string' ? { ...chosen, endpoints: [local] } : chosen;
}
