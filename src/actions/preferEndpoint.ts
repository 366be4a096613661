import { settings } from '#stores/settings.ts';
import { goTo } from './connect.ts';
import { resolveNetwork } from './resolveNetwork.ts';

/**
 * Remembers which endpoint of the network in use is tried first, and goes over to it now; null leaves the order to the
 * app, and the node in use where it is.
 */
export async function preferEndpoint(endpoint: string | null): Promise<void> {
  const { id } = resolveNetwork();
  const { [id]: _, ...others } = settings.getState().preferredEndpoints;
  settings.setState({ preferredEndpoints: endpoint === null ? others : { ...others, [id]: endpoint } });
  if (endpoint !== null) await goTo(endpoint);
}
