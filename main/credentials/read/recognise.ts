import type { CredentialReason, CredentialVerdict } from '../../../shared/domain/credential-verdict.ts';
import { toHex, utf8Bytes, utf8Text } from '../../../shared/wire/bytes.ts';
import { OPENG2P_CODE } from '../../../shared/wire/voucher-code.ts';
import { LIMITS, type Claims } from '../types.ts';
import { isBase45 } from './base45.ts';
import { decodeBounded } from './bounded-cbor.ts';
import { isObject, parseBounded } from './bounded-json.ts';
import { plainClaims } from './plain-claims.ts';
import { beginsCompressed, unpackPixelPass } from './pixelpass.ts';

/** What can be opened with a key. */
export type Openable =
  | Readonly<{ kind: 'gv1' | 'jwt' | 'sd-jwt'; text: string }>
  | Readonly<{ kind: 'json-ld'; document: Claims }>
  | Readonly<{ kind: 'claim-169'; bytes: Uint8Array }>;
/** A scanned text by its outside: what it is to be read as, or why it is not read. */
export type Recognised = Openable | Readonly<{ kind: 'openg2p-code'; text: string }> | Unread;
export type Unread = Readonly<{
  kind: 'link' | 'unknown';
  verdict: Extract<CredentialVerdict, 'unsupported' | 'malformed'>;
  reason: CredentialReason;
}>;

const LINK = /^(?:[a-z][a-z0-9+._-]{1,30}:\/\/|www\.|(?:openid[\w-]*|mdoc|mailto|tel|sms|data|javascript):)/i;
const JWT = /^[\w-]+={0,2}\.[\w-]*={0,2}\.[\w-]*$/;
const JWE_PARTS = 5;
/** ISO/IEC 18013-5: what a mobile document has that nothing else has. */
const MDOC_KEYS = ['issuerAuth', 'nameSpaces', 'docType', 'documents', 'issuerSigned'];

/** Sorts a text by its outside. No key, clock or trust is needed for it, and no link in it is ever followed. */
export function recognise(raw: string): Recognised {
  if (raw.length > LIMITS.textCharacters) return unread('malformed', 'too-long');
  const text = raw.trim();
  if (text === '') return unread('malformed', 'empty');
  if (LINK.test(text)) return { kind: 'link', verdict: 'unsupported', reason: 'link' };
  if (text.startsWith('GV1')) return { kind: 'gv1', text };
  if (OPENG2P_CODE.test(text)) return { kind: 'openg2p-code', text };
  if (text.startsWith('{') || text.startsWith('[')) return fromJson(wellFormedBytes(text));
  const token = fromToken(text);
  if (token !== undefined) return token;
  // Hex in capitals is base45 to look at.
  if (!isBase45(text)) return fromEncodedBytes(text);
  // The European Union's health certificates have a name in front.
  const packed = fromPixelPass(text.replace(/^HC1:/, ''));
  return packed.kind === 'unknown' && /^(?:[\dA-F]{2})+$/.test(text) ? fromEncodedBytes(text) : packed;
}

function unread(verdict: Unread['verdict'], reason: CredentialReason): Unread {
  return { kind: 'unknown', verdict, reason };
}

function fromToken(text: string): Recognised | undefined {
  if (!text.startsWith('ey')) return undefined;
  if (text.split('.', JWE_PARTS + 1).length === JWE_PARTS && /^[\w.-]+$/.test(text))
    return unread('unsupported', 'encrypted');
  if (text.includes('~')) return { kind: 'sd-jwt', text };
  return JWT.test(text) ? { kind: 'jwt', text } : undefined;
}

function fromPixelPass(text: string): Recognised {
  const bytes = unpackPixelPass(text);
  if (bytes.ok) return fromBytes(bytes.value);
  if (bytes.error === 'too-complex') return unread('malformed', 'too-complex');
  return unread('malformed', beginsCompressed(text) ? 'damaged-text' : 'unknown-kind');
}

/** Bytes as base64url, base64 or hex: how files and other readers show what is no text. */
function fromEncodedBytes(text: string): Recognised {
  const unknown = unread('unsupported', 'unknown-kind');
  if (!/^[\w+/-]{16,}={0,2}$/.test(text)) return unknown;
  const isHex = /^(?:[\da-f]{2})+$/i.test(text);
  const read = fromBytes(new Uint8Array(Buffer.from(text, isHex ? 'hex' : 'base64url')));
  return read.kind === 'unknown' && read.reason !== 'iso-mdoc' && read.reason !== 'encrypted' ? unknown : read;
}

const [CWT, SIGN1, LIST_OF_FOUR] = ['d83d', 'd2', '84'];
/** The other messages of RFC 9052 by their tags: encrypted ones (16, 96), with several signatures (98), with a MAC (17, 97). */
const [ENCRYPTED, OTHER_COSE] = [/^(?:d0|d860)/, /^(?:d862|d1|d861)/];

function fromBytes(bytes: Uint8Array): Recognised {
  const head = toHex(bytes.subarray(0, 4));
  const inside = head.startsWith(CWT) ? head.slice(CWT.length) : head;
  if (ENCRYPTED.test(inside)) return unread('unsupported', 'encrypted');
  if (OTHER_COSE.test(inside)) return unread('unsupported', 'unknown-kind');
  if (head !== inside || head.startsWith(SIGN1) || head.startsWith(LIST_OF_FOUR)) return { kind: 'claim-169', bytes };
  // Text inside: a token, or JSON as it is.
  const plain = utf8(bytes);
  if (plain !== undefined && (plain.startsWith('{') || plain.startsWith('['))) return fromJson(bytes);
  const inner = plain === undefined ? undefined : fromToken(plain);
  if (inner !== undefined) return inner;
  const value = decodeBounded(bytes);
  if (!value.ok) return unread('malformed', value.error === 'too-complex' ? 'too-complex' : 'not-cbor');
  if (typeof value.value === 'string') {
    const text = value.value.trim();
    return text.startsWith('{')
      ? fromJson(wellFormedBytes(text))
      : (fromToken(text) ?? unread('unsupported', 'unknown-kind'));
  }
  if (!(value.value instanceof Map)) return unread('unsupported', 'unknown-kind');
  if (MDOC_KEYS.some((key) => (value.value as ReadonlyMap<unknown, unknown>).has(key)))
    return unread('unsupported', 'iso-mdoc');
  return fromDocument(plainClaims(value.value));
}

function fromJson(bytes: Uint8Array): Recognised {
  const value = parseBounded(bytes);
  if (!value.ok) return unread('malformed', value.error === 'too-complex' ? 'too-complex' : 'not-json');
  return fromDocument(value.value);
}

function fromDocument(value: unknown): Recognised {
  if (!isObject(value)) return unread('unsupported', 'unknown-kind');
  if (value['@context'] !== undefined) return { kind: 'json-ld', document: value };
  return unread('unsupported', 'unknown-kind');
}

function wellFormedBytes(text: string): Uint8Array {
  return utf8Bytes(text.toWellFormed());
}

function utf8(bytes: Uint8Array): string | undefined {
  try {
    return utf8Text(bytes).trim();
  } catch {
    return undefined;
  }
}
