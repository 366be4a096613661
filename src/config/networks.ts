/** A chain that the app can talk to. Endpoints are tried in order. */
export interface Network {
  readonly id: NetworkId;
  readonly endpoints: readonly string[];
  /** 0x hex; a node with another genesis is refused. Null: taken from the first node that answers. */
  readonly genesis: string | null;
  readonly blockTimeMs: number;
  /** The built-in development accounts stand in for a wallet; only ever on the local chain. */
  readonly devAccounts: boolean;
}

export type NetworkId = 'finney' | 'test' | 'local' | 'custom';

const FINNEY_GENESIS = '0x2f0555cc76fc2840a25a6ea3b9637146806f1f44b090c175ffde2a7e5ab36c03';
const TEST_GENESIS = '0x8f9cf856bf558a14440e75569c9e58594757048d7b3a84b5d25f6bd978263105';

export const NETWORKS: Readonly<Record<NetworkId, Network>> = {
  finney: {
    id: 'finney',
    endpoints: [
      'wss://entrypoint-finney.opentensor.ai:443',
      'wss://lite.chain.opentensor.ai:443',
      'wss://bittensor-finney.api.onfinality.io/public-ws',
    ],
    genesis: FINNEY_GENESIS,
    blockTimeMs: 12_000,
    devAccounts: false,
  },
  test: {
    id: 'test',
    endpoints: ['wss://test.finney.opentensor.ai:443'],
    genesis: TEST_GENESIS,
    blockTimeMs: 12_000,
    devAccounts: false,
  },
  local: {
    id: 'local',
    endpoints: ['ws://127.0.0.1:9944'],
    genesis: null,
    blockTimeMs: 12_000,
    devAccounts: true,
  },
  // Its one endpoint is the person's own, kept in the settings.
  custom: { id: 'custom', endpoints: [], genesis: null, blockTimeMs: 12_000, devAccounts: false },
};

/** True for a URL that a browser can open a node's socket on: ws or wss, with a host and without credentials. */
export function isEndpoint(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password } = new URL(text);
  return (protocol === 'ws:' || protocol === 'wss:') && hostname !== '' && username === '' && password === '';
}

/** True for an endpoint on this very machine, which is the only place where a local chain may be. */
export function isLoopback(text: string): boolean {
  return isEndpoint(text) && ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(text).hostname);
}
