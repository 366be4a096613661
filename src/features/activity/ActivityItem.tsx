import type { ActivityEntry } from '#domain/activity.ts';
import { useLocale, useText } from '#i18n/useText.ts';
import { amountText } from '#ui/amountText.ts';
import { Identicon } from '#ui/Identicon.tsx';
import { isolate } from '#ui/isolate.ts';
import { phaseReason, phaseText, phaseTone } from '#ui/phaseText.ts';
import { outcomeOf, Receipt } from '#ui/Receipt.tsx';
import { shortAddress } from '#ui/shortAddress.ts';

import { EntryMends, type OnMend } from './EntryMends.tsx';

const TONES = { calm: 'muted', good: 'good', bad: 'red' } as const;

interface ActivityItemProps {
  readonly entry: ActivityEntry;
  readonly onMend: OnMend;
}

/** One transaction: what it was, where it stands, and its receipt when unfolded. */
export function ActivityItem({ entry, onMend }: ActivityItemProps) {
  const t = useText();
  const locale = useLocale();
  const { side, netuid, subnetName, phase } = entry;
  const token = isolate(`SN${netuid} ${subnetName}`);
  const reason = phaseReason(t, phase);
  const date = new Date(entry.createdAt);
  return (
    <li className="activity-item">
      <details>
        <summary className="activity-line">
          <span className="activity-what">
            <b>{t(side === 'buy' ? 'activity.bought' : 'activity.sold', { token })}</b>
            <span className="muted">
              <time dateTime={date.toISOString()}>
                {date.toLocaleString(locale, { dateStyle: 'medium', timeStyle: 'short' })}
              </time>
              {' · '}
              <Identicon address={entry.account} size={13} /> {shortAddress(entry.account)}
            </span>
          </span>
          <span className="activity-result">
            <b>{amountsText(entry)}</b>
            <span className={TONES[phaseTone(phase)]} role="status">
              {phaseText(t, phase)}
            </span>
          </span>
        </summary>
        <Receipt entry={entry} />
      </details>
      {reason === null ? null : <p className="red activity-reason">{reason}</p>}
      <EntryMends entry={entry} onMend={onMend} />
    </li>
  );
}

/** What was paid and received, or what was meant to be. */
function amountsText(entry: ActivityEntry): string {
  const alpha = `SN${entry.netuid}`;
  const [unitIn, unitOut] = entry.side === 'buy' ? ['τ', alpha] : [alpha, 'τ'];
  const outcome = outcomeOf(entry);
  const filled = outcome?.ok === true ? outcome.filled : null;
  const paid = amountText(filled?.paid ?? entry.amountIn, unitIn, 'up');
  return `${paid} → ${amountText(filled?.received ?? entry.quotedOut, unitOut)}`;
}
