import { existsSync, readFileSync } from 'node:fs';
import { Metadata, TypeRegistry } from '@polkadot/types';
import { beforeAll, describe, expect, it } from 'vitest';
import { encodeMetadata } from '#localnet/metadata/encoder.ts';
import { LATER_ERRORS, UNRAISED } from './unraisedErrors.ts';
import { WORDED_DISPATCH } from './wordedDispatch.ts';

const REAL = '../shared/chain/metadata-424.scale';

const worded: readonly string[] = WORDED_DISPATCH;

/** Kinds of DispatchError that only say where the error's name is. */
const WRAPPERS = ['Module', 'Token', 'Arithmetic', 'Transactional', 'Trie'];

/** Every error that a dispatch can end with, as "Pallet.Error", "Token.Frozen" or "BadOrigin". */
function errorsIn(bytes: Uint8Array): readonly string[] {
  const registry = new TypeRegistry();
  const metadata = new Metadata(registry, bytes);
  registry.setMetadata(metadata);
  const variantsOf = (name: string, type: Parameters<typeof registry.lookup.getSiType>[0]) =>
    registry.lookup.getSiType(type).def.asVariant.variants.map((each) => `${name}${each.name}`);
  const { pallets, lookup } = metadata.asLatest;
  const ofPallets = pallets.flatMap(({ name, errors }) =>
    errors.isNone ? [] : variantsOf(`${name}.`, errors.unwrap().type),
  );
  const kinds = lookup.types.flatMap(({ id, type }) => {
    const path = type.path.map(String);
    const last = path.at(-1) ?? '';
    if (path[0] !== 'sp_runtime' && path[0] !== 'sp_arithmetic') return [];
    if (last === 'DispatchError') return variantsOf('', id);
    return /^(Token|Arithmetic|Transactional|Trie)Error$/.test(last)
      ? variantsOf(`${last.replace('Error', '')}.`, id)
      : [];
  });
  return [...ofPallets, ...kinds.filter((name) => !WRAPPERS.includes(name))];
}

function isUnraised(error: string): boolean {
  const [pallet = '', name = ''] = error.split('.');
  return (UNRAISED[pallet] ?? []).some(({ names }) => names === null || names.includes(name));
}

function palletOf(error: string): string {
  return error.split('.')[0] ?? error;
}

function listed(): readonly string[] {
  return Object.entries(UNRAISED).flatMap(([pallet, groups]) =>
    groups.flatMap(({ names }) => (names ?? []).map((name) => `${pallet}.${name}`)),
  );
}

const sources = [
  { name: 'of the local chain', bytes: () => encodeMetadata(15), absent: false },
  { name: 'of the main network', bytes: () => readFileSync(REAL), absent: !existsSync(REAL) },
];

for (const { name, bytes, absent } of sources) {
  describe.skipIf(absent)(`the errors in the metadata ${name}`, () => {
    let errors: readonly string[] = [];

    beforeAll(() => {
      errors = errorsIn(bytes());
    }, 20_000);

    it('each have words of ours, or a reason why no call of ours ends with them', () => {
      expect(errors.length).toBeGreaterThan(200);
      expect(errors.filter((error) => !worded.includes(error) && !isUnraised(error))).toEqual([]);
    });

    it('hold all that is worded or listed, so that no name is misspelt', () => {
      // A pallet may be told without its errors, when none of its calls is served.
      const pallets = new Set(errors.map(palletOf));
      const known = [...worded, ...listed()].filter(
        (error) => pallets.has(palletOf(error)) && !LATER_ERRORS.includes(error),
      );
      expect(known.filter((error) => !errors.includes(error))).toEqual([]);
    });
  });
}

describe('the list of errors that are not raised', () => {
  it('names none that has words, and none twice', () => {
    expect(listed().filter((error) => worded.includes(error))).toEqual([]);
    expect(new Set(listed()).size).toBe(listed().length);
  });

  it('does not take a new error of a pallet that is called for one that it knows', () => {
    for (const pallet of ['SubtensorModule', 'Swap', 'Balances', 'Utility', 'Proxy', 'System', 'SafeMode']) {
      expect(isUnraised(`${pallet}.Unheard`), pallet).toBe(false);
    }
  });
});
