import { u8aToHex } from '@polkadot/util';
import { describe, expect, it } from 'vitest';
import { UnknownBlockError } from './blockTree.ts';
import type { Chain } from './chain.ts';
import { auraPreDigest, hashHeader } from './header.ts';
import type { State } from './state.ts';
import { takeSnapshot } from './takeSnapshot.ts';
import { tinyChain } from './tinyChain.ts';
import { tinyAccountKey, tinyTransfer } from './tinyRuntime.ts';
import { orderedTrieRoot } from './trie.ts';

const payment = (nonce: number) => tinyTransfer({ from: 1, to: 2, nonce, amount: 5 });

describe('produceBlock', () => {
  it('makes a block on its parent whose header commits to all of it', () => {
    const { chain, watch, block } = tinyChain();
    watch(payment(0));
    const parent = chain.best;
    block();
    const { header, hash, extrinsics } = chain.best;
    expect(header).toMatchObject({ number: 1, parentHash: parent.hash });
    expect(hash).toBe(hashHeader(header));
    expect(extrinsics).toHaveLength(2);
    expect(header.extrinsicsRoot).toBe(u8aToHex(orderedTrieRoot(extrinsics)));
    expect(header.stateRoot).not.toBe(parent.header.stateRoot);
    const [first, seal] = header.digest;
    expect(first).toEqual(auraPreDigest(101n));
    const unsealed = hashHeader({ ...header, digest: header.digest.slice(0, 1) });
    expect(u8aToHex(seal)).toBe(`0x05617572610101${unsealed.slice(2)}${unsealed.slice(2)}`);
  });

  it('gives every block a later time and slot than its parent, whatever the clock says', () => {
    const { chain } = tinyChain();
    const first = chain.produceBlock(50_000);
    const second = chain.produceBlock(20_000);
    expect([first.timestamp, first.slot]).toEqual([50_000, 5n]);
    expect([second.timestamp, second.slot]).toEqual([50_001, 6n]);
  });

  it('tells of the head, then of finality two blocks behind', () => {
    const { chain, block } = tinyChain();
    const told: string[] = [];
    chain.bestChanged.add(({ block: { header }, isFork }) => told.push(`best ${header.number} ${isFork}`));
    chain.finalizedChanged.add(({ header }) => told.push(`final ${header.number}`));
    for (let made = 0; made < 4; made += 1) block();
    expect(told).toEqual([
      'best 1 false',
      'best 2 false',
      'best 3 false',
      'final 1',
      'best 4 false',
      'final 2',
    ]);
  });

  it('forks from an older block that is not final, and only from such', () => {
    const { chain, block, now } = tinyChain();
    block();
    const one = chain.best;
    block();
    const two = chain.best;
    const forks: boolean[] = [];
    chain.bestChanged.add(({ isFork }) => forks.push(isFork));
    const other = chain.produceBlock(now() + 5, one);
    expect([chain.best, chain.hashAt(2)]).toEqual([other, other.hash]);
    expect(chain.block(two.hash)).toBe(two);
    block();
    block();
    expect(chain.block(two.hash)).toBeUndefined();
    expect(forks).toEqual([true, false, false]);
    expect(() => chain.produceBlock(now(), one)).toThrow(RangeError);
  });

  it('writes given storage before the transactions of the next block, once', () => {
    const { chain, watch, block } = tinyChain();
    watch(payment(0));
    chain.writeInNextBlock(tinyAccountKey(1), Uint8Array.of(0, 0, 0, 0, 12, 0, 0, 0));
    chain.writeInNextBlock('ff', Uint8Array.of(1));
    block();
    expect(chain.stateAt(chain.best.hash).get('ff')).toEqual(Uint8Array.of(1));
    expect(chain.best.extrinsics).toHaveLength(2);
    expect(chain.stateAt(chain.best.hash).get(tinyAccountKey(1))).toEqual(
      Uint8Array.of(1, 0, 0, 0, 2, 0, 0, 0),
    );
    chain.writeInNextBlock('ff', undefined);
    block();
    expect(chain.stateAt(chain.best.hash).get('ff')).toBeUndefined();
  });
});

