import { describe, expect, it } from 'vitest';
import { endpointHost, isEndpoint, isLoopback, MOST_ENDPOINTS, parseEndpoints } from './endpoints.ts';

describe('isEndpoint', () => {
  it.each([
    ['wss://entrypoint-finney.opentensor.ai:443', true],
    ['ws://127.0.0.1:9944', true],
    ['ws://localhost:9944/path', true],
    ['ws://[::1]:9944', true],
    ['ws://192.168.1.5:9944', false],
    ['ws://example.org', false],
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
    ['ws://127.0.0.2:9944', true],
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

describe('parseEndpoints', () => {
  it('takes one a line, or separated, in order, each once', () => {
    const text =
      ' wss://a.example \nws://127.0.0.1:1, wss://b.example/x\n\nwss://a.example/；wss://c.example';
    expect(parseEndpoints(text)).toEqual({
      ok: true,
      endpoints: ['wss://a.example', 'ws://127.0.0.1:1', 'wss://b.example/x', 'wss://c.example'],
    });
  });

  it.each([
    ['wss://a.example\nhttps://b.example', 'notAnAddress', 'https://b.example'],
    ['node', 'notAnAddress', 'node'],
    ['wss://a.example,ws://b.example', 'insecure', 'ws://b.example'],
    ['wss://me@a.example', 'credentials', 'wss://me@a.example'],
  ])('refuses %j as %s', (text, reason, part) => {
    expect(parseEndpoints(text)).toEqual({ ok: false, refusal: { reason, text: part } });
  });

  it('refuses nothing at all without a reason, and too many', () => {
    expect(parseEndpoints(' \n,')).toEqual({ ok: false, refusal: null });
    const many = Array.from({ length: MOST_ENDPOINTS + 1 }, (_, index) => `wss://n${index}.example`);
    expect(parseEndpoints(many.slice(1).join())).toMatchObject({ ok: true });
    expect(parseEndpoints(many.join())).toMatchObject({ refusal: { reason: 'tooMany', text: many.at(-1) } });
  });
});

it('endpointHost is the host with port and path, or the text as it is', () => {
  expect(endpointHost('wss://a.example:8443/')).toBe('a.example:8443');
  expect(endpointHost('wss://a.example/x?key=1')).toBe('a.example/x?key=1');
  expect(endpointHost('none')).toBe('none');
});
