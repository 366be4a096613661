import { Popover as Base } from '@base-ui/react/popover';
import type { ReactNode } from 'react';

interface PopoverProps {
  /** Accessible name of the trigger; its content when left out. */
  readonly label?: string;
  readonly trigger: ReactNode;
  readonly title: string;
  readonly shape?: 'round' | 'square';
  readonly align?: 'start' | 'center' | 'end';
  readonly children: ReactNode;
}

/** A chip that opens a small panel beside itself. */
export function Popover({ label, trigger, title, shape = 'round', align = 'end', children }: PopoverProps) {
  return (
    <Base.Root>
      <Base.Trigger className={shape === 'square' ? 'chip chip-square' : 'chip'} aria-label={label}>
        {trigger}
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner sideOffset={8} align={align} collisionPadding={12}>
          <Base.Popup className="popover">
            <Base.Title className="popover-title">{title}</Base.Title>
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
