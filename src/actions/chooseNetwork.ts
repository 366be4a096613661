import type { NetworkId } from '#config/networks.ts';
import { session } from '#stores/session.ts';
import { settings } from '#stores/settings.ts';
import { connect } from './connect.ts';
import { disconnectWallet } from './disconnectWallet.ts';
import { resolveNetwork } from './resolveNetwork.ts';

/**
 * Goes over to another network. `endpoint` is the person's own node for `custom`, or the place of the local chain. The
 * built-in accounts do not come along to a network that has none.
 */
export async function chooseNetwork(id: NetworkId, endpoint?: string): Promise<void> {
  settings.setState({
    network: id,
    ...(endpoint !== undefined && id === 'custom' ? { customEndpoint: endpoint } : {}),
    ...(endpoint !== undefined && id === 'local' ? { localEndpoint: endpoint } : {}),
  });
  if (session.getState().account?.source === 'dev' && !resolveNetwork().devAccounts) disconnectWallet();
  await connect();
}
