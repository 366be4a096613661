import type { ActivityEntry } from '#domain/activity.ts';
import type { TxOutcome } from '#domain/tx.ts';
import { useText } from '#i18n/useText.ts';
import { Amount } from './Amount.tsx';
import { amountText } from './amountText.ts';
import { CopyButton } from './CopyButton.tsx';
import { othersText } from './othersText.ts';
import { Row } from './Row.tsx';
import { shortAddress } from './shortAddress.ts';

/** How the call of a transaction ended; null before it is in a block. */
export function outcomeOf({ phase }: ActivityEntry): TxOutcome | null {
  return phase.kind === 'inBlock' || phase.kind === 'finalized' ? phase.outcome : null;
}

/** What was quoted beside what was filled, of one transaction. */
export function Receipt({ entry }: { readonly entry: ActivityEntry }) {
  const t = useText();
  const outcome = outcomeOf(entry);
  const alpha = `SN${entry.netuid}`;
  const [unitIn, unitOut] = entry.side === 'buy' ? ['τ', alpha] : [alpha, 'τ'];
  const filled = outcome?.ok === true ? outcome.filled : null;
  const networkFee = outcome === null ? null : outcome.ok ? outcome.filled.networkFee : outcome.networkFee;
  return (
    <dl className="rows">
      <Row name={t('activity.paid')}>
        <Amount value={filled?.paid ?? entry.amountIn} unit={unitIn} digits="full" round="up" />
      </Row>
      <Row name={t('activity.quoted')}>
        <Amount value={entry.quotedOut} unit={unitOut} digits="full" />
      </Row>
      {filled === null ? null : (
        <>
          <Row name={t('activity.filled')}>
            <Amount value={filled.received} unit={unitOut} digits="full" />
          </Row>
          <Row name={<span className="hidden">{t('activity.difference')}</span>}>
            <Difference entry={entry} filled={filled.received} unit={unitOut} />
          </Row>
          <Row name={t('activity.fee')}>
            <Amount value={filled.fee} unit={unitIn} digits="full" round="up" />
          </Row>
        </>
      )}
      {networkFee === null ? null : (
        <Row name={t('activity.networkFee')}>
          <Amount value={networkFee} unit="τ" digits="full" round="up" />
        </Row>
      )}
      <BlockRows entry={entry} />
      {entry.rehearsal === null ? null : (
        <Row name={t('activity.rehearsal')}>
          {entry.rehearsal.kind === 'passed'
            ? t('activity.rehearsed', { block: entry.rehearsal.block })
            : t('activity.notRehearsed')}
        </Row>
      )}
      {entry.hash === null ? null : (
        <Row name={t('activity.hash')}>
          <span className="mono" title={entry.hash}>
            {shortAddress(entry.hash, 8)}
          </span>{' '}
          <CopyButton text={entry.hash} label={t('activity.copyHash')} />
        </Row>
      )}
    </dl>
  );
}

/** The block that the transaction is in, and who else was at the pool there. */
function BlockRows({ entry: { phase, others } }: { readonly entry: ActivityEntry }) {
  const t = useText();
  if (phase.kind !== 'inBlock' && phase.kind !== 'finalized') return null;
  const { block, outcome } = phase;
  return (
    <>
      <Row name={t('activity.block')}>
        <span className="mono" title={block.hash}>
          #{block.number}
        </span>
      </Row>
      {outcome.ok && others?.block === block.hash ? (
        <Row name={t('activity.others')}>{othersText(t, others)}</Row>
      ) : null}
    </>
  );
}

interface DifferenceProps {
  readonly entry: ActivityEntry;
  readonly filled: bigint;
  readonly unit: string;
}

function Difference({ entry, filled, unit }: DifferenceProps) {
  const t = useText();
  const { quotedOut: quoted, phase, exactIn } = entry;
  const isExact = 'block' in phase && phase.block.hash === exactIn;
  if (filled === quoted) return <span className="good">{t('activity.exact')}</span>;
  const more = filled > quoted;
  return (
    <span className="receipt-difference">
      <span className={more ? 'good' : undefined}>
        {t(more ? 'activity.more' : 'activity.less', {
          amount: amountText(more ? filled - quoted : quoted - filled, unit),
        })}
      </span>
      {isExact ? <span className="muted">{t('activity.asMet', { block: phase.block.number })}</span> : null}
    </span>
  );
}
