import type { JSX, ReactNode } from 'react';

/** Room for what may be wider than the screen; reached by keyboard, so that it can be moved by keyboard. */
export function Scroll({ label, children }: Readonly<{ label: string; children: ReactNode }>): JSX.Element {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="scroll" role="region" aria-label={label} tabIndex={0}>
      {children}
    </div>
  );
}
