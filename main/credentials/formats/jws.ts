import { algorithmNamed, type Algorithm } from '../../../shared/domain/trust-list.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { fromBase64Url, utf8Bytes } from '../../../shared/wire/bytes.ts';
import { refused, type Refused } from '../opened.ts';
import { parseBoundedObject } from '../read/bounded-json.ts';
import type { Claims } from '../types.ts';

/** A compact JWS (RFC 7515, section 7.1), not verified yet. Of the header only these names are ever used. */
export type Jws = Readonly<{
  algorithm: Algorithm;
  hints: readonly string[];
  type: string | undefined;
  /** Null where the payload is no JSON object. */
  claims: Claims | null;
  message: Uint8Array;
  signature: Uint8Array;
}>;

export function readJws(text: string): Result<Jws, Refused> {
  const [head, body, tail, more] = text.split('.', 4);
  if (head === undefined || body === undefined || tail === undefined || more !== undefined)
    return err(refused('malformed', 'not-a-token'));
  const header = readPart(head);
  const claims = readPart(body);
  if (!header.ok) return header;
  if (header.value === null) return err(refused('malformed', 'not-a-token'));
  const algorithm = algorithmOf(header.value['alg']);
  if (!algorithm.ok) return algorithm;
  // Extensions that must be understood: there is none that a voucher needs.
  if (header.value['crit'] !== undefined || header.value['b64'] !== undefined)
    return err(refused('unsupported', 'unsupported-version'));
  if (!claims.ok) return claims;
  const signature = decode(tail);
  if (signature === undefined) return err(refused('malformed', 'not-a-token'));
  if (signature.length === 0) return err(refused('bad-signature', 'signature-missing'));
  const { kid, typ } = header.value;
  return ok({
    algorithm: algorithm.value,
    hints: typeof kid === 'string' && kid !== '' ? [kid] : [],
    type: typeof typ === 'string' ? typ.toLowerCase().replace(/^application\//, '') : undefined,
    claims: claims.value,
    message: utf8Bytes(`${head}.${body}`),
    signature,
  });
}

function algorithmOf(name: unknown): Result<Algorithm, Refused> {
  const known = algorithmNamed(name);
  if (known !== undefined) return ok(known);
  const isReal = typeof name === 'string' && /^(?:ES|RS|PS)(?:256|384|512)$|^(?:Ed448|ML-DSA-\d+)$/.test(name);
  return err(
    isReal ? refused('unsupported', 'unsupported-algorithm') : refused('bad-signature', 'algorithm-not-allowed'),
  );
}

const OPENING_BRACE = 0x7b;

/**
 * A JSON object, or null where the bytes do not set out to be one. Some issuers leave the padding on; the signature is over the
 * text as it came, so nothing is guessed by taking it off.
 */
function readPart(text: string): Result<Claims | null, Refused> {
  const bytes = decode(text.replace(/={1,2}$/, ''));
  if (bytes === undefined) return err(refused('malformed', 'not-a-token'));
  const object = parseBoundedObject(bytes);
  if (object.ok) return object;
  if (object.error === 'too-complex') return err(refused('malformed', 'too-complex'));
  return bytes[0] === OPENING_BRACE ? err(refused('malformed', 'not-a-token')) : ok(null);
}

function decode(text: string): Uint8Array | undefined {
  try {
    return fromBase64Url(text);
  } catch {
    return undefined;
  }
}
