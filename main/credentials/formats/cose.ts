import type { Algorithm } from '../../../shared/domain/trust-list.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { toHex, utf8Text } from '../../../shared/wire/bytes.ts';
import { toBeSigned } from '../../../shared/wire/cose.ts';
import { refused, type Refused } from '../opened.ts';
import { decodeBounded } from '../read/bounded-cbor.ts';

/** A COSE_Sign1 of another maker (RFC 9052), not verified yet. */
export type Sign1 = Readonly<{
  algorithm: Algorithm;
  hints: readonly string[];
  type: string | undefined;
  payload: Uint8Array;
  message: Uint8Array;
  signature: Uint8Array;
}>;

/** https://www.iana.org/assignments/cose/cose.xhtml */
const ALGORITHMS: ReadonlyMap<unknown, Algorithm> = new Map([
  [-7, 'ES256'],
  [-8, 'EdDSA'],
  [-19, 'EdDSA'],
  [-9, 'ES256'],
  [-35, 'ES384'],
  [-47, 'ES256K'],
  [-37, 'PS256'],
  [-257, 'RS256'],
]);
const HEADER = { algorithm: 1, critical: 2, keyId: 4, type: 16 } as const;
const [TAG_SIGN1, TAG_HEAD, TAG_CWT] = [0xd2, 0xd8, 61];
/** `application/cwt` as a number (CoAP content format). */
const CWT_CONTENT = 61;

/** With or without the tags 61 (CWT) and 18 (COSE_Sign1). The algorithm counts only where it is signed itself. */
export function readForeignSign1(bytes: Uint8Array): Result<Sign1, Refused> {
  let start = 0;
  if (bytes[0] === TAG_HEAD && bytes[1] === TAG_CWT) start = 2;
  if (bytes[start] === TAG_SIGN1) start += 1;
  const body = decodeBounded(bytes.subarray(start));
  if (!body.ok) return err(refused('malformed', body.error === 'too-complex' ? 'too-complex' : 'not-cbor'));
  const parts = Array.isArray(body.value) && body.value.length === 4 ? (body.value as unknown[]) : [];
  const [header, open, payload, signature] = parts;
  if (!(header instanceof Uint8Array && open instanceof Map && payload instanceof Uint8Array))
    return err(refused('malformed', 'not-cbor'));
  // Without their tags, what has several signatures or recipients looks alike but for its last part.
  if (Array.isArray(signature)) return err(refused('unsupported', 'unknown-kind'));
  if (!(signature instanceof Uint8Array)) return err(refused('malformed', 'not-cbor'));
  if (signature.length === 0) return err(refused('bad-signature', 'signature-missing'));
  const fields = header.length === 0 ? ok(new Map<unknown, unknown>()) : decodeBounded(header);
  if (!fields.ok || !(fields.value instanceof Map)) return err(refused('malformed', 'not-cbor'));
  const signed: ReadonlyMap<unknown, unknown> = fields.value;
  const name = signed.get(HEADER.algorithm);
  const algorithm = ALGORITHMS.get(name);
  if (algorithm === undefined)
    return err(
      name === undefined
        ? refused('bad-signature', 'algorithm-not-allowed')
        : refused('unsupported', 'unsupported-algorithm'),
    );
  if (signed.has(HEADER.critical)) return err(refused('unsupported', 'unsupported-version'));
  return ok({
    algorithm,
    hints: hintsOf(signed.get(HEADER.keyId) ?? (open as ReadonlyMap<unknown, unknown>).get(HEADER.keyId)),
    type: typeOf(signed.get(HEADER.type)),
    payload,
    message: toBeSigned(header, '', payload),
    signature,
  });
}

/** Undefined where it says none, or that it is a CWT; empty for what has no name. */
function typeOf(type: unknown): string | undefined {
  if (type === undefined || type === CWT_CONTENT) return undefined;
  return typeof type === 'string' ? type.toLowerCase().replace(/^application\//, '') : '';
}

/** Bytes, which some makers fill with text. */
function hintsOf(kid: unknown): string[] {
  if (!(kid instanceof Uint8Array) || kid.length === 0) return [];
  try {
    return [toHex(kid), utf8Text(kid)];
  } catch {
    return [toHex(kid)];
  }
}
