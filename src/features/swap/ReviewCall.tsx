import { useEffect, useState } from 'react';
import { describeCall } from '#actions/describeCall.ts';
import { estimateFee } from '#actions/estimateFee.ts';
import { callOf, type SwapOrder } from '#domain/order.ts';
import { useText } from '#i18n/useText.ts';
import { CallView } from './CallView.tsx';

type Hashed = { readonly key: string; readonly hash: string | null };

/** The call as the wallet will show it, with the hash of its bytes. */
export function ReviewCall({ order }: { readonly order: SwapOrder }) {
  const t = useText();
  const call = callOf(order);
  const key = `${call.method}:${call.args.map(({ value }) => String(value)).join(':')}`;
  const [hashed, setHashed] = useState<Hashed | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key names the whole call.
  useEffect(() => {
    let wanted = true;
    const tell = (hash: string | null) => (wanted ? setHashed({ key, hash }) : undefined);
    describeCall(order).then(
      ({ hash }) => tell(hash),
      () => tell(null),
    );
    void estimateFee(order);
    return () => {
      wanted = false;
    };
  }, [key]);
  const known = hashed !== null && hashed.key === key ? hashed : null;
  return (
    <div className="review-call">
      <h3 className="field-label">{t('review.sends')}</h3>
      <CallView call={call} />
      <p className="field-label">
        {t('review.hash')}{' '}
        <span className="mono">
          {known === null ? t('review.preparing') : (known.hash ?? t('review.prepareFailed'))}
        </span>
      </p>
    </div>
  );
}
