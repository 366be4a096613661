import { useStore } from 'zustand';
import { currentNetwork } from '#actions/connect.ts';
import { market } from '#stores/market.ts';
import { useNow } from '#ui/useNow.ts';

/** Age of the best block in whole blocks, by its own time or else by when it came in; null while there is none. */
export function useHeadAge(): number | null {
  const born = useStore(market, ({ head, headReceivedAt }) => head?.timestamp ?? headReceivedAt);
  return useNow((now) =>
    born === null ? null : Math.max(0, Math.floor((now - born) / currentNetwork().blockTimeMs)),
  );
}
