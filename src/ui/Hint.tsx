import { Popover } from '@base-ui/react/popover';
import type { ReactNode } from 'react';

/** A word that explains itself when pressed or hovered: works by mouse, finger and key. */
export function Hint({ text, children }: { readonly text: string; readonly children: ReactNode }) {
  return (
    <Popover.Root>
      <Popover.Trigger className="hint" openOnHover delay={250}>
        {children}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner sideOffset={6} collisionPadding={12}>
          <Popover.Popup className="tooltip" initialFocus={false}>
            <Popover.Description>{text}</Popover.Description>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
