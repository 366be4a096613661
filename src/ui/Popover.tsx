import { Popover as Base } from '@base-ui/react/popover';
import type { ReactNode } from 'react';

interface PopoverProps {
  /** When another than the trigger can open it; it minds itself when left out. */
  readonly open?: boolean;
  readonly onOpenChange?: (isOpen: boolean) => void;
  /** Accessible name of the trigger; its content when left out. */
  readonly label?: string;
  readonly trigger: ReactNode;
  readonly title: string;
  readonly shape?: 'round' | 'square';
  readonly align?: 'start' | 'center' | 'end';
  readonly children: ReactNode;
}

/** A chip that opens a small panel beside itself. */
export function Popover(props: PopoverProps) {
  const { open, onOpenChange, label, trigger, title, shape = 'round', align = 'end', children } = props;
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
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
