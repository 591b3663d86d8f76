import { utf8Bytes } from '../wire/bytes.ts';

/**
 * The bytes of a typed secret that go into Argon2id. The same words must give the same bytes on every keyboard: compatibility
 * forms are folded (NFKC), spaces at the ends dropped and runs of spaces made one. Letter case counts.
 */
export function secretBytes(secret: string): Uint8Array {
  return utf8Bytes(words(secret).join(' '));
}

/** A passphrase has four words or more, of twelve letters or more together. */
export function isPassphrase(secret: string): boolean {
  const parts = words(secret);
  return parts.length >= 4 && parts.join('').length >= 12 && new Set(parts).size >= 3;
}

/** A PIN has six to twelve digits, not all the same. */
export function isPin(secret: string): boolean {
  return /^\d{6,12}$/.test(secret) && new Set(secret).size > 1;
}

function words(secret: string): string[] {
  return secret
    .toWellFormed()
    .normalize('NFKC')
    .split(/\s+/u)
    .filter((word) => word !== '');
}
