import { refusalOf } from '#domain/refusal.ts';
import { cleanText } from '#domain/text.ts';
import type { Text } from '#i18n/useText.ts';
import { isolate } from './isolate.ts';

const LONGEST_REASON = 300;

/** Why a node refused a transaction before it entered a block; unknown reasons keep the node's own words. */
export function refusalText(t: Text, reason: string): string {
  const refusal = refusalOf(reason);
  if (refusal !== null) return t(`refusal.${refusal}`);
  return t('refusal.unknown', { reason: isolate(cleanText(reason, LONGEST_REASON)) });
}
