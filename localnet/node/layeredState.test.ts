import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LayeredState } from './layeredState.ts';
import { StorageSnapshot } from './storageSnapshot.ts';

type Model = Map<string, Uint8Array>;

type Step =
  | { readonly type: 'set'; readonly key: string; readonly value: Uint8Array }
  | { readonly type: 'delete'; readonly key: string }
  | {
      readonly type: 'keys';
      readonly prefix: string;
      readonly after: string | undefined;
      readonly limit: number;
    }
  | { readonly type: 'transaction'; readonly fails: boolean; readonly steps: readonly Step[] };

const key = fc.string({ unit: fc.constantFrom('0', '1', 'a'), maxLength: 4 });
const value = fc.uint8Array({ maxLength: 2 });

const { step } = fc.letrec<{ step: Step }>((tie) => ({
  step: fc.oneof(
    { maxDepth: 3 },
    fc.record({ type: fc.constant('set' as const), key, value }),
    fc.record({ type: fc.constant('delete' as const), key }),
    fc.record({
      type: fc.constant('keys' as const),
      prefix: key,
      after: fc.option(key, { nil: undefined }),
      limit: fc.nat(8),
    }),
    fc.record({
      type: fc.constant('transaction' as const),
      fails: fc.boolean(),
      steps: fc.array(tie('step'), { maxLength: 8 }),
    }),
  ),
}));

class Cancelled extends Error {}

function run(state: LayeredState, model: Model, current: Step): void {
  if (current.type === 'set') {
    state.set(current.key, current.value);
    model.set(current.key, current.value);
  } else if (current.type === 'delete') {
    state.delete(current.key);
    model.delete(current.key);
  } else if (current.type === 'keys') {
    const { prefix, after, limit } = current;
    const expected = [...model.keys()].filter(
      (own) => own.startsWith(prefix) && (after === undefined || own > after),
    );
    expect(state.keys(prefix, after, limit)).toEqual(expected.sort().slice(0, limit));
  } else {
    const before = new Map(model);
    const work = () => {
      for (const inner of current.steps) run(state, model, inner);
      if (current.fails) throw new Cancelled();
      return 'kept';
    };
    if (!current.fails) expect(state.transaction(work)).toBe('kept');
    else {
      expect(() => state.transaction(work)).toThrow(Cancelled);
      model.clear();
      for (const [own, content] of before) model.set(own, content);
    }
  }
}

describe('LayeredState', () => {
  it('is a plain map under any writes, listings and nested transactions', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(key, value), { maxLength: 20 }),
        fc.array(step, { maxLength: 30 }),
        (genesis, steps) => {
          const base = StorageSnapshot.empty.with(new Map(genesis));
          const before = [...base.entries()];
          const state = new LayeredState(base);
          const model: Model = new Map(before);
          for (const current of steps) run(state, model, current);
          for (const own of ['', '0', '1', 'a', ...model.keys()])
            expect(state.get(own)).toEqual(model.get(own));
          expect(state.keys('')).toEqual([...model.keys()].sort());
          const next = base.with(state.changes());
          expect([...next.entries()]).toEqual([...model].sort(([left], [right]) => (left < right ? -1 : 1)));
          expect([...base.entries()]).toEqual(before);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('counts as changes only what differs from the block below', () => {
    const base = StorageSnapshot.empty.with(
      new Map([
        ['aa', Uint8Array.of(1)],
        ['bb', Uint8Array.of(2)],
        ['cc', Uint8Array.of(3)],
      ]),
    );
    const state = new LayeredState(base);
    state.set('aa', Uint8Array.of(1));
    state.set('bb', Uint8Array.of(9));
    state.delete('cc');
    state.set('dd', Uint8Array.of(4));
    state.delete('dd');
    state.delete('ee');
    expect([...state.changes()]).toEqual([
      ['bb', Uint8Array.of(9)],
      ['cc', undefined],
    ]);
  });
});
