import type { MouseEvent } from 'react';

/**
 * For `onMouseDown` of buttons: a button pressed with the mouse leaves the focus where it was. Otherwise the next Enter, meant for
 * what the screen offers, would press that button once more.
 */
export function keepFocus(event: MouseEvent): void {
  event.preventDefault();
}
