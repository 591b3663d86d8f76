import { createHash } from 'node:crypto';

/** SHA-256 of a public key, its first 16 hex digits in groups of four: short enough to be read out over a phone. */
export function fingerprint(publicKey: Uint8Array): string {
  const digits = createHash('sha256').update(publicKey).digest('hex').slice(0, 16);
  return (digits.match(/.{4}/g) ?? []).join(' ');
}
