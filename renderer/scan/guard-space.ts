/** Longer than any scanner waits between two keys, shorter than anybody notices. */
const WAIT_MS = 80;

/**
 * Space presses a focused button, and a code may contain spaces. A Space therefore acts only once no other key followed
 * it at a scanner's pace. Returns `stop`.
 */
export function guardSpace(target: Window): () => void {
  let waiting: ReturnType<typeof setTimeout> | undefined;

  function onDown(event: KeyboardEvent): void {
    clearTimeout(waiting);
    const button = target.document.activeElement;
    if (event.code !== 'Space' || !(button instanceof HTMLButtonElement)) return;
    event.preventDefault();
    if (!event.repeat) waiting = setTimeout(() => button.click(), WAIT_MS);
  }
  function onUp(event: KeyboardEvent): void {
    if (event.code === 'Space' && target.document.activeElement instanceof HTMLButtonElement) event.preventDefault();
  }
  target.addEventListener('keydown', onDown, true);
  target.addEventListener('keyup', onUp, true);
  return () => {
    clearTimeout(waiting);
    target.removeEventListener('keydown', onDown, true);
    target.removeEventListener('keyup', onUp, true);
  };
}
