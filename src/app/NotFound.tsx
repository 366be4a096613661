import { Link } from 'wouter';
import { useText } from '#i18n/useText.ts';

/** An address without a page. */
export function NotFound() {
  const t = useText();
  return (
    <section className="lone">
      <h1 className="page-title">{t('nav.notFound')}</h1>
      <Link href="/" className="link-button">
        {t('nav.toSwap')}
      </Link>
    </section>
  );
}
