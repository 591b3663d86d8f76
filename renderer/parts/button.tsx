import type { JSX, ReactNode } from 'react';
import { keepFocus } from './keep-focus.ts';
import { Key } from './key.tsx';

type ButtonProps = Readonly<{
  children: ReactNode;
  onPress?: () => void;
  /** The key that does the same, shown on the button. */
  shortcut?: string;
  look?: 'primary' | 'quiet' | 'plain' | 'danger';
  big?: boolean;
  disabled?: boolean;
  submit?: boolean;
  autoFocus?: boolean;
}>;

export function Button({
  children,
  onPress,
  shortcut,
  look = 'quiet',
  big = false,
  disabled = false,
  submit = false,
  autoFocus = false,
}: ButtonProps): JSX.Element {
  return (
    <button
      type={submit ? 'submit' : 'button'}
      className={`button ${look}${big ? ' big' : ''}`}
      onClick={onPress}
      onMouseDown={keepFocus}
      disabled={disabled}
      aria-keyshortcuts={shortcut}
      autoFocus={autoFocus}
      data-autofocus={autoFocus || undefined}
    >
      <span>{children}</span>
      {shortcut !== undefined && <Key name={shortcut} />}
    </button>
  );
}
