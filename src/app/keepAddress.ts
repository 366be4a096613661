import { openIntent, swapForm } from '#features/swap/swapForm.ts';
import { formatSwapLink, parseSwapLink } from '#features/swap/swapLink.ts';

const PAUSE_MS = 250;

/**
 * Keeps the page's address and the swap form the same: a link opened, or a step back, sets the form; typing sets the
 * address, without a step in the history. Browsers refuse too many changes a second, so typing is let to pause.
 */
export function keepAddress(): void {
  let timer: ReturnType<typeof setTimeout> | undefined;

  const open = () => {
    if (location.pathname !== '/') return;
    const intent = parseSwapLink(location.search);
    if (formatSwapLink(intent) !== formatSwapLink(swapForm.getState())) openIntent(intent);
  };
  const write = () => {
    const search = formatSwapLink(swapForm.getState());
    if (location.pathname !== '/' || location.search === search) return;
    history.replaceState(history.state, '', `/${search}${location.hash}`);
  };

  open();
  swapForm.subscribe(() => {
    clearTimeout(timer);
    timer = setTimeout(write, PAUSE_MS);
  });
  addEventListener('popstate', open);
  // Told by the router, for links inside of the app.
  addEventListener('pushState', open);
}
