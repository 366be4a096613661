import { useText } from '#i18n/useText.ts';
import { ageText, coarseSeconds } from './ageText.ts';
import { useNow } from './useNow.ts';

/** How long ago something was; renders by itself each second. */
export function Age({ since }: { readonly since: number }) {
  const t = useText();
  const seconds = useNow((now) => coarseSeconds(now - since));
  return <span className="muted">{ageText(t, seconds ?? 0)}</span>;
}
