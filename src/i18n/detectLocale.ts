import type { Locale } from './catalogue.ts';

/** The first language of the person's list that the app speaks; every Chinese is answered in Traditional Chinese. */
export function detectLocale(languages: readonly string[]): Locale {
  for (const language of languages) {
    const primary = language.toLowerCase().split('-')[0];
    if (primary === 'zh') return 'zh-TW';
    if (primary === 'en') return 'en';
  }
  return 'en';
}
