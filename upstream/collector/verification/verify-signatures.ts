import { createPublicKey, verify as nodeVerify, type KeyObject } from 'node:crypto';
import { PAYLOAD_TYPE } from '../../../shared/wire/documents.ts';
import { preAuthenticationEncoding } from '../../../shared/wire/dsse.ts';

/** RFC 8410 wrapping of the raw 32 bytes. */
const SPKI_HEAD = Buffer.from('302a300506032b6570032100', 'hex');

export type Signed = Readonly<{ body: Uint8Array; signature: Uint8Array }>;

/**
 * Which of the entries the key did not sign, by index. Runs on Node's own threads, so that requests are answered meanwhile;
 * the caller bounds how many entries are under way.
 */
export async function unsignedOf(entries: readonly Signed[], publicKey: Uint8Array): Promise<number[]> {
  const key = importKey(publicKey);
  if (key === undefined) return [...entries.keys()];
  const good = await Promise.all(
    entries.map(({ body, signature }) =>
      verifyOne(preAuthenticationEncoding(PAYLOAD_TYPE.entry, body), key, signature),
    ),
  );
  return good.flatMap((holds, index) => (holds ? [] : [index]));
}

function verifyOne(message: Uint8Array, key: KeyObject, signature: Uint8Array): Promise<boolean> {
  return new Promise((resolve, reject) => {
    nodeVerify(null, message, key, signature, (fault, holds) => (fault === null ? resolve(holds) : reject(fault)));
  });
}

function importKey(publicKey: Uint8Array): KeyObject | undefined {
  try {
    return createPublicKey({ key: Buffer.concat([SPKI_HEAD, publicKey]), format: 'der', type: 'spki' });
  } catch {
    return undefined;
  }
}
