import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { u8aToHex } from '@polkadot/util';
import { describe, expect, it } from 'vitest';
import { constant, findApiMethod, findPallet, loadRuntime, type Runtime } from '#chain/runtime.ts';
import { findStorage } from '#chain/storage.ts';
import { LATER_ERRORS } from '#ui/unraisedErrors.ts';
import { WORDED_DISPATCH } from '#ui/wordedDispatch.ts';
import { encodeMetadata } from './encoder.ts';
import { laterCalls } from './servedMetadata.ts';

const realMetadataFile = '../shared/chain/metadata-424.scale';

/** Looked for in order to notice a runtime that trades on another curve; neither mainnet's nor ours has it. */
const foreign = ['Swap.SwapSuperellipse'];

/** The app's own sources, without tests. */
const sources = ['src/chain', 'src/domain', 'src/actions']
  .flatMap((room) => readdirSync(room, { recursive: true }).map((file) => `${room}/${String(file)}`))
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n');

/** What the app's sources name in this way, as "Pallet.name", each once. */
function named(pattern: RegExp, pallet?: string): string[] {
  const found = [...sources.matchAll(pattern)].map(([, first = '', second]) =>
    second === undefined ? `${pallet}.${first}` : `${first}.${second}`,
  );
  return [...new Set(found)].filter((name) => !foreign.includes(name)).sort();
}

const pair = String.raw`'([A-Z]\w+)', '(\w+)'`;

/** All that the app asks a runtime for, read off its sources. */
const surface = {
  apis: [...named(/'(\w+Api)', '(\w+)'/g), ...named(/'(sim_swap_\w+)'/g, 'SwapRuntimeApi')],
  storage: [
    ...named(new RegExp(String.raw`(?:need|find)Storage\([\w.()]+, ${pair}`, 'g')),
    ...named(new RegExp(String.raw`planValue\(runtime, plan, ${pair}`, 'g')),
    ...named(/\b(?:value|item)\('(\w+)'\)/g, 'SubtensorModule'),
  ],
  constants: named(new RegExp(String.raw`constant\(runtime, ${pair}`, 'g')),
  calls: named(/pallet: '(\w+)',\s+method: '(\w+)'/g),
  // Outside of the words for errors, such a name in quotes is an event's.
  events: named(/'([A-Z]\w+)\.([A-Z]\w+)'/g),
  errors: WORDED_DISPATCH.filter(
    (name) =>
      /^(System|Balances|SubtensorModule|Swap|Proxy|Utility)\./.test(name) && !LATER_ERRORS.includes(name),
  ),
};

function variants(runtime: Runtime, name: string, kind: 'calls' | 'events' | 'errors'): string[] {
  const type = findPallet(runtime, name)?.[kind].unwrapOr(null)?.type;
  if (type === undefined) return [];
  return runtime.registry.lookup.getSiType(type).def.asVariant.variants.map((each) => each.name.toString());
}

function lacks(runtime: Runtime): string[] {
  const split = (name: string) => name.split('.') as [string, string];
  const missing = (kind: string, names: readonly string[], has: (pallet: string, name: string) => boolean) =>
    names.filter((name) => !has(...split(name))).map((name) => `${kind} ${name}`);
  return [
    ...missing('api', surface.apis, (api, name) => findApiMethod(runtime, api, name) !== null),
    ...missing('storage', surface.storage, (pallet, name) => findStorage(runtime, pallet, name) !== null),
    ...missing('constant', surface.constants, (pallet, name) => constant(runtime, pallet, name) !== null),
    ...(['calls', 'events', 'errors'] as const).flatMap((kind) =>
      missing(kind, surface[kind], (pallet, name) => variants(runtime, pallet, kind).includes(name)),
    ),
  ];
}

function load(metadata: Uint8Array): Runtime {
  return loadRuntime(u8aToHex(metadata), { specVersion: 1, transactionVersion: 1 });
}

describe('what the app asks a runtime for', () => {
  it('is read off its sources', () => {
    expect(surface.apis).toContain('SubnetInfoRuntimeApi.get_all_dynamic_info');
    expect(surface.apis).toContain('SwapRuntimeApi.sim_swap_alpha_for_tao');
    expect(surface.storage).toContain('System.Account');
    expect(surface.storage).toContain('SubtensorModule.SubnetTAO');
    expect(surface.storage).toContain('SubtensorModule.TotalHotkeyAlpha');
    expect(surface.constants).toContain('Balances.ExistentialDeposit');
    expect(surface.calls).toContain('SubtensorModule.add_stake_limit');
    expect(surface.events).toContain('SubtensorModule.StakeAdded');
    expect(surface.errors).toContain('SubtensorModule.SlippageTooHigh');
  });

  it('is all in our own', () => {
    expect(lacks(load(encodeMetadata(15)))).toEqual([]);
  });

  it.skipIf(!existsSync(realMetadataFile))('is all in mainnet’s, spec 424, but for later calls', () => {
    const later = laterCalls.map((name) => `calls ${name}`);
    expect(lacks(load(readFileSync(realMetadataFile))).filter((name) => !later.includes(name))).toEqual([]);
  });
});
