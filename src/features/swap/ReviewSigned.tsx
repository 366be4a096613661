import { useStore } from 'zustand';
import type { OrderPreview } from '#actions/previewOrder.ts';
import { useText } from '#i18n/useText.ts';
import { session } from '#stores/session.ts';
import { Row } from '#ui/Row.tsx';
import { shortAddress } from '#ui/shortAddress.ts';

/** All that is signed beside the call, in words, and what each transaction extension of the runtime adds in bytes. */
export function ReviewSigned({ transaction }: { readonly transaction: OrderPreview['transaction'] }) {
  const t = useText();
  const chain = useStore(session, (state) => state.chain?.chainName ?? '');
  const { nonce, era, terms, extensions } = transaction;
  const at = (block: number) => block.toLocaleString('en');
  return (
    <details className="unfold">
      <summary>{t('review.signed')}</summary>
      <dl className="rows review-rows">
        <Row name={t('review.nonce')}>{nonce}</Row>
        <Row name={t('review.valid')}>
          {t('review.validFor', { blocks: era.death - era.birth, from: at(era.birth) })}
        </Row>
        <Row name={t('review.tip')}>{t('review.noTip')}</Row>
        <Row name={t('review.chain')}>
          <bdi>{chain}</bdi> <Hex text={terms.genesis} />
        </Row>
        <Row name={t('review.runtime')}>
          {t('review.runtimeIs', { spec: terms.specVersion, transaction: terms.transactionVersion })}
        </Row>
        <Row name={t('review.metadataHash')}>
          {terms.metadataHash === null ? t('review.notCovered') : <Hex text={terms.metadataHash} />}
        </Row>
      </dl>
      <h4 className="field-label">{t('review.extensions')}</h4>
      <dl className="rows review-rows review-extensions">
        {extensions.map(({ name, carried, implied }) => (
          <Row key={name} name={<span className="mono">{name}</span>}>
            {carried === '0x' && implied === '0x' ? t('review.nothing') : null}
            {carried === '0x' ? null : <Hex text={carried} />}{' '}
            {implied === '0x' ? null : (
              <>
                {t('review.signedOnly')} <Hex text={implied} />
              </>
            )}
          </Row>
        ))}
      </dl>
    </details>
  );
}

function Hex({ text }: { readonly text: string }) {
  return (
    <span className="mono" title={text}>
      {shortAddress(text, 8)}
    </span>
  );
}
