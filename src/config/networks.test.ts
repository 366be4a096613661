import { expect, it } from 'vitest';
import { isEndpoint } from './endpoints.ts';
import { NETWORKS } from './networks.ts';

it('knows an endpoint for every network but the custom one, and keeps development keys to the local one', () => {
  for (const network of Object.values(NETWORKS)) {
    expect(network.endpoints.length > 0).toBe(network.id !== 'custom');
    expect(network.endpoints.every(isEndpoint)).toBe(true);
    expect(network.devAccounts).toBe(network.id === 'local');
  }
});
