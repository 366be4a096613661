import { useStore } from 'zustand';
import { hasSecondNode } from '#actions/secondOpinion.ts';
import { endpointHost } from '#config/endpoints.ts';
import { useText } from '#i18n/useText.ts';
import { market } from '#stores/market.ts';
import { isolate } from '#ui/isolate.ts';
import { Note } from '#ui/Note.tsx';

/** What a second node says of the quote under review, where the network has one. */
export function SecondOpinionLine() {
  const t = useText();
  const opinion = useStore(market, ({ secondOpinion }) => secondOpinion);
  if (opinion === null) return hasSecondNode() ? <Quiet text={t('review.secondAsked')} /> : null;
  const node = opinion.endpoint === null ? '' : isolate(endpointHost(opinion.endpoint));
  const block = opinion.block.toLocaleString('en');
  if (opinion.kind === 'contradicts') {
    return <Note tone="red">{t('review.secondContradicts', { node, block })}</Note>;
  }
  return (
    <Quiet
      text={t(opinion.kind === 'same' ? 'review.secondSame' : 'review.secondUnknown', { node, block })}
    />
  );
}

function Quiet({ text }: { readonly text: string }) {
  return <p className="field-label">{text}</p>;
}
