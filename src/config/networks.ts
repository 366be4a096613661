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
      'wss://lite.sub.latent.to:443',
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
  // Its endpoints are the person's own, kept in the settings.
  custom: { id: 'custom', endpoints: [], genesis: null, blockTimeMs: 12_000, devAccounts: false },
};
