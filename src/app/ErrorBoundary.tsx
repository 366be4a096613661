import { Component, type ReactNode } from 'react';
import { textNow } from '#i18n/useText.ts';
import { Button } from '#ui/Button.tsx';

interface Props {
  readonly children: ReactNode;
}

interface State {
  readonly broken: boolean;
}

/** Catches what only a programmer can cause, so that the frame and the account stay usable. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { broken: false };

  static getDerivedStateFromError(): State {
    return { broken: true };
  }

  override render(): ReactNode {
    if (!this.state.broken) return this.props.children;
    const t = textNow();
    return (
      <section className="lone" role="alert">
        <h1 className="page-title">{t('crash.title')}</h1>
        <p>{t('crash.text')}</p>
        <Button onClick={() => location.reload()}>{t('crash.reload')}</Button>
      </section>
    );
  }
}
