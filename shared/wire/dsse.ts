import { err, ok, type Result } from '../result.ts';
import { fromBase64, joinBytes, toBase64, utf8Bytes } from './bytes.ts';
import { parseStrictJson } from './canonical.ts';
import { Envelope } from './documents.ts';
import { keyId, type Signer, type Verify } from './ed25519.ts';

export type EnvelopeFailure = 'too-large' | 'malformed' | 'wrong-type' | 'unknown-key' | 'forged';

/**
 * What a DSSE signature covers (https://github.com/secure-systems-lab/dsse, protocol.md, "PAE"): the payload and its type,
 * each with its length in front, so that no signature can pass for one of another kind.
 */
export function preAuthenticationEncoding(payloadType: string, payload: Uint8Array): Uint8Array {
  const type = utf8Bytes(payloadType);
  return joinBytes(utf8Bytes(`DSSEv1 ${type.length} `), type, utf8Bytes(` ${payload.length} `), payload);
}

/** Signs a payload. The envelope is ready for `JSON.stringify`. */
export function sealEnvelope(payloadType: string, payload: Uint8Array, signer: Signer): Envelope {
  const signature = signer.sign(preAuthenticationEncoding(payloadType, payload));
  return {
    payloadType,
    payload: toBase64(payload),
    signatures: [{ keyid: keyId(signer.publicKey), sig: toBase64(signature) }],
  };
}

/**
 * Reads an envelope of exactly one signature and gives the payload's bytes once the signature holds. `findKey` gives the
 * public key for a key id, or undefined for one that is not trusted.
 */
export function openEnvelope(
  bytes: Uint8Array,
  options: Readonly<{
    payloadType: string;
    maximumBytes: number;
    findKey: (keyId: string) => Uint8Array | undefined;
    verify: Verify;
  }>,
): Result<Readonly<{ payload: Uint8Array; keyId: string }>, EnvelopeFailure> {
  const json = parseStrictJson(bytes, options.maximumBytes);
  if (!json.ok) return err(json.error === 'too-large' ? 'too-large' : 'malformed');
  const parsed = Envelope.safeParse(json.value);
  const signature = parsed.data?.signatures[0];
  if (!parsed.success || signature === undefined) return err('malformed');
  if (parsed.data.payloadType !== options.payloadType) return err('wrong-type');
  const payload = decode(parsed.data.payload);
  const signed = decode(signature.sig);
  if (payload === undefined || signed === undefined) return err('malformed');
  const key = options.findKey(signature.keyid);
  if (key === undefined) return err('unknown-key');
  const message = preAuthenticationEncoding(options.payloadType, payload);
  return options.verify(signed, message, key) ? ok({ payload, keyId: signature.keyid }) : err('forged');
}

function decode(text: string): Uint8Array | undefined {
  try {
    return fromBase64(text);
  } catch {
    return undefined;
  }
}
