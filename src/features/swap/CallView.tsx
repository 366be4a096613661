import type { ChainCall } from '#domain/order.ts';
import { useText } from '#i18n/useText.ts';

/** A call with its arguments, by name, as the chain takes them. */
export function CallView({ call }: { readonly call: ChainCall }) {
  const t = useText();
  return (
    <section className="call" aria-label={t('swap.call')}>
      <div className="mono">
        {call.pallet}.<b>{call.method}</b>
      </div>
      <dl>
        {call.args.map(({ name, value }) => (
          <div key={name}>
            <dt className="mono muted">{name}</dt>
            <dd className="mono">{String(value)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
