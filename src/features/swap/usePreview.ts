import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { type OrderPreview, previewOrder } from '#actions/previewOrder.ts';
import { toAppError } from '#actions/toAppError.ts';
import type { AppError } from '#domain/appError.ts';
import { callOf, type SwapOrder } from '#domain/order.ts';
import { session } from '#stores/session.ts';
import { settings } from '#stores/settings.ts';

export interface PreviewState {
  /** The newest that there is; of an earlier quote until the present one's is there. */
  readonly preview: OrderPreview | null;
  /** Why there is none. */
  readonly fault: AppError | null;
  /** The preview, or the fault, is of this very call. */
  readonly isCurrent: boolean;
}

interface Told {
  readonly key: string;
  readonly preview: OrderPreview | null;
  readonly fault: AppError | null;
}

/** Tries an order out as far as that goes without a signature, again with each quote, runtime and kind of key. */
export function usePreview(order: SwapOrder): PreviewState {
  const [told, setTold] = useState<Told | null>(null);
  const runtime = useStore(session, ({ chain }) => chain?.specVersion ?? 0);
  const hardware = useStore(settings, (state) => state.hardware);
  const { method, args } = callOf(order);
  const call = [method, ...args.map(({ value }) => String(value))].join(':');
  const key = [call, order.quotedAt.hash, runtime, hardware.join()].join('|');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key names all that is tried.
  useEffect(() => {
    let wanted = true;
    const tell = (given: Omit<Told, 'key'>) => (wanted ? setTold({ key, ...given }) : undefined);
    previewOrder(order).then(
      (preview) => tell({ preview, fault: null }),
      (error: unknown) => tell({ preview: null, fault: toAppError(error) }),
    );
    return () => {
      wanted = false;
    };
  }, [key]);
  return {
    preview: told?.preview ?? null,
    fault: told?.fault ?? null,
    isCurrent: told?.key === key,
  };
}
