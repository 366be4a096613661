import type { Text } from '#i18n/useText.ts';

/** "4 s ago", "3 min ago", "2 h ago"; never in the future. */
export function ageText(t: Text, seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  if (whole < 120) return t('common.secondsAgo', { count: whole });
  if (whole < 7_200) return t('common.minutesAgo', { count: Math.floor(whole / 60) });
  return t('common.hoursAgo', { count: Math.floor(whole / 3_600) });
}

/** Coarse seconds, so that what shows them renders only when its text changes. */
export function coarseSeconds(milliseconds: number): number {
  const seconds = Math.max(0, Math.floor(milliseconds / 1_000));
  if (seconds < 120) return seconds;
  return seconds < 7_200 ? seconds - (seconds % 60) : seconds - (seconds % 3_600);
}
