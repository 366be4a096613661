import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { runtimeApis } from '#localnet/metadata/apis.ts';
import { methodRegistry } from '#localnet/rpc/registry.ts';
import { HELP } from './flags.ts';

const readme = readFileSync('README.md', 'utf8');

/** The words in a row of README's table of what is served. */
function row(name: string): string[] {
  const line = readme.split('\n').find((each) => each.startsWith(`| ${name} |`));
  if (line === undefined) throw new Error(`README has no row ${name}`);
  return line.slice(name.length + 4).match(/\w+/g) ?? [];
}

/** The calls that the runtime carries out, by pallet, as the source of the dispatch names them. */
function carriedOut(): Map<string, string[]> {
  const source = readFileSync('localnet/node/runtime/dispatch.ts', 'utf8');
  const calls = new Map<string, string[]>();
  for (const [, pallet = '', call = ''] of source.matchAll(/^ {2}'(\w+)\.(\w+)': /gm)) {
    calls.set(pallet, [...(calls.get(pallet) ?? []), call]);
  }
  return calls;
}

describe('README', () => {
  it.each([...carriedOut()])('names the calls of %s that are served, and no others', (pallet, calls) => {
    const told = row(`\`${pallet}\``).filter((word) => word === 'set' || pallet !== 'Timestamp');
    expect(told.sort()).toEqual([...calls].sort());
  });

  it('names the runtime APIs and the families of methods that are served', () => {
    expect(row('runtime APIs')).toEqual(expect.arrayContaining(Object.keys(runtimeApis)));
    const families = [...methodRegistry(false).keys()].map((name) => name.replace(/_.*/, '_'));
    const others = ['account_', 'rpc_', 'subscribe_', 'unsubscribe_'];
    const told = row('JSON-RPC');
    for (const family of new Set(families)) if (!others.includes(family)) expect(told).toContain(family);
  });

  it('names flags that there are', () => {
    const flags = [...readme.matchAll(/`(--[a-z-]+)(?: [A-Z\d]+)?`/g)].map(([, flag]) => flag);
    expect(flags.length).toBeGreaterThan(5);
    for (const flag of new Set(flags)) expect(HELP).toContain(`\n  ${flag} `);
  });
});
