import { useId, useLayoutEffect, useRef, type JSX, type ReactNode } from 'react';
import { useKeys, type KeyMap } from '../hooks/use-keys.ts';

type DialogProps = Readonly<{
  title: string;
  lead?: string | undefined;
  wide?: boolean;
  onClose: () => void;
  /** Enter in any of its fields, and its submit button. */
  onSubmit?: () => void;
  /** More keys of its own. */
  keys?: KeyMap;
  children?: ReactNode;
  actions: ReactNode;
}>;

/** A question over the screen: keeps the focus inside, Esc closes it, and no key passes through it. */
export function Dialog({
  title,
  lead,
  wide = false,
  onClose,
  onSubmit,
  keys,
  children,
  actions,
}: DialogProps): JSX.Element {
  const element = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  // Before the element leaves the page, so that the focus goes back to where it was.
  useLayoutEffect(() => {
    const dialog = element.current;
    dialog?.showModal();
    dialog?.querySelector<HTMLElement>('[data-autofocus]')?.focus();
    return () => dialog?.close();
  }, []);
  useKeys({ ...keys, Escape: onClose, ...(onSubmit && { Enter: onSubmit }) }, true);
  return (
    <dialog
      ref={element}
      className={wide ? 'wide' : ''}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit?.();
        }}
      >
        <h2 id={titleId}>{title}</h2>
        {lead !== undefined && <p className="lead">{lead}</p>}
        {children}
        <div className="actions">{actions}</div>
      </form>
    </dialog>
  );
}
