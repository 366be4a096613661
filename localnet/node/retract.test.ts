import { describe, expect, it } from 'vitest';
import { type TinyChain, tinyChain } from './tinyChain.ts';
import { tinyAccountKey, tinyTransfer } from './tinyRuntime.ts';

const payment = (nonce: number) => tinyTransfer({ from: 1, to: 2, nonce, amount: 5 });

describe('retract', () => {
  const headsOf = ({ chain }: TinyChain) => {
    const told: string[] = [];
    chain.imported.add(({ header }) => told.push(`imported ${header.number}`));
    chain.bestChanged.add(({ block: { header }, isFork }) => told.push(`best ${header.number} ${isFork}`));
    return told;
  };

  it('has the best blocks give way to one more, which hold their transactions', () => {
    const tiny = tinyChain();
    const { chain, watch, block, now } = tiny;
    block();
    watch(payment(0));
    const first = block();
    watch(payment(1));
    const second = block();
    const told = headsOf(tiny);
    const best = chain.retract(2, now(), false);
    expect(told).toEqual(['imported 2', 'imported 3', 'imported 4', 'best 4 true']);
    expect(chain.best).toBe(best);
    expect([chain.hashAt(2), chain.hashAt(3)]).not.toEqual([first, second]);
    const held = chain.block(chain.hashAt(2) ?? '')?.extrinsics.slice(1);
    expect(held).toEqual([payment(0), payment(1)]);
    expect(chain.stateAt(best.hash).get(tinyAccountKey(1))?.[0]).toBe(2);
    expect(chain.pool.all()).toEqual([]);
  });

  it('leaves their transactions in the pool when told to, for the next block', () => {
    const { chain, watch, block, now } = tinyChain();
    const statuses = watch(payment(0));
    const first = block();
    chain.retract(1, now(), true);
    expect(statuses.slice(2)).toEqual([
      { inBlock: first },
      { retracted: first },
      'ready',
      { broadcast: ['peer'] },
    ]);
    const next = block();
    expect(statuses.at(-1)).toEqual({ inBlock: next });
  });

  it('undoes what was written in a block that goes, and keeps what waits for the next', () => {
    const { chain, block, now } = tinyChain();
    chain.writeInNextBlock('ff', Uint8Array.of(1));
    block();
    chain.writeInNextBlock('ee', Uint8Array.of(1));
    const best = chain.retract(1, now(), false);
    expect(chain.stateAt(best.hash).get('ff')).toBeUndefined();
    expect(chain.stateAt(best.hash).get('ee')).toBeUndefined();
    block();
    expect(chain.stateAt(chain.best.hash).get('ee')).toEqual(Uint8Array.of(1));
  });

  it('refuses to take back what is final', () => {
    const { chain, block, now } = tinyChain();
    expect(() => chain.retract(1, now(), false)).toThrow('only the best 0 blocks are not final');
    for (let made = 0; made < 5; made += 1) block();
    const { best, finalized } = chain;
    expect(() => chain.retract(3, now(), false)).toThrow('only the best 2 blocks are not final');
    expect(() => chain.retract(0, now(), false)).toThrow(RangeError);
    expect([chain.best, chain.finalized]).toEqual([best, finalized]);
  });
});

describe('finality', () => {
  it('stands while it is held, and catches up in one step with every transaction told', () => {
    const { chain, watch, block, now } = tinyChain();
    chain.setFinalityHeld(true);
    const told: number[] = [];
    chain.finalizedChanged.add(({ header }) => told.push(header.number));
    const statuses = watch(payment(0));
    const hash = block();
    for (let made = 0; made < 5; made += 1) block();
    expect([chain.finalized.header.number, told]).toEqual([0, []]);
    chain.retract(4, now(), false);
    chain.setFinalityHeld(false);
    expect([chain.finalized.header.number, told]).toEqual([5, [5]]);
    expect(statuses.at(-1)).toEqual({ finalized: hash });
    block();
    expect(told).toEqual([5, 6]);
  });
});