describe('actInNextBlock', () => {
  const rich = (state: State) => state.set(tinyAccountKey(1), Uint8Array.of(0, 0, 0, 0, 0, 1, 0, 0));
  const balance = (chain: Chain) => chain.stateAt(chain.best.hash).get(tinyAccountKey(1))?.slice(4);

  it('acts in order, once, before the transactions, and is undone with its block', () => {
    const { chain, watch, block, now } = tinyChain();
    block();
    const parent = chain.best;
    chain.actInNextBlock(rich);
    chain.writeInNextBlock('ff', Uint8Array.of(1));
    chain.actInNextBlock((state) => state.set('ff', Uint8Array.of(...(state.get('ff') ?? []), 2)));
    watch(payment(0));
    block();
    expect(balance(chain)).toEqual(Uint8Array.of(256 - 15, 0, 0, 0));
    expect(chain.stateAt(chain.best.hash).get('ff')).toEqual(Uint8Array.of(1, 2));
    chain.produceBlock(now() + 1, parent);
    block();
    expect(chain.stateAt(chain.best.hash).get('ff')).toBeUndefined();
  });

  it('leaves nothing of an action that throws, and goes on', () => {
    const { chain, block, errors } = tinyChain();
    const defect = new RangeError('no');
    chain.actInNextBlock((state) => {
      rich(state);
      throw defect;
    });
    chain.writeInNextBlock('ff', Uint8Array.of(1));
    block();
    expect(errors).toEqual([defect]);
    expect(balance(chain)).toEqual(Uint8Array.of(0xe8, 3, 0, 0));
    expect(chain.stateAt(chain.best.hash).get('ff')).toEqual(Uint8Array.of(1));
  });
});

describe('past states', () => {
  it('can be read for as many blocks as are kept, and are then discarded', () => {
    const { chain, watch, block } = tinyChain(8);
    const hashes: string[] = [];
    for (let nonce = 0; nonce < 12; nonce += 1) {
      watch(payment(nonce));
      hashes.push(block());
    }
    const nonceAt = (hash: string) => chain.stateAt(hash).get(tinyAccountKey(1))?.[0];
    hashes.slice(4).forEach((hash, index) => {
      expect(nonceAt(hash)).toBe(index + 5);
    });
    const gone = hashes[3] ?? '';
    expect(() => chain.stateAt(gone)).toThrow(new UnknownBlockError(`State already discarded for ${gone}`));
    expect(chain.block(gone)?.header.number).toBe(4);
    const unknown = `0x${'12'.repeat(32)}`;
    const message = `Header was not found in the database: ${unknown}`;
    expect(() => chain.stateAt(unknown)).toThrow(new UnknownBlockError(message));
  });

  it('are not changed by reading', () => {
    const { chain } = tinyChain();
    const state = chain.stateAt(chain.best.hash);
    state.set(tinyAccountKey(1), new Uint8Array(8));
    expect(chain.stateAt(chain.best.hash).get(tinyAccountKey(1))).not.toEqual(new Uint8Array(8));
  });
});

describe('a snapshot', () => {
  it('brings the chain back: heads, blocks, recent states, and the waiting transactions', () => {
    const { chain, watch, block } = tinyChain();
    for (let nonce = 0; nonce < 12; nonce += 1) {
      watch(payment(nonce));
      block();
    }
    watch(payment(13));
    const snapshot = takeSnapshot(chain);
    const restored = tinyChain(16, snapshot).chain;
    expect(restored.best).toEqual(chain.best);
    expect(restored.finalized).toEqual(chain.finalized);
    for (let number = 0; number <= 12; number += 1) {
      const hash = chain.hashAt(number) ?? '';
      expect(restored.block(restored.hashAt(number) ?? '')).toEqual(chain.block(hash));
      expect(restored.hasState(hash)).toBe(number > 4);
      if (number <= 4) continue;
      expect([...restored.storageAt(hash).snapshot.entries()]).toEqual([
        ...chain.storageAt(hash).snapshot.entries(),
      ]);
    }
    expect(snapshot.pool).toEqual([payment(13)]);
    const next = restored.produceBlock(5_000_000);
    expect(next.header).toMatchObject({ number: 13, parentHash: chain.best.hash });
    expect(restored.finalized.header.number).toBe(11);
  });

  it('of a chain that has no block yet brings back the genesis', () => {
    const { chain } = tinyChain();
    const restored = tinyChain(16, takeSnapshot(chain)).chain;
    expect(restored.best).toEqual(chain.genesis);
    expect(restored.hasState(chain.genesis.hash)).toBe(true);
  });

  it('is refused when it is of another genesis or another runtime', () => {
    const snapshot = takeSnapshot(tinyChain().chain);
    expect(() => tinyChain(16, { ...snapshot, genesisHash: '0x00' })).toThrow(
      'it began with another genesis',
    );
    expect(() => tinyChain(16, { ...snapshot, specVersion: 7 })).toThrow(
      'its runtime has the spec version 7',
    );
  });
});
