import { Toast } from '@base-ui/react/toast';

export const toastManager = Toast.createToastManager();

interface ToastContent {
  readonly title: string;
  readonly text: string;
  readonly tone: 'calm' | 'good' | 'bad';
  /** True: stays until it is closed or changed. */
  readonly stays: boolean;
}

const SHOWN_MS = 12_000;

/** Shows a toast, or changes the one of the same id. It outlives the page section that it began on. */
export function showToast(id: string, { title, text, tone, stays }: ToastContent): void {
  toastManager.add({ id, title, description: text, type: tone, timeout: stays ? 0 : SHOWN_MS });
}
