import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** What sealing adds to the plain length. */
export const SEAL_BYTES = NONCE_BYTES + TAG_BYTES;

export type Random = (bytes: number) => Uint8Array;

/** AES-256-GCM with a random nonce: nonce, ciphertext, tag. `context` is authenticated, not stored. */
export function seal(key: Uint8Array, plain: Uint8Array, context: Uint8Array, random: Random): Uint8Array {
  const nonce = random(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(context);
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** The plain bytes, or undefined where the key, the context or any bit is another. */
export function unseal(key: Uint8Array, sealed: Uint8Array, context: Uint8Array): Uint8Array | undefined {
  if (sealed.length < SEAL_BYTES) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAAD(context);
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, sealed.length - TAG_BYTES)), decipher.final()]);
  } catch {
    return undefined;
  }
}

/** HKDF-SHA256 (RFC 5869) to 32 bytes. The label keeps keys for different uses apart. */
export function deriveKey(secret: Uint8Array, label: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, new Uint8Array(), label, 32));
}
