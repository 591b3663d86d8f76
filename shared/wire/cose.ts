import { decode, encode } from 'cborg';
import { err, ok, type Result } from '../result.ts';
import { equalBytes, fromHex, joinBytes, toHex, utf8Bytes } from './bytes.ts';
import { keyId, type Signer, type Verify } from './ed25519.ts';

/**
 * COSE_Sign1 (RFC 9052, section 4.2) with EdDSA: algorithm and key id protected, payload attached, tag 18 in front. The
 * external data binds the signature to the kind of code it is in.
 */
export type Signed = Readonly<{
  keyId: string;
  payload: Uint8Array;
  protectedHeader: Uint8Array;
  signature: Uint8Array;
}>;
export type CborMap = ReadonlyMap<unknown, unknown>;

const TAG = 0xd2;
const HEADER_ALGORITHM = 1;
const HEADER_KEY_ID = 4;
const EDDSA = -8;

export function encodeCbor(value: unknown): Uint8Array {
  return encode(value);
}

/** Strict CBOR (RFC 8949): shortest forms, definite lengths, sorted keys without duplicates, no tags, nothing left over. */
export function decodeCbor(bytes: Uint8Array, maximumBytes: number): Result<unknown, 'too-large' | 'malformed'> {
  if (bytes.length > maximumBytes) return err('too-large');
  try {
    const value: unknown = decode(bytes, {
      strict: true,
      useMaps: true,
      rejectDuplicateMapKeys: true,
      allowIndefinite: false,
      allowUndefined: false,
      allowInfinity: false,
      allowNaN: false,
      allowBigInt: false,
    });
    // The reader accepts keys in any order; only one spelling of a value is ours.
    return equalBytes(encode(value), bytes) ? ok(value) : err('malformed');
  } catch {
    return err('malformed');
  }
}

export function sign1(payload: Uint8Array, externalData: string, signer: Signer): Uint8Array {
  const header = encode(
    new Map<number, unknown>([
      [HEADER_ALGORITHM, EDDSA],
      [HEADER_KEY_ID, fromHex(keyId(signer.publicKey))],
    ]),
  );
  const signature = signer.sign(toBeSigned(header, externalData, payload));
  return joinBytes(Uint8Array.of(TAG), encode([header, new Map(), payload, signature]));
}

export function readSign1(bytes: Uint8Array, maximumBytes: number): Result<Signed, 'too-large' | 'malformed'> {
  if (bytes[0] !== TAG) return err('malformed');
  const body = decodeCbor(bytes.subarray(1), maximumBytes);
  if (!body.ok) return body;
  const parts: unknown = body.value;
  if (!Array.isArray(parts) || parts.length !== 4) return err('malformed');
  const [header, open, payload, signature] = parts as unknown[];
  if (!(header instanceof Uint8Array && payload instanceof Uint8Array && signature instanceof Uint8Array))
    return err('malformed');
  if (!(open instanceof Map) || open.size !== 0 || signature.length !== 64) return err('malformed');
  const fields = decodeCbor(header, maximumBytes);
  if (!fields.ok || !(fields.value instanceof Map) || fields.value.size !== 2) return err('malformed');
  const kid: unknown = fields.value.get(HEADER_KEY_ID);
  if (fields.value.get(HEADER_ALGORITHM) !== EDDSA || !(kid instanceof Uint8Array) || kid.length !== 8)
    return err('malformed');
  return ok({ keyId: toHex(kid), payload, protectedHeader: header, signature });
}

export function verifySign1(signed: Signed, externalData: string, publicKey: Uint8Array, verify: Verify): boolean {
  return verify(signed.signature, toBeSigned(signed.protectedHeader, externalData, signed.payload), publicKey);
}

/** The bytes under a COSE_Sign1 signature (RFC 9052, section 4.4). */
export function toBeSigned(header: Uint8Array, externalData: string, payload: Uint8Array): Uint8Array {
  return encode(['Signature1', header, utf8Bytes(externalData), payload]);
}
