import { useEffect, useState } from 'react';
import { quoteByChain } from '#actions/quoteByChain.ts';
import type { BlockRef } from '#domain/block.ts';
import type { Side } from '#domain/pool.ts';
import type { ChainQuote } from './quoteOf.ts';

interface Asked {
  readonly netuid: number;
  readonly side: Side;
  readonly amountIn: bigint;
  readonly block: BlockRef;
}

const PAUSE_MS = 250;

/** The chain's own quote of a trade at its block, once typing pauses; null until it is there or when nothing is asked. */
export function useChainQuote(asked: Asked | null): ChainQuote | null {
  const [answer, setAnswer] = useState<{ readonly key: string; readonly quote: ChainQuote | null } | null>(
    null,
  );
  const key = asked === null ? null : `${asked.netuid}:${asked.side}:${asked.amountIn}:${asked.block.hash}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key names all that is asked.
  useEffect(() => {
    if (asked === null || key === null) return;
    let wanted = true;
    const timer = setTimeout(async () => {
      const quote = await quoteByChain(asked.netuid, asked.side, asked.amountIn, asked.block);
      if (wanted) setAnswer({ key, quote });
    }, PAUSE_MS);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [key]);
  return answer !== null && answer.key === key ? answer.quote : null;
}
