import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StorageSnapshot } from './storageSnapshot.ts';

const key = fc.string({ unit: fc.constantFrom('0', '1', 'a', 'f'), maxLength: 6 });
const value = fc.uint8Array({ maxLength: 3 });
const changes = fc.array(fc.tuple(key, fc.option(value, { nil: undefined })), { maxLength: 60 });

function sorted(model: ReadonlyMap<string, Uint8Array>): [string, Uint8Array][] {
  return [...model].sort(([left], [right]) => (left < right ? -1 : 1));
}

describe('StorageSnapshot', () => {
  it('is a sorted map, and every version of it stays what it was', () => {
    fc.assert(
      fc.property(fc.array(changes, { maxLength: 12 }), key, (blocks, from) => {
        const model = new Map<string, Uint8Array>();
        const versions: [StorageSnapshot, [string, Uint8Array][]][] = [];
        let snapshot = StorageSnapshot.empty;
        for (const block of blocks) {
          const diff = new Map(block);
          snapshot = snapshot.with(diff);
          for (const [changed, after] of diff) {
            if (after === undefined) model.delete(changed);
            else model.set(changed, after);
          }
          versions.push([snapshot, sorted(model)]);
        }
        for (const [version, entries] of versions) {
          expect([...version.entries()]).toEqual(entries);
          expect([...version.entries(from)]).toEqual(entries.filter(([own]) => own >= from));
          const kept = new Map(entries);
          for (const [changed] of blocks.flat()) expect(version.get(changed)).toEqual(kept.get(changed));
        }
      }),
    );
  });

  it('lists the keys of a prefix, from a key on, up to a limit', () => {
    fc.assert(
      fc.property(changes, key, key, fc.nat(20), (block, prefix, more, limit) => {
        const diff = new Map(block);
        const snapshot = StorageSnapshot.empty.with(diff);
        const from = prefix + more;
        const expected = [...diff]
          .filter(([own, after]) => after !== undefined && own.startsWith(prefix) && own >= from)
          .map(([own]) => own)
          .sort()
          .slice(0, limit);
        expect(snapshot.keys(prefix, from, limit)).toEqual(expected);
      }),
    );
  });

  it('keeps tens of thousands of keys in order', () => {
    const name = (index: number) => ((index * 7919) % 30_000).toString(16).padStart(8, '0');
    const diff = new Map(
      Array.from({ length: 30_000 }, (_, index) => [name(index), Uint8Array.of(index & 255)]),
    );
    const snapshot = StorageSnapshot.empty.with(diff);
    expect([...snapshot.entries()].map(([own]) => own)).toEqual([...diff.keys()].sort());
    expect(snapshot.get(name(12_345))).toEqual(Uint8Array.of(12_345 & 255));
  });
});
