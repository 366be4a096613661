import type { NetworkId } from '#config/networks.ts';

let chosen: { readonly id: NetworkId; readonly localEndpoint: string | null } = {
  id: 'finney',
  localEndpoint: null,
};

/** Says which network the build is for, and where its local chain listens. Settings of the person come before it. */
export function setDefaultNetwork(id: NetworkId, localEndpoint: string | null = null): void {
  chosen = { id, localEndpoint };
}

/** What the build is for. */
export function defaultNetwork(): typeof chosen {
  return chosen;
}
