import { describe, expect, it } from 'vitest';
import { HELP, readFlags } from './flags.ts';

describe('readFlags', () => {
  it('has defaults for all of them', () => {
    expect(readFlags([])).toEqual({
      port: 9_944,
      host: '127.0.0.1',
      blockTime: 12_000,
      keep: 256,
      basePath: '.localnet',
      fresh: false,
      dev: false,
    });
  });

  it('reads each of them', () => {
    const numbers = ['--port', '0', '--block-time', '250', '--keep', '1000'];
    const others = ['--host', '::1', '--base-path', 'elsewhere', '--fresh', '--dev'];
    expect(readFlags([...numbers, ...others])).toEqual({
      port: 0,
      host: '::1',
      blockTime: 250,
      keep: 1_000,
      basePath: 'elsewhere',
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
      'dev',
      'help',
    ]) {
      expect(HELP).toContain(`\n  --${flag} `);
    }
  });
});
