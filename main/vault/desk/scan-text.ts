/** What a scanned text looks like before any cryptography. */
export type ScanText =
  | Readonly<{ kind: 'card' | 'receipt'; text: string }>
  | Readonly<{ kind: 'unreadable'; reason: 'wrong-keyboard' | 'link-not-card' | 'not-our-code' }>;

const CARD = 'GC1';
const RECEIPT = 'TR1';
const VOUCHER = 'GV1';
/** Shorter texts are typed words, not a distorted code of ours. */
const SHORTEST_CODE = 40;
/** What the key of digit 1 gives on keyboards that need Shift for digits, or that have digits of their own. */
const ONE = '1!&+١۱१১၁';

/** Our own cards and receipts: only the vault holds what they are judged by. */
export function isOwnCode(raw: string): boolean {
  const text = raw.trimStart();
  return text.startsWith(CARD) || text.startsWith(RECEIPT);
}

/**
 * Sorts a scan by its outside. A code of ours that went through the wrong keyboard layout or Caps Lock is told as such and
 * never repaired: a guess could name another household.
 */
export function readScanText(raw: string): ScanText {
  const text = raw.trim();
  if (text.startsWith(CARD)) return { kind: 'card', text };
  if (text.startsWith(RECEIPT)) return { kind: 'receipt', text };
  if (/^(?:[a-z][a-z0-9+.-]{1,20}:\/\/|www\.)/i.test(text)) return { kind: 'unreadable', reason: 'link-not-card' };
  return { kind: 'unreadable', reason: isDistorted(text) ? 'wrong-keyboard' : 'not-our-code' };
}

function isDistorted(text: string): boolean {
  if (text.length < SHORTEST_CODE || /\s/u.test(text)) return false;
  const head = text.slice(0, 3).toUpperCase();
  if (head === CARD || head === RECEIPT || (head === VOUCHER && text !== text.toUpperCase())) return true;
  // Two letters of some script, then the key of digit 1: our mark on a keyboard of another country. Arabic keyboards give two
  // characters for some single keys.
  return new RegExp(`^(?:[GTgt][CRVcrv]|[^\\u0000-\\u007f]{2,4})[${ONE}]`, 'u').test(text);
}

/** True where a text in which the check characters fail becomes whole when Y and Z change places, as on a German keyboard. */
export function isSwappedKeyboard(text: string, checks: (text: string) => boolean): boolean {
  const swaps: readonly Readonly<Record<string, string>>[] = [
    { Y: 'Z', Z: 'Y' },
    { Q: 'A', A: 'Q', W: 'Z', Z: 'W' },
  ];
  return swaps.some((swap) => checks(text.replaceAll(/[A-Z]/g, (letter) => swap[letter] ?? letter)));
}
