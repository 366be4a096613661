import type { AppError } from '#domain/appError.ts';
import type { Text } from '#i18n/useText.ts';
import { isolate } from './isolate.ts';
import { refusalText } from './refusalText.ts';

/** What the world did to us, in words. */
export function errorText(t: Text, { code, detail }: Pick<AppError, 'code' | 'detail'>): string {
  if (code === 'poolRefused' && detail !== null) return `${t('app.poolRefused')} ${refusalText(t, detail)}`;
  if (code === 'notAsOrdered') return t('app.notAsOrdered', { part: isolate(detail ?? '?') });
  return t(`app.${code}`);
}
