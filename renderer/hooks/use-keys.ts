import { useLayoutEffect, useRef } from 'react';

export type KeyMap = Readonly<Partial<Record<string, () => void>>>;
type Layer = { keys: KeyMap; modal: boolean };

/** Screens and dialogs lie over each other: the innermost that knows a key gets it, and nothing passes a dialog. */
const layers: Layer[] = [];

/** Enter on these does what they say, not what the screen offers. */
const OWN_ENTER = 'button, a, summary, input, textarea, [role=option]';

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
  const enter = event.code === 'Enter' || event.code === 'NumpadEnter';
  if (event.repeat) {
    // A key still held down from the screen before must not answer this one.
    if (enter || /^F\d/.test(event.code) || event.code === 'Escape') event.preventDefault();
    return;
  }
  if (enter && event.target instanceof Element && event.target.closest(OWN_ENTER)) return;
  const inwards = [...layers.filter((layer) => !layer.modal), ...layers.filter((layer) => layer.modal)];
  for (const layer of inwards.toReversed()) {
    const act = layer.keys[enter ? 'Enter' : event.code];
    if (act) {
      event.preventDefault();
      act();
      return;
    }
    if (layer.modal) return;
  }
}

/** Must run once, after the scan listener: what a scanner types never gets here. Returns `stop`. */
export function listenForKeys(target: Window): () => void {
  target.addEventListener('keydown', onKeyDown);
  return () => target.removeEventListener('keydown', onKeyDown);
}

/**
 * Keys of a screen, by `event.code`. `modal`: keys it does not know go no further. They work from the moment the screen is seen: an
 * effect after painting would leave a gap in which a quick hand presses in vain.
 */
export function useKeys(keys: KeyMap, modal = false): void {
  const layer = useRef<Layer>({ keys, modal });
  useLayoutEffect(() => {
    layer.current.keys = keys;
  });
  useLayoutEffect(() => {
    const own = layer.current;
    layers.push(own);
    return () => {
      layers.splice(layers.indexOf(own), 1);
    };
  }, []);
}
