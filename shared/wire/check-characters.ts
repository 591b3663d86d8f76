import { sha256 } from '@noble/hashes/sha2.js';
import { utf8Bytes } from './bytes.ts';
import { toBase32 } from './base32.ts';

const LENGTH = 4;

/** Four base32 characters: the first 20 bits of SHA-256 over the text. They tell a damaged scan from a forged one. */
function checkCharacters(text: string): string {
  return toBase32(sha256(utf8Bytes(text)).subarray(0, 3)).slice(0, LENGTH);
}

/** The text, a dot, its check characters. */
export function withCheck(text: string): string {
  return `${text}.${checkCharacters(text)}`;
}

/** The text before the dot, or undefined where the check does not fit it. */
export function withoutCheck(checked: string): string | undefined {
  const dot = checked.length - LENGTH - 1;
  if (dot < 0 || checked[dot] !== '.') return undefined;
  const text = checked.slice(0, dot);
  // Only characters that the codes use: also keeps lone surrogates from the hash.
  if (!/^[A-Z0-9]*$/.test(text)) return undefined;
  return checked.slice(dot + 1) === checkCharacters(text) ? text : undefined;
}
