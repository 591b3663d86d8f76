import { base58, base64urlnopad } from '@scure/base';
import { z } from 'zod';
import { err, ok, type Result } from '../../../shared/result.ts';
import { parseStrictJson } from '../../../shared/wire/canonical.ts';
import { joinBytes, utf8Bytes, utf8Text } from '../../../shared/wire/bytes.ts';
import { Algorithm, algorithmNamed } from '../../../shared/domain/trust-list.ts';

export type SignedText = Readonly<{
  signature: Uint8Array;
  /** What the header says; undefined where there is none and the key decides. */
  algorithm?: Algorithm;
  /** The bytes that were signed, from those that the document and the proof come to. Undefined where they are others. */
  messageOf: (digest: Uint8Array) => Uint8Array | undefined;
}>;

/** Keys, certificates and addresses in it are never looked at. */
const Header = z.looseObject({
  alg: z.preprocess(algorithmNamed, Algorithm),
  b64: z.boolean().optional(),
  crit: z.array(z.string()).max(5).optional(),
});

/** Multibase base58btc, as `proofValue` is written. */
export function readMultibase(text: string): Result<SignedText, 'malformed'> {
  // Base58 costs quadratic time.
  if (!text.startsWith('z') || text.length > 200) return err('malformed');
  try {
    return ok({ signature: base58.decode(text.slice(1)), messageOf: (digest) => digest });
  } catch {
    return err('malformed');
  }
}

/**
 * A JWS whose payload is the document (RFC 7797, `b64: false`, so `header..signature`). With `attached` also the one that
 * OpenG2P makes: its key manager reads the 64 bytes as UTF-8 text, losing what is none, and signs that text as an ordinary
 * payload. What is lost leaves well over 100 bits of each hash, enough to tell documents apart.
 */
export function readJws(text: string, attached: boolean): Result<SignedText, 'malformed' | 'unsupported-suite'> {
  const parts = text.split('.');
  const [header, payload, signature] = parts;
  if (parts.length !== 3 || header === undefined || payload === undefined || signature === undefined) {
    return err('malformed');
  }
  try {
    const json = parseStrictJson(base64urlnopad.decode(header), 4096);
    if (!json.ok) return err('malformed');
    const read = Header.safeParse(json.value);
    if (!read.success) return err('unsupported-suite');
    const { alg, b64, crit } = read.data;
    const detached = payload === '' && b64 === false && crit?.length === 1 && crit[0] === 'b64';
    const asOpenG2p = attached && payload !== '' && b64 !== false && crit === undefined;
    if (!detached && !asOpenG2p) return err('unsupported-suite');
    const signed = utf8Text(base64urlnopad.decode(payload));
    const messageOf = (digest: Uint8Array): Uint8Array | undefined => {
      if (detached) return joinBytes(utf8Bytes(`${header}.`), digest);
      return signed === Buffer.from(digest).toString('utf8') ? utf8Bytes(`${header}.${payload}`) : undefined;
    };
    return ok({ signature: base64urlnopad.decode(signature), algorithm: alg, messageOf });
  } catch {
    return err('malformed');
  }
}
