import { mendsOfBlocker } from '#domain/mend.ts';
import { useText } from '#i18n/useText.ts';
import { Button } from '#ui/Button.tsx';
import type { Doors } from './doors.ts';
import { mendChoice } from './mendChoice.ts';
import type { SwapView } from './useSwapView.ts';

interface BlockerMendProps {
  readonly view: SwapView;
  readonly doors: Doors;
}

/** Under the button that says why it is off: the click that mends it, where there is one. */
export function BlockerMend({ view, doors }: BlockerMendProps) {
  const t = useText();
  const { blocker } = view;
  if (blocker === null) return null;
  const choices = mendsOfBlocker(blocker.kind)
    .map((mend) => mendChoice(t, mend, view, doors))
    .filter((choice) => choice !== null);
  return choices.map(({ mend, text, run }) => (
    <Button key={mend} kind="plain" onClick={run}>
      {text}
    </Button>
  ));
}
