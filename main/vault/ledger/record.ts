import { SEAL_BYTES, seal, unseal, type Random } from '../crypto/aead.ts';

/**
 * One entry as the journal keeps it, so that the database can be mended from the journal alone.
 *
 * On disk: length of the sealed part (u32), seq (u64), sealed part, the length again. Numbers are big-endian. The first
 * twelve bytes are authenticated with the sealed part; the length at the end lets a reader walk in from the end of the file.
 */
export type JournalRecord = Readonly<{
  seq: number;
  /** 64 bytes. */
  signature: Uint8Array;
  /** Canonical bytes of the entry. */
  bytes: Uint8Array;
  /** JSON of the entry's local data, or an empty text. */
  aux: string;
}>;

export type Placed = Readonly<{ record: JournalRecord; start: number; end: number }>;

const HEAD_BYTES = 12;
const TAIL_BYTES = 4;
const SIGNATURE_BYTES = 64;
const LENGTH_BYTES = 4;

/** An entry and its local data are refused above these sizes: both are read whole into memory. */
export const MAXIMUM_ENTRY_BYTES = 65_536;
export const MAXIMUM_AUX_BYTES = 131_072;
const MAXIMUM_SEALED_BYTES = SEAL_BYTES + SIGNATURE_BYTES + LENGTH_BYTES + MAXIMUM_ENTRY_BYTES + MAXIMUM_AUX_BYTES;
const MINIMUM_SEALED_BYTES = SEAL_BYTES + SIGNATURE_BYTES + LENGTH_BYTES;

export function encodeRecord(record: JournalRecord, key: Uint8Array, random: Random): Uint8Array {
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32BE(record.bytes.length);
  const plain = Buffer.concat([record.signature, length, record.bytes, Buffer.from(record.aux, 'utf8')]);
  const head = Buffer.alloc(HEAD_BYTES);
  head.writeUInt32BE(plain.length + SEAL_BYTES);
  head.writeBigUInt64BE(BigInt(record.seq), LENGTH_BYTES);
  return Buffer.concat([head, seal(key, plain, head, random), head.subarray(0, TAIL_BYTES)]);
}

/** The record that starts at `start`, or undefined where none does. */
export function recordAt(file: Buffer, start: number, key: Uint8Array): Placed | undefined {
  if (start < 0 || start + HEAD_BYTES + TAIL_BYTES > file.length) return undefined;
  const length = file.readUInt32BE(start);
  if (length < MINIMUM_SEALED_BYTES || length > MAXIMUM_SEALED_BYTES) return undefined;
  const end = start + HEAD_BYTES + length + TAIL_BYTES;
  if (end > file.length || file.readUInt32BE(end - TAIL_BYTES) !== length) return undefined;
  const head = file.subarray(start, start + HEAD_BYTES);
  const plain = unseal(key, file.subarray(start + HEAD_BYTES, end - TAIL_BYTES), head);
  if (plain === undefined) return undefined;
  const record = decodePlain(Buffer.from(plain), Number(head.readBigUInt64BE(LENGTH_BYTES)));
  return record === undefined ? undefined : { record, start, end };
}

/** The record that ends at `end`, or undefined where none does. */
export function recordBefore(file: Buffer, end: number, key: Uint8Array): Placed | undefined {
  if (end < HEAD_BYTES + TAIL_BYTES || end > file.length) return undefined;
  const placed = recordAt(file, end - TAIL_BYTES - file.readUInt32BE(end - TAIL_BYTES) - HEAD_BYTES, key);
  return placed?.end === end ? placed : undefined;
}

function decodePlain(plain: Buffer, seq: number): JournalRecord | undefined {
  const start = SIGNATURE_BYTES + LENGTH_BYTES;
  const end = start + plain.readUInt32BE(SIGNATURE_BYTES);
  if (end > plain.length || !Number.isSafeInteger(seq)) return undefined;
  return {
    seq,
    signature: new Uint8Array(plain.subarray(0, SIGNATURE_BYTES)),
    bytes: new Uint8Array(plain.subarray(start, end)),
    aux: plain.subarray(end).toString('utf8'),
  };
}
