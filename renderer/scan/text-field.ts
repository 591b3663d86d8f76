export type Snapshot = Readonly<{ restore(): void }>;

type TextField = HTMLInputElement | HTMLTextAreaElement;

function isTextField(element: Element | null): element is TextField {
  return (
    element instanceof HTMLTextAreaElement ||
    (element instanceof HTMLInputElement && !['radio', 'checkbox', 'button', 'submit'].includes(element.type))
  );
}

/** Remembers what stands in the focused text field; null where none has the focus. */
export function takeSnapshot(element: Element | null): Snapshot | null {
  if (!isTextField(element)) return null;
  const { value, selectionStart, selectionEnd } = element;
  return {
    restore() {
      // React watches the value through the prototype's setter; setting it on the element alone would be undone.
      const prototype =
        element instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype;
      Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(element, value);
      element.setSelectionRange(selectionStart, selectionEnd);
      element.dispatchEvent(new Event('input', { bubbles: true }));
    },
  };
}
