import type { JSX, ReactNode } from 'react';
import { keepFocus } from './keep-focus.ts';

/** The picture of a key. The same name stands in `aria-keyshortcuts` of what it does. */
export function Key({ name }: Readonly<{ name: string }>): JSX.Element {
  return (
    <kbd dir="ltr" aria-hidden="true">
      {name === 'Escape' ? 'Esc' : name}
    </kbd>
  );
}

/** A key and what it does here; pressing it with the mouse or a finger does the same. */
export function KeyHint({
  name,
  onPress,
  children,
}: Readonly<{ name: string; onPress: () => void; children: ReactNode }>): JSX.Element {
  return (
    <button type="button" className="key-hint" onClick={onPress} onMouseDown={keepFocus} aria-keyshortcuts={name}>
      <Key name={name} /> {children}
    </button>
  );
}
