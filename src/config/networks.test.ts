import { describe, expect, it } from 'vitest';
import { isEndpoint, isLoopback, NETWORKS } from './networks.ts';

describe('isEndpoint', () => {
  it.each([
    ['wss://entrypoint-finney.opentensor.ai:443', true],
    ['ws://127.0.0.1:9944', true],
    ['ws://[::1]:9944', true],
    ['https://example.org', false],
    ['wss://user:secret@example.org', false],
    ['wss://', false],
    ['javascript:alert(1)', false],
    ['', false],
    ['127.0.0.1:9944', false],
  ])('%s → %s', (text, expected) => {
    expect(isEndpoint(text)).toBe(expected);
  });
});

describe('isLoopback', () => {
  it.each([
    ['ws://127.0.0.1:9944', true],
    ['ws://localhost:1', true],
    ['ws://[::1]:9944', true],
    ['ws://127.0.0.1.example.org:9944', false],
    ['ws://localhost@example.org', false],
    ['wss://example.org', false],
    ['http://localhost', false],
  ])('%s → %s', (text, expected) => {
    expect(isLoopback(text)).toBe(expected);
  });
});

it('knows an endpoint for every network but the custom one, and keeps development keys to the local one', () => {
  for (const network of Object.values(NETWORKS)) {
    expect(network.endpoints.length > 0).toBe(network.id !== 'custom');
    expect(network.endpoints.every(isEndpoint)).toBe(true);
    expect(network.devAccounts).toBe(network.id === 'local');
  }
});
