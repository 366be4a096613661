import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import { useText } from '#i18n/useText.ts';

interface DialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: string;
  /** True: a press beside it does not close it, so that the second press of a double click loses nothing. */
  readonly holds?: boolean;
  readonly children: ReactNode;
}

/** A modal dialog with a title and a way out; a sheet from below on a phone. */
export function Dialog({ open, onClose, title, holds = false, children }: DialogProps) {
  const t = useText();
  const body = useRef<HTMLDivElement>(null);
  const first = () => body.current?.querySelector<HTMLElement>('[data-first-focus]') ?? true;
  return (
    <Base.Root
      open={open}
      disablePointerDismissal={holds}
      onOpenChange={(next) => (next ? undefined : onClose())}
    >
      <Base.Portal>
        <Base.Backdrop className="backdrop" />
        <Base.Popup className="dialog" initialFocus={first}>
          <div className="dialog-head">
            <Base.Title className="dialog-title">{title}</Base.Title>
            <Base.Close className="button button-plain button-icon" aria-label={t('common.close')}>
              <X size={18} aria-hidden />
            </Base.Close>
          </div>
          <div className="dialog-body" ref={body}>
            {children}
          </div>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
