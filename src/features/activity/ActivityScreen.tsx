import './activity.css';
import { useState } from 'react';
import { useStore } from 'zustand';
import { useText } from '#i18n/useText.ts';
import { activity } from '#stores/activity.ts';
import { session } from '#stores/session.ts';
import { Choices } from '#ui/Choices.tsx';
import { ActivityItem } from './ActivityItem.tsx';
import type { OnMend } from './EntryMends.tsx';
import { entriesToShow } from './entriesToShow.ts';

/** Every transaction that this browser sent on this chain, newest first. */
export function ActivityScreen({ onMend }: { readonly onMend: OnMend }) {
  const t = useText();
  const [whose, setWhose] = useState<'all' | 'account'>('all');
  const entries = useStore(activity, (state) => state.entries);
  const genesis = useStore(session, ({ chain }) => chain?.genesis ?? null);
  const account = useStore(session, (state) => state.account?.address ?? null);
  const shown = entriesToShow(entries, genesis, whose === 'account' ? account : null);
  return (
    <section className="activity" aria-labelledby="activity-title">
      <div className="activity-head">
        <h1 className="page-title" id="activity-title">
          {t('activity.title')}
        </h1>
        {account === null ? null : (
          <Choices
            label={t('activity.whose')}
            value={whose}
            options={[
              { value: 'all', text: t('activity.otherAccounts') },
              { value: 'account', text: t('activity.thisAccount') },
            ]}
            onChange={(value) => setWhose(value === 'account' ? 'account' : 'all')}
          />
        )}
      </div>
      {shown.length === 0 ? <p className="activity-empty muted">{t('activity.empty')}</p> : null}
      <ul className="activity-list">
        {shown.map((entry) => (
          <ActivityItem key={entry.id} entry={entry} onMend={onMend} />
        ))}
      </ul>
    </section>
  );
}
