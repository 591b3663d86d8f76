import { EMPTY_WEDGE, fallSilent, loseFocus, patienceMs, pressKey, type WedgeStep } from './wedge.ts';
import { takeSnapshot, type Snapshot } from './text-field.ts';

export type ScanEvents = Readonly<{
  scanned(text: string): void;
  /** A burst too short to be a code. */
  tooShort(): void;
  /** The window lost the keyboard in the middle of a scan. */
  cutOff(): void;
}>;

/** Listens before everybody else in the window, so that a scan needs no focus and its keys act on nothing. Returns `stop`. */
export function listenForScans(target: Window, tell: ScanEvents): () => void {
  let wedge = EMPTY_WEDGE;
  let silence: ReturnType<typeof setTimeout> | undefined;
  /** What each kept key found in the focused text field, so that the scan's share can be taken out again. */
  let snapshots: (Snapshot | null)[] = [];

  function settle(step: WedgeStep, event?: KeyboardEvent): void {
    if (step.swallow && event) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
    wedge = step.wedge;
    if (step.scan) snapshots[step.scan.firstPress]?.restore();
    if (step.short) {
      snapshots[0]?.restore();
      tell.tooShort();
    }
    snapshots = snapshots.slice(0, wedge.presses.length);
    if (step.scan) tell.scanned(step.scan.text);
  }

  function onKey(event: KeyboardEvent): void {
    clearTimeout(silence);
    const before = takeSnapshot(target.document.activeElement);
    const step = pressKey(wedge, {
      code: event.code,
      shift: event.shiftKey,
      ctrl: event.ctrlKey,
      alt: event.altKey,
      repeat: event.repeat,
      down: event.type === 'keydown',
      atMs: event.timeStamp,
    });
    if (step.wedge.presses.length > wedge.presses.length) snapshots[wedge.presses.length] = before;
    settle(step, event);
    if (wedge.presses.length > 0) silence = setTimeout(onSilence, patienceMs(wedge) + 10);
  }
  const onSilence = (): void => settle(fallSilent(wedge, performance.now()));

  function onBlur(): void {
    clearTimeout(silence);
    const lost = loseFocus(wedge, performance.now());
    wedge = lost.wedge;
    snapshots = [];
    if (lost.dropped) tell.cutOff();
  }

  target.addEventListener('keydown', onKey, true);
  target.addEventListener('keyup', onKey, true);
  target.addEventListener('blur', onBlur);
  return () => {
    clearTimeout(silence);
    target.removeEventListener('keydown', onKey, true);
    target.removeEventListener('keyup', onKey, true);
    target.removeEventListener('blur', onBlur);
  };
}
