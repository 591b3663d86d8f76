import { isModifier, isTerminator, usCharacter } from './us-keyboard.ts';

/**
 * Tells a keyboard-wedge scanner from a person by speed alone. Single gaps are no evidence (a window's timestamps
 * coalesce to 0 and jump to 40 ms), so a burst's mean gap decides. Pure: time comes in with the keys.
 */
export type WedgeKey = Readonly<{
  code: string;
  shift: boolean;
  ctrl: boolean;
  alt: boolean;
  /** Auto-repeat of a key held down. */
  repeat: boolean;
  /** False for the release of a key. */
  down: boolean;
  atMs: number;
}>;
/** `text` is empty for the digits of ALT mode until the release of Alt completes their character. */
type Press = Readonly<{ text: string; atMs: number }>;
export type Wedge = Readonly<{
  presses: readonly Press[];
  altDigits: string;
  /** When the last scan ended, and how long a late terminator is still to be swallowed after it. */
  ended: Readonly<{ atMs: number; graceMs: number }> | null;
  /** The remainder of a scan whose beginning another window got is swallowed, from here on. */
  cutAtMs: number | null;
}>;
export type WedgeStep = Readonly<{
  wedge: Wedge;
  /** True where the key belongs to a scanner and must do nothing else. */
  swallow: boolean;
  /** `firstPress` counts the keys a person had typed before the burst. */
  scan?: Readonly<{ text: string; firstPress: number }>;
  /** A burst ended that is too short to be a code. */
  short?: true;
}>;

export const EMPTY_WEDGE: Wedge = { presses: [], altDigits: '', ended: null, cutAtMs: null };
export const SILENCE_MS = 150;
/** A code of ours that is not yet whole, or one that is long, is waited for a good deal longer: a busy computer passes keys on in lumps. */
const UNFINISHED_SILENCE_MS = 1000;
const OURS = /^(\][A-Z]\d)?(GC1|GV1|TR1)[A-Z2-7]/;
const WHOLE = /\.[A-Z2-7]{4}$/;
/** Nobody types so much at a stretch: a voucher or credential of another issuer, whose beginning can be anything. */
const LONG_PRESSES = 100;
/** As many presses as the beginning and the end of a code of ours can take, in ALT mode too. */
const EDGE_PRESSES = 40;
const MEAN_GAP_MS = 35;
const LUMPY_MEAN_GAP_MS = 120;
const LEAST_CHARACTERS = 6;
const HUMAN_GAP_MS = 60;
const MOST_CHARACTERS = 8192;
const CUT_MS = 1000;
const GRACE_AFTER_TERMINATOR_MS = 100;
const GRACE_AFTER_SILENCE_MS = 500;
/** AIM symbology identifier in front of the data, e.g. `]Q1` for a QR code. */
const AIM_PREFIX = /^\][A-Za-z][0-9A-Za-z]/;

function textOf(presses: readonly Press[]): string {
  return presses.map((press) => press.text).join('');
}

function isFast(presses: readonly Press[], meanGapMs = MEAN_GAP_MS): boolean {
  const first = presses[0];
  const last = presses.at(-1);
  if (first === undefined || last === undefined || presses.length < 2) return false;
  return (last.atMs - first.atMs) / (presses.length - 1) <= meanGapMs;
}

function isBurst(presses: readonly Press[]): boolean {
  // Asked at every key: of a code of thousands of letters only the beginning is put together.
  const head = textOf(presses.slice(0, EDGE_PRESSES));
  // Nobody types the beginning of our codes by hand, so a few lumps do not make a person of the scanner.
  const lumpy = presses.length >= LONG_PRESSES || OURS.test(head);
  return head.length >= LEAST_CHARACTERS && isFast(presses, lumpy ? LUMPY_MEAN_GAP_MS : MEAN_GAP_MS);
}

const isHumanGap = (presses: readonly Press[], index: number): boolean =>
  index > 0 && index < presses.length && presses[index]!.atMs - presses[index - 1]!.atMs > HUMAN_GAP_MS;

/**
 * Index of the first press of the burst at the end of the presses, leaving out what a person typed before it: two slow
 * gaps or more at the beginning, or else all up to the last slow gap where the whole is too slow. A single jump in a fast
 * burst is the machine's, not a person's.
 */
function burstStart(presses: readonly Press[]): number | undefined {
  let start = 0;
  while (isHumanGap(presses, start + 1)) start += 1;
  if (start === 1) start = 0;
  if (isBurst(presses.slice(start))) return start;
  const human = presses.findLastIndex((_, index) => isHumanGap(presses, index));
  return human > start && isBurst(presses.slice(human)) ? human : undefined;
}

/** How long a silence ends what was read so far. */
export function patienceMs({ presses }: Pick<Wedge, 'presses'>): number {
  const start = burstStart(presses);
  if (start === undefined) return SILENCE_MS;
  if (OURS.test(textOf(presses.slice(start, start + EDGE_PRESSES))))
    return WHOLE.test(textOf(presses.slice(-EDGE_PRESSES))) ? SILENCE_MS : UNFINISHED_SILENCE_MS;
  return presses.length - start >= LONG_PRESSES ? UNFINISHED_SILENCE_MS : SILENCE_MS;
}

