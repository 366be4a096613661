import { useState } from 'react';
import { useStore } from 'zustand';
import { TOLERANCE_WARN_ABOVE_BPS, TOLERANCE_WARN_BELOW_BPS, TOLERANCES_BPS } from '#config/defaults.ts';
import { useText } from '#i18n/useText.ts';
import { settings } from '#stores/settings.ts';
import { Choices } from '#ui/Choices.tsx';
import { Note } from '#ui/Note.tsx';
import { Popover } from '#ui/Popover.tsx';
import { SwitchRow } from '#ui/SwitchRow.tsx';
import { TextField } from '#ui/TextField.tsx';
import { SuggestedTolerance } from './SuggestedTolerance.tsx';
import { parseTolerance, toleranceText } from './toleranceText.ts';
import type { SwapView } from './useSwapView.ts';

/** How much less than the quote is accepted, and whether a limit is sent at all. */
export function TolerancePopover({ view }: { readonly view: SwapView }) {
  const t = useText();
  const bps = useStore(settings, ({ toleranceBps }) => toleranceBps);
  const isProtected = useStore(settings, ({ protection }) => protection);
  return (
    <Popover
      shape="square"
      title={t('tolerance.title')}
      trigger={
        isProtected ? (
          t('tolerance.chip', { value: toleranceText(bps) })
        ) : (
          <span className="amber">{t('swap.unprotected')}</span>
        )
      }
    >
      <p className="field-label">{t('tolerance.explain')}</p>
      <Choices
        label={t('tolerance.title')}
        value={String(bps)}
        options={TOLERANCES_BPS.map((each) => ({ value: String(each), text: `${toleranceText(each)} %` }))}
        onChange={(value) => settings.setState({ toleranceBps: Number(value) })}
      />
      <SuggestedTolerance view={view} />
      <CustomTolerance />
      {bps < TOLERANCE_WARN_BELOW_BPS ? <Note tone="amber">{t('tolerance.low')}</Note> : null}
      {bps > TOLERANCE_WARN_ABOVE_BPS ? <Note tone="amber">{t('tolerance.high')}</Note> : null}
      <SwitchRow
        label={t('settings.protection')}
        hint={t('settings.protectionHint')}
        checked={isProtected}
        onChange={(protection) => settings.setState({ protection })}
      />
      {isProtected ? null : <Note tone="amber">{t('settings.protectionOff')}</Note>}
    </Popover>
  );
}

function CustomTolerance() {
  const t = useText();
  const [text, setText] = useState('');
  const refused = text !== '' && parseTolerance(text) === null;
  // Only a finished entry counts: "60" is refused, and must not leave the 6 of its first key behind.
  const take = () => {
    const toleranceBps = parseTolerance(text);
    if (toleranceBps !== null) settings.setState({ toleranceBps });
  };
  return (
    <form
      onBlur={take}
      onSubmit={(event) => {
        event.preventDefault();
        take();
      }}
    >
      <TextField
        label={t('tolerance.custom')}
        value={text}
        onChange={setText}
        inputMode="decimal"
        placeholder="0.75"
        error={refused ? t('tolerance.refused') : null}
      />
    </form>
  );
}
