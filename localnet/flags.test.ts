import { describe, expect, it } from 'vitest';
import { HELP, readFlags } from './flags.ts';

describe('readFlags', () => {
  it('has defaults for all of them', () => {
    expect(readFlags([])).toEqual({
      port: 9_944,
      host: '127.0.0.1',
      blockTime: 12_000,
      keep: 256,
      profile: 'live',
      specVersion: undefined,
      metadataFile: undefined,
      basePath: '.localnet',
      market: undefined,
      history: false,
      fresh: false,
      dev: false,
    });
  });

  it('reads each of them', () => {
    const numbers = ['--port', '0', '--block-time', '250', '--keep', '1000'];
    const others = [
      '--host',
      '::1',
      '--base-path',
      'elsewhere',
      '--fresh',
      '--dev',
      '--market',
      'a seed',
      '--history',
    ];
    const runtime = ['--profile', '425', '--spec-version', '426', '--metadata', 'mainnet.scale'];
    expect(readFlags([...numbers, ...others, ...runtime])).toEqual({
      port: 0,
      host: '::1',
      blockTime: 250,
      keep: 1_000,
      profile: '425',
      specVersion: 426,
      metadataFile: 'mainnet.scale',
      basePath: 'elsewhere',
      market: 'a seed',
      history: true,
      fresh: true,
      dev: true,
    });
    expect(readFlags(['--in-memory'])).toMatchObject({ basePath: undefined });
    expect(readFlags(['--help', '--dev'])).toBe('help');
  });

  it.each([
    [['--port', '70000'], '--port must be an integer from 0 to 65535, not "70000".'],
    [['--port', '-1'], "'--port' argument is ambiguous"],
    [['--block-time', '1s'], '--block-time must be an integer from 10 to 3600000, not "1s".'],
    [['--keep', '7'], '--keep must be an integer from 8 to 1000000, not "7".'],
    [['--spec-version', 'x'], '--spec-version must be an integer from 0 to 4294967295, not "x".'],
    [['--colour'], "Unknown option '--colour'"],
    [['9944'], "Unexpected argument '9944'"],
  ])('refuses %s with a sentence', (flags, sentence) => {
    expect(() => readFlags(flags)).toThrow(sentence);
  });
});

describe('HELP', () => {
  it('names every flag', () => {
    for (const flag of [
      'port',
      'host',
      'block-time',
      'base-path',
      'fresh',
      'in-memory',
      'keep',
      'profile',
      'spec-version',
      'metadata',
      'dev',
      'help',
    ]) {
      expect(HELP).toContain(`\n  --${flag} `);
    }
  });
});
