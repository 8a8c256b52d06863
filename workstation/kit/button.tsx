import type { ButtonHTMLAttributes, ReactNode } from 'react';
import './button.css';

interface Props extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className'> {
  /** `primary`: what the page is for; `danger`: cannot be taken back; `quiet`: by the way. */
  kind?: 'plain' | 'primary' | 'danger' | 'quiet';
  /** Sent and not answered yet: shown, and not sent twice. */
  pending?: boolean;
  children: ReactNode;
}

export function Button({ kind = 'plain', pending = false, type = 'button', disabled, children, ...rest }: Props) {
  return (
    <button {...rest} type={type} className={`button ${kind}`} aria-busy={pending} disabled={disabled === true || pending}>
      {children}
      {pending && <span aria-hidden="true"> …</span>}
    </button>
  );
}
