import { hkdfSync } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';

export const SALT_BYTES = 16;
/** Two unrelated salts differ in some 64 of 128 bits; a damaged one in a few. */
const DAMAGED_SALT_BITS = 32;

/** The salt is made from the key, so that a wrong key and a damaged first page can be told apart. It is no secret. */
export function saltOf(key: Uint8Array): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', key, new Uint8Array(), 'tallypoint database salt v1', SALT_BYTES));
}

/** Whether the file was made with this key, its salt whole or not. */
export function saltFits(path: string, key: Uint8Array): boolean {
  return differingBits(fileSalt(path), saltOf(key)) <= DAMAGED_SALT_BITS;
}

/** The salt is the one part of the file without an authentication code. */
export function saltIsWhole(path: string, key: Uint8Array): boolean {
  return differingBits(fileSalt(path), saltOf(key)) === 0;
}

function fileSalt(path: string): Uint8Array {
  const salt = new Uint8Array(SALT_BYTES);
  const file = openSync(path, 'r');
  try {
    readSync(file, salt, 0, SALT_BYTES, 0);
  } finally {
    closeSync(file);
  }
  return salt;
}

function differingBits(a: Uint8Array, b: Uint8Array): number {
  return a.reduce((sum, byte, index) => {
    let bits = 0;
    for (let rest = byte ^ (b[index] ?? 0); rest > 0; rest >>= 1) bits += rest & 1;
    return sum + bits;
  }, 0);
}
