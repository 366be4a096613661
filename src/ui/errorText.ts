import type { AppError } from '#domain/appError.ts';
import { cleanText } from '#domain/text.ts';
import type { Text } from '#i18n/useText.ts';
import { isolate } from './isolate.ts';
import { refusalText } from './refusalText.ts';

const LONGEST_NAME = 60;

/** What the world did to us, in words. */
export function errorText(t: Text, { code, detail }: Pick<AppError, 'code' | 'detail'>): string {
  if (code === 'poolRefused' && detail !== null) return `${t('app.poolRefused')} ${refusalText(t, detail)}`;
  if (code === 'notAsOrdered' || code === 'unknownExtension') {
    return t(`app.${code}`, { part: isolate(cleanText(detail ?? '?', LONGEST_NAME)) });
  }
  return t(`app.${code}`);
}
