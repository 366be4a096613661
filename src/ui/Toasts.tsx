import { Toast } from '@base-ui/react/toast';
import { X } from 'lucide-react';
import { useText } from '#i18n/useText.ts';
import { toastManager } from './toasts.ts';

/** A toast tells and asks nothing: the library's role of a dialog would promise more. */
const NOT_A_DIALOG = { role: 'group', 'aria-modal': undefined } as const;

/** Where toasts appear. Once, in the frame. */
export function Toasts() {
  const t = useText();
  return (
    <Toast.Provider toastManager={toastManager} limit={4}>
      <Toast.Portal>
        <Toast.Viewport className="toasts" aria-label={t('common.notices')}>
          <ToastList />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function ToastList() {
  const t = useText();
  const { toasts } = Toast.useToastManager();
  return toasts.map((toast) => (
    <Toast.Root key={toast.id} toast={toast} {...NOT_A_DIALOG} className="toast" data-type={toast.type}>
      <Toast.Content>
        <Toast.Title className="toast-title" />
        <Toast.Description className="toast-text" />
      </Toast.Content>
      <Toast.Close
        className="button button-plain button-icon"
        aria-label={t('common.close')}
        aria-hidden={false}
      >
        <X size={16} aria-hidden />
      </Toast.Close>
    </Toast.Root>
  ));
}
