import { Skeleton } from '#ui/Skeleton.tsx';
import type { SwapView } from './useSwapView.ts';

/** In place of a number: a shape while the pool is being read, a dash when there is no quote of it. */
export function Pending({ view, sample }: { readonly view: SwapView; readonly sample: string }) {
  const { connection } = view.facts;
  const isComing = connection === 'connecting' || connection === 'ready';
  return view.snapshot === null && isComing ? <Skeleton sample={sample} /> : '–';
}
