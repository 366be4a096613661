import { Chain } from './chain.ts';
import type { ChainSnapshot } from './chainSnapshot.ts';
import { tinyRuntime } from './tinyRuntime.ts';
import type { TransactionStatus } from './transactionStatus.ts';

/** A chain on the tiny runtime whose clock stands unless it is moved, for tests. */
export interface TinyChain {
  readonly chain: Chain;
  /** What unforeseen errors were told. */
  readonly errors: unknown[];
  /** Makes the next block, ten seconds later. */
  block(): string;
  /** Submits a transaction and collects what is told of it. */
  watch(extrinsic: Uint8Array): TransactionStatus[];
  /** Milliseconds since 1970. */
  now(): number;
}

export function tinyChain(keep = 16, snapshot?: ChainSnapshot): TinyChain {
  const errors: unknown[] = [];
  let now = 1_000_000;
  const chain = new Chain(
    {
      runtime: tinyRuntime(),
      author: { publicKey: new Uint8Array(32), sign: (message) => Uint8Array.of(...message, ...message) },
      keep,
      slotDuration: 10_000,
      peers: ['peer'],
      onError: (error) => errors.push(error),
    },
    snapshot,
  );
  return {
    chain,
    errors,
    block() {
      now += 10_000;
      return chain.produceBlock(now).hash;
    },
    watch(extrinsic) {
      const statuses: TransactionStatus[] = [];
      chain.pool.submit(extrinsic, now, (status) => statuses.push(status));
      return statuses;
    },
    now: () => now,
  };
}
