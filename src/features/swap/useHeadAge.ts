import { useStore } from 'zustand';
import { currentNetwork } from '#actions/connect.ts';
import { headAge } from '#domain/headClock.ts';
import { market } from '#stores/market.ts';
import { session } from '#stores/session.ts';
import { useNow } from '#ui/useNow.ts';

/** Age of the best block in whole block times; null while there is none. */
export function useHeadAge(): number | null {
  const timestamp = useStore(market, ({ head }) => head?.timestamp ?? null);
  const receivedAt = useStore(market, ({ headReceivedAt }) => headReceivedAt);
  const ahead = useStore(session, ({ clockAheadMs }) => clockAheadMs);
  return useNow((now) =>
    receivedAt === null ? null : headAge({ timestamp, receivedAt }, now, ahead, currentNetwork().blockTimeMs),
  );
}
