import { useEffect, useRef, type JSX, type ReactNode, type RefObject } from 'react';

type PageProps = Readonly<{
  title: string;
  lead?: string | undefined;
  /** A small line above the heading, e.g. the step of a set-up. */
  eyebrow?: string;
  children: ReactNode;
  /** Buttons at the top end. */ actions?: ReactNode;
  narrow?: boolean;
  center?: boolean;
}>;

/** A screen with a heading. The heading takes the focus, so that screen readers say where one is and no field swallows a scan. */
export function Page({
  title,
  lead,
  eyebrow,
  children,
  actions,
  narrow = false,
  center = false,
}: PageProps): JSX.Element {
  const heading = useHeadingFocus();
  return (
    <main className={`page${narrow ? ' narrow' : ''}${center ? ' center' : ''}`}>
      <div className="page-head">
        <div>
          {eyebrow !== undefined && <p className="eyebrow">{eyebrow}</p>}
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {lead !== undefined && <p className="lead">{lead}</p>}
        </div>
        {actions !== undefined && <div className="page-actions">{actions}</div>}
      </div>
      {children}
    </main>
  );
}

/** For the heading of a screen: takes the focus unless a field of the screen already asked for it. */
export function useHeadingFocus(): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const main = heading.current?.closest('main');
    if (!main?.contains(document.activeElement)) heading.current?.focus({ preventScroll: true });
  }, []);
  return heading;
}
