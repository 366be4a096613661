import type { ButtonHTMLAttributes, ReactNode } from 'react';

interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className'> {
  readonly kind?: 'normal' | 'primary' | 'plain' | 'danger';
  readonly size?: 'normal' | 'large' | 'icon';
  readonly children: ReactNode;
}

/** A button of the house. One that is off stays readable: its text says why. */
export function Button({
  kind = 'normal',
  size = 'normal',
  type = 'button',
  children,
  ...rest
}: ButtonProps) {
  return (
    <button type={type} className={`button button-${kind} button-${size}`} {...rest}>
      {children}
    </button>
  );
}
