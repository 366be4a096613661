import { useStore } from 'zustand';
import { LOCALES, type Locale } from '#i18n/catalogue.ts';
import { changeLocale } from '#i18n/startText.ts';
import { useLocale, useText } from '#i18n/useText.ts';
import { settings } from '#stores/settings.ts';
import { Choices } from '#ui/Choices.tsx';
import { Dialog } from '#ui/Dialog.tsx';
import { Note } from '#ui/Note.tsx';
import { SwitchRow } from '#ui/SwitchRow.tsx';
import { applyTheme, THEMES } from './applyTheme.ts';

interface SettingsDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
}

/** What a person prefers: kept in this browser and nowhere else. */
export function SettingsDialog({ open, onClose }: SettingsDialogProps) {
  const t = useText();
  return (
    <Dialog open={open} onClose={onClose} title={t('settings.title')}>
      <LanguageChoice />
      <ThemeChoice />
      <SafetySwitches />
      <p className="field-label">{t('settings.privacy')}</p>
    </Dialog>
  );
}

function LanguageChoice() {
  const t = useText();
  const shown = useLocale();
  const choose = (locale: Locale) => {
    settings.setState({ locale });
    void changeLocale(locale);
  };
  return (
    <div className="field">
      <span className="field-label">{t('settings.language')}</span>
      <Choices
        label={t('settings.language')}
        value={shown}
        options={LOCALES.map((locale) => ({ value: locale, text: t(`settings.languages.${locale}`) }))}
        onChange={(value) => choose(value === 'zh-TW' ? 'zh-TW' : 'en')}
      />
    </div>
  );
}

function ThemeChoice() {
  const t = useText();
  const theme = useStore(settings, (state) => state.theme);
  return (
    <div className="field">
      <span className="field-label">{t('settings.theme')}</span>
      <Choices
        label={t('settings.theme')}
        value={theme}
        options={THEMES.map((each) => ({ value: each, text: t(`settings.themes.${each}`) }))}
        onChange={(value) => {
          const next = THEMES.find((each) => each === value) ?? 'system';
          settings.setState({ theme: next });
          applyTheme(next);
        }}
      />
    </div>
  );
}

function SafetySwitches() {
  const t = useText();
  const isProtected = useStore(settings, ({ protection }) => protection);
  const expert = useStore(settings, (state) => state.expert);
  return (
    <>
      <SwitchRow
        label={t('settings.protection')}
        hint={t('settings.protectionHint')}
        checked={isProtected}
        onChange={(protection) => settings.setState({ protection })}
      />
      {isProtected ? null : <Note tone="amber">{t('settings.protectionOff')}</Note>}
      <SwitchRow
        label={t('settings.expert')}
        hint={t('settings.expertHint')}
        checked={expert}
        onChange={(next) => settings.setState({ expert: next })}
      />
    </>
  );
}
