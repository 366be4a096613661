import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Locale } from './catalogue.ts';
import { en } from './en.ts';

/** Makes the catalogue ready in this language. Resolves when texts can be shown. */
export async function startText(locale: Locale): Promise<void> {
  await i18next.use(initReactI18next).init({
    resources: { en: { translation: en } },
    lng: 'en',
    fallbackLng: 'en',
    // React escapes.
    interpolation: { escapeValue: false },
  });
  await changeLocale(locale);
}

/** Switches the language of every text and of the page. Another language than English is loaded when first asked for. */
export async function changeLocale(locale: Locale): Promise<void> {
  if (locale === 'zh-TW' && !i18next.hasResourceBundle(locale, 'translation')) {
    const { zhTW } = await import('./zhTW.ts');
    i18next.addResourceBundle(locale, 'translation', zhTW);
  }
  await i18next.changeLanguage(locale);
  document.documentElement.lang = locale === 'zh-TW' ? 'zh-Hant-TW' : 'en';
}
