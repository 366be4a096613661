import i18next, { type TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Locale } from './catalogue.ts';

/** Looks a text up by its key, which the compiler checks. */
export type Text = TFunction<'translation'>;

/** The text lookup, for a component: it renders again when the language changes. */
export function useText(): Text {
  return useTranslation().t;
}

/** The language shown now. */
export function useLocale(): Locale {
  return useTranslation().i18n.language === 'zh-TW' ? 'zh-TW' : 'en';
}

/** The text lookup outside of components, in the language of the moment. */
export function textNow(): Text {
  return i18next.t;
}
