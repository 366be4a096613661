import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { describeCall } from '#actions/describeCall.ts';
import { callOf, type SwapOrder } from '#domain/order.ts';
import { useText } from '#i18n/useText.ts';
import { session } from '#stores/session.ts';
import { showToast } from '#ui/toasts.ts';

interface Encoded {
  readonly order: SwapOrder;
  readonly runtime: number;
  readonly hex: string;
}

/**
 * Ends the review, with a word, when the chain was upgraded and the order's call is no longer the same bytes: what was
 * read is not what would be signed. An upgrade that leaves the call as it is changes nothing.
 */
export function useRuntimeGuard(order: SwapOrder | null, onEnd: () => void): void {
  const t = useText();
  const runtime = useStore(session, ({ chain }) => chain?.specVersion ?? null);
  const encoded = useRef<Encoded | null>(null);
  const key = order === null ? null : keyOf(order);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key names the call.
  useEffect(() => {
    if (order === null || runtime === null) return;
    let wanted = true;
    const look = async (): Promise<void> => {
      const before = encoded.current;
      const isOther =
        before !== null && before.runtime !== runtime && (await hexOf(before.order)) !== before.hex;
      const hex = await hexOf(order);
      if (!wanted) return;
      encoded.current = hex === null ? null : { order, runtime, hex };
      if (!isOther) return;
      const [title, text] = [t('review.upgradedTitle'), t('review.upgraded')];
      showToast('runtime', { title, text, tone: 'bad', stays: true });
      onEnd();
    };
    void look();
    return () => {
      wanted = false;
    };
  }, [key, runtime]);
}

/** The bytes of an order's call; null when the runtime does not have it. */
async function hexOf(order: SwapOrder): Promise<string | null> {
  try {
    return (await describeCall(order)).hex;
  } catch {
    return null;
  }
}

function keyOf(order: SwapOrder): string {
  const { method, args } = callOf(order);
  return [method, ...args.map(({ value }) => String(value))].join(':');
}