function finish(wedge: Wedge, start: number, atMs: number, graceMs: number): WedgeStep {
  const text = textOf(wedge.presses.slice(start));
  return {
    wedge: { ...EMPTY_WEDGE, ended: { atMs, graceMs } },
    swallow: true,
    scan: { text: text.replace(AIM_PREFIX, ''), firstPress: start },
  };
}

function terminate(wedge: Wedge, atMs: number): WedgeStep {
  const forgotten = { ...wedge, presses: [], altDigits: '' };
  const last = wedge.presses.at(-1);
  const start = last !== undefined && atMs - last.atMs <= patienceMs(wedge) ? burstStart(wedge.presses) : undefined;
  if (start !== undefined) return finish(wedge, start, atMs, GRACE_AFTER_TERMINATOR_MS);
  if (wedge.ended !== null && atMs - wedge.ended.atMs <= wedge.ended.graceMs)
    return { wedge: forgotten, swallow: true };
  if (last !== undefined && isFast([...wedge.presses, { text: '', atMs }]))
    return { wedge: forgotten, swallow: true, short: true };
  return { wedge: forgotten, swallow: false };
}

function append(wedge: Wedge, press: Press, altDigits: string): WedgeStep {
  if (wedge.presses.length >= MOST_CHARACTERS) return { wedge: { ...EMPTY_WEDGE, cutAtMs: press.atMs }, swallow: true };
  const presses = [...wedge.presses, press];
  return { wedge: { ...wedge, presses, altDigits }, swallow: burstStart(presses) !== undefined };
}

/** The release of Alt completes the character whose number was typed on the keypad. */
function releaseAlt(wedge: Wedge, atMs: number): WedgeStep {
  const character = Number(wedge.altDigits);
  if (wedge.altDigits === '') return { wedge, swallow: false };
  if (character > 0x7f) return { wedge: { ...wedge, presses: [], altDigits: '' }, swallow: false };
  return append(wedge, { text: String.fromCharCode(character), atMs }, '');
}

function remainder(wedge: Wedge, key: WedgeKey): WedgeStep | undefined {
  if (wedge.cutAtMs === null || key.atMs - wedge.cutAtMs > CUT_MS) return undefined;
  const over = isTerminator(key.code, key.ctrl);
  return { wedge: { ...EMPTY_WEDGE, cutAtMs: over ? null : key.atMs - CUT_MS + SILENCE_MS }, swallow: true };
}

/** Takes one key press or release, in order. Bounded: at most 8,192 keys are kept. */
export function pressKey(before: Wedge, key: WedgeKey): WedgeStep {
  if (!key.down) return key.code.startsWith('Alt') ? releaseAlt(before, key.atMs) : { wedge: before, swallow: false };
  if (isModifier(key.code)) return { wedge: before, swallow: false };
  const rest = remainder(before, key);
  if (rest !== undefined) return rest;
  const wedge = before.cutAtMs === null ? before : { ...before, cutAtMs: null };
  if (key.repeat) return { wedge: { ...wedge, presses: [], altDigits: '' }, swallow: false };
  if (isTerminator(key.code, key.ctrl)) return terminate(wedge, key.atMs);

  const digit = /^Numpad(\d)$/.exec(key.code)?.[1];
  const inAltMode = key.alt && digit !== undefined;
  const text = inAltMode ? '' : usCharacter(key.code, key.shift, key.ctrl);
  if (text === undefined || (key.alt && !inAltMode))
    return { wedge: { ...wedge, presses: [], altDigits: '' }, swallow: false };
  const altDigits = inAltMode ? (wedge.altDigits + digit).slice(-4) : '';
  const press = { text, atMs: key.atMs };

  const last = wedge.presses.at(-1);
  if (last === undefined || key.atMs - last.atMs <= patienceMs(wedge)) return append(wedge, press, altDigits);
  const earlier = fallSilent(wedge, key.atMs);
  const next = append({ ...earlier.wedge, presses: [], altDigits: '' }, press, altDigits);
  return earlier.scan === undefined ? next : { ...next, scan: earlier.scan };
}

/** To be called once no key came for `patienceMs`: ends the scan of a scanner that sends no terminator. */
export function fallSilent(wedge: Wedge, nowMs: number): WedgeStep {
  const last = wedge.presses.at(-1);
  if (last === undefined || nowMs - last.atMs < patienceMs(wedge)) return { wedge, swallow: false };
  const start = burstStart(wedge.presses);
  if (start === undefined) return { wedge: { ...wedge, presses: [], altDigits: '' }, swallow: false };
  return finish(wedge, start, nowMs, GRACE_AFTER_SILENCE_MS);
}

/** The window lost the keyboard: what was read so far is worthless, and so is what may still come of that scan. */
export function loseFocus(wedge: Wedge, nowMs: number): Readonly<{ wedge: Wedge; dropped: boolean }> {
  const last = wedge.presses.at(-1);
  const midScan =
    last !== undefined && nowMs - last.atMs <= SILENCE_MS && (wedge.presses.length === 1 || isFast(wedge.presses));
  return { wedge: { ...EMPTY_WEDGE, cutAtMs: midScan ? nowMs : null }, dropped: midScan && wedge.presses.length > 1 };
}
