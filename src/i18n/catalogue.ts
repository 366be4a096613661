import type { en } from './en.ts';

/** The keys of a part of the catalogue, with any text. */
export type Worded<T> = { readonly [K in keyof T]: T[K] extends string ? string : Worded<T[K]> };

export type Catalogue = Worded<typeof en>;

/** Languages that the app speaks. */
export type Locale = 'en' | 'zh-TW';
export const LOCALES: readonly Locale[] = ['en', 'zh-TW'];
