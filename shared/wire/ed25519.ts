import { hashes, getPublicKey, sign as nobleSign, verify as nobleVerify } from '@noble/ed25519';
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import { toHex } from './bytes.ts';

hashes.sha512 = sha512;

/** Ed25519 (RFC 8032) in plain JavaScript, for wherever Node's own is not at hand. All keys are the raw 32 bytes. */
export type Signer = Readonly<{ publicKey: Uint8Array; sign: (message: Uint8Array) => Uint8Array }>;
export type Verify = (signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array) => boolean;

export function signerOf(seed: Uint8Array): Signer {
  return { publicKey: getPublicKey(seed), sign: (message) => nobleSign(message, seed) };
}

/** False for anything but a good signature; malformed keys and signatures included. Strict RFC 8032, not ZIP 215. */
export const verify: Verify = (signature, message, publicKey) => {
  try {
    return nobleVerify(signature, message, publicKey, { zip215: false });
  } catch {
    return false;
  }
};

/** Names a public key: the first 8 bytes of its SHA-256, hex. */
export function keyId(publicKey: Uint8Array): string {
  return toHex(sha256(publicKey).subarray(0, 8));
}
