import { err, ok, type Result } from '../result.ts';
import { fromBase32, toBase32 } from './base32.ts';
import { toBase64Url } from './bytes.ts';
import { withCheck, withoutCheck } from './check-characters.ts';
import { decodeCbor, encodeCbor } from './cose.ts';

/**
 * The receipt's code: `TR1`, base32 of a CBOR list, a dot, four check characters. With the log at hand it proves that this very
 * entry is the one on paper; the signature is checked over the entry that the leaf names.
 */
export type ReceiptCode = Readonly<{
  site: string;
  desk: string;
  epoch: number;
  seq: number;
  /** UTC ms, whole seconds are kept. */
  atMs: number;
  leaf: Uint8Array;
  signature: Uint8Array;
}>;

const KIND = 'TR1';
const MAXIMUM_BYTES = 300;

export function receiptCode(receipt: ReceiptCode): string {
  const { site, desk, epoch, seq, leaf, signature } = receipt;
  return withCheck(
    KIND + toBase32(encodeCbor([site, desk, epoch, seq, Math.floor(receipt.atMs / 1000), leaf, signature])),
  );
}

export function readReceiptCode(scanned: string): Result<ReceiptCode, 'not-a-receipt' | 'unreadable' | 'malformed'> {
  if (!scanned.startsWith(KIND)) return err('not-a-receipt');
  const text = scanned.length > MAXIMUM_BYTES * 2 ? undefined : withoutCheck(scanned);
  if (text === undefined) return err('unreadable');
  const bytes = fromBase32(text.slice(KIND.length), MAXIMUM_BYTES);
  const list = bytes.ok ? decodeCbor(bytes.value, MAXIMUM_BYTES) : bytes;
  if (!list.ok || !Array.isArray(list.value) || list.value.length !== 7) return err('malformed');
  const [site, desk, epoch, seq, at, leaf, signature] = list.value as unknown[];
  if (typeof site !== 'string' || typeof desk !== 'string') return err('malformed');
  if (!isCount(epoch) || !isCount(seq) || !isCount(at)) return err('malformed');
  if (!(leaf instanceof Uint8Array) || leaf.length !== 32) return err('malformed');
  if (!(signature instanceof Uint8Array) || signature.length !== 64) return err('malformed');
  return ok({ site, desk, epoch, seq, atMs: at * 1000, leaf, signature });
}

/**
 * Four characters of an entry's signature (base64url, positions 1, 11, 21, 31), printed large beside the receipt number: they
 * can be compared by eye where the code is torn. The rule is Portugal's (Portaria 363/2010, article 6).
 */
export function signatureCharacters(signature: Uint8Array): string {
  const text = toBase64Url(signature);
  return [0, 10, 20, 30].map((position) => text[position] ?? '').join('');
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
