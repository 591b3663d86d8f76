import { err, ok, type Result } from '../../../shared/result.ts';

/** RFC 9285. */
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';
const VALUE_OF = new Map(Array.from(ALPHABET, (character, value) => [character, value] as const));

/** True for a text of these characters only. */
export function isBase45(text: string): boolean {
  return /^[0-9A-Z $%*+./:-]+$/.test(text);
}

/** Three characters are two bytes, two are one; nothing else is. The caller has bounded the text. */
export function fromBase45(text: string): Result<Uint8Array, 'malformed'> {
  const rest = text.length % 3;
  if (rest === 1) return err('malformed');
  const bytes = new Uint8Array(Math.floor(text.length / 3) * 2 + (rest === 2 ? 1 : 0));
  let at = 0;
  for (let start = 0; start < text.length; start += 3) {
    const [low, middle, high] = [text[start], text[start + 1], text[start + 2]].map((character) =>
      character === undefined ? 0 : (VALUE_OF.get(character) ?? Number.NaN),
    );
    const value = (low ?? 0) + 45 * (middle ?? 0) + 45 * 45 * (high ?? 0);
    const isPair = start + 2 < text.length;
    // Not a number compares as false.
    if (!(value <= (isPair ? 0xffff : 0xff))) return err('malformed');
    if (isPair) bytes[at++] = value >> 8;
    bytes[at++] = value & 0xff;
  }
  return ok(bytes);
}

export function toBase45(bytes: Uint8Array): string {
  const digits = (value: number, count: number): string =>
    Array.from({ length: count }, (_, place) => ALPHABET[Math.floor(value / 45 ** place) % 45]).join('');
  let text = '';
  for (let at = 0; at < bytes.length; at += 2) {
    const [first = 0, second] = bytes.subarray(at, at + 2);
    text += second === undefined ? digits(first, 2) : digits(first * 256 + second, 3);
  }
  return text;
}
