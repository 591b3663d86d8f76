import { err, ok, type Result } from '../result.ts';
import { ByteReader, ByteWriter } from './byte-stream.ts';
import { equalBytes, fromBase64Url, joinBytes, toBase64Url } from './bytes.ts';
import { canonicalBytes, parseCanonical } from './canonical.ts';
import { leafHash } from './leaf.ts';
import { isFields, readBodies, TooLarge, writeBodies, type Fields } from './packed-bodies.ts';
import { readColumn, writeColumn } from './packed-columns.ts';
import { UPLOAD_LIMITS } from './upload.ts';

/**
 * A run of entries of one log for thin links. What a reader can work out is left out (`prev` but the first, numbers, repeated
 * texts) and becomes the template, which the caller compresses. Signatures and pseudonyms, which nothing compresses, follow as raw
 * bytes, entry by entry: whoever has the template and the first rows has the first entries, so that of a body that was cut off
 * nothing is lost but the entry in which it broke. An entry costs its 64 bytes of signature, ten for every pseudonym, and some
 * four more.
 */
export type SignedEntry = Readonly<{ bytes: Uint8Array; signature: Uint8Array }>;
export type Packed = Readonly<{ template: Uint8Array; raw: Uint8Array }>;
/** Media type of a body made of `framePacked`. */
export const PACKED_TYPE = 'application/vnd.tallypoint.packed.v1';

const VERSION = 1;
const SIGNATURE_BYTES = 64;
const LEAF_BYTES = 32;
/** Fields of every entry that have their own columns; `prev` follows from the entry before. */
const WORDS = ['log', 'boot', 'tq', 'cyc', 'pkg', 'op'] as const;
const HEADER: ReadonlySet<string> = new Set(['v', 'seq', 'prev', 'at', 'mono', ...WORDS]);

/**
 * Packs entries that follow one another, and the checkpoint after them if any. Undefined where the packing would not give back
 * the very same bytes: such a run has to travel as lines.
 */
export function packEntries(entries: readonly SignedEntry[], checkpoint = ''): Packed | undefined {
  if (entries.length === 0 || entries.length > UPLOAD_LIMITS.batchEntries) return undefined;
  try {
    const packed = write(entries, checkpoint);
    const back = packed && unpackEntries(packed);
    const same =
      back?.ok === true &&
      back.value.checkpoint === checkpoint &&
      back.value.entries.length === entries.length &&
      back.value.entries.every(
        (entry, row) =>
          equalBytes(entry.bytes, entries[row]!.bytes) && equalBytes(entry.signature, entries[row]!.signature),
      );
    return same ? packed : undefined;
  } catch {
    return undefined;
  }
}

export type Unpacked = Readonly<{ entries: SignedEntry[]; checkpoint: string }>;

/**
 * Gives back the entries' exact bytes. What they say, and whether the signatures hold, is for the caller to check. `begun`: the raw
 * part may end early; then the entries that are there whole are given back, and no checkpoint unless they are all.
 */
export function unpackEntries(
  packed: Packed,
  extent: 'whole' | 'begun' = 'whole',
): Result<Unpacked, 'malformed' | 'too-large'> {
  try {
    const { rows, ...found } = read(new ByteReader(packed.template), packed.raw);
    const isWhole = found.entries.length === rows;
    if (isWhole) return ok(found);
    return extent === 'begun' ? ok({ ...found, checkpoint: '' }) : err('malformed');
  } catch (thrown) {
    return err(thrown instanceof TooLarge ? 'too-large' : 'malformed');
  }
}

/** Both parts as one body: length of the compressed template (4 bytes, big endian), template, raw part. */
export function framePacked(compressedTemplate: Uint8Array, raw: Uint8Array): Uint8Array {
  const frame = new Uint8Array(4 + compressedTemplate.length + raw.length);
  new DataView(frame.buffer).setUint32(0, compressedTemplate.length);
  frame.set(compressedTemplate, 4);
  frame.set(raw, 4 + compressedTemplate.length);
  return frame;
}

/** The template still compressed: whoever expands it bounds that by `UPLOAD_LIMITS.batchBytes`. */
export function unframePacked(frame: Uint8Array): Result<Packed, 'malformed'> {
  if (frame.length < 4) return err('malformed');
  const length = new DataView(frame.buffer, frame.byteOffset).getUint32(0);
  if (length > frame.length - 4) return err('malformed');
  return ok({ template: frame.subarray(4, 4 + length), raw: frame.subarray(4 + length) });
}

function write(entries: readonly SignedEntry[], checkpoint: string): Packed | undefined {
  const template = new ByteWriter();
  const parsed: Fields[] = [];
  const raw: ByteWriter[] = [];
  for (const { bytes, signature } of entries) {
    const entry = parseCanonical(bytes, UPLOAD_LIMITS.entryBytes);
    if (!entry.ok || !isFields(entry.value) || signature.length !== SIGNATURE_BYTES) return undefined;
    parsed.push(entry.value);
    const row = new ByteWriter();
    row.bytes(signature);
    raw.push(row);
  }
  const times = parsed.map((entry) => Date.parse(text(entry['at'])));
  for (const word of WORDS)
    writeColumn(
      parsed.map((entry) => text(entry[word])),
      [],
      template,
      raw,
    );
  writeColumn(times, [], template, raw);
  // The machine's own time runs along with the wall clock.
  const drifts = parsed.map((entry, row) => Number(entry['mono']) - (times[row] ?? 0));
  writeColumn(drifts, [], template, raw);
  const bodies = parsed.map((entry) => Object.fromEntries(Object.entries(entry).filter(([key]) => !HEADER.has(key))));
  writeBodies(bodies, template, raw);
  const first = parsed[0] as Fields;
  const rows = raw.map((row) => row.joined());
  const head = new ByteWriter();
  head.numbers(VERSION, entries.length, Number(first['seq']));
  head.text(checkpoint);
  for (const { length } of rows) head.numbers(length);
  return {
    template: joinBytes(head.joined(), template.joined()),
    raw: joinBytes(fromBase64Url(text(first['prev'])), ...rows),
  };
}

function read(template: ByteReader, raw: Uint8Array): Unpacked & { rows: number } {
  if (template.number() !== VERSION) throw new RangeError('Another version');
  const rows = template.count(UPLOAD_LIMITS.batchEntries);
  const first = template.number();
  const checkpoint = template.text();
  const lengths = Array.from({ length: rows }, () => template.count(UPLOAD_LIMITS.entryBytes));
  let end = LEAF_BYTES;
  const readers = lengths.map((length) => {
    end += length;
    return end <= raw.length ? new ByteReader(raw.subarray(end - length, end)) : undefined;
  });
  if (raw.length < LEAF_BYTES || raw.length > end) throw new RangeError('Something is missing or follows');
  const signatures = readers.map((row) => row?.bytes(SIGNATURE_BYTES));
  const words = WORDS.map((name) => [name, readColumn(readers, [], template)] as const);
  const times = readColumn(readers, [], template);
  const drifts = readColumn(readers, [], template);
  const bodies = readBodies(readers, template);
  if (!template.isAtEnd || readers.some((row) => row?.isAtEnd === false)) throw new RangeError('Something follows');
  let previous: Uint8Array = raw.slice(0, LEAF_BYTES);
  let total = 0;
  const entries: SignedEntry[] = [];
  for (const [row, signature] of signatures.entries()) {
    if (signature === undefined) break;
    const at = Number(times[row]);
    const bytes = canonicalBytes({
      ...bodies[row],
      v: 1,
      seq: first + row,
      prev: toBase64Url(previous),
      at: new Date(at).toISOString(),
      mono: at + Number(drifts[row]),
      ...Object.fromEntries(words.map(([name, values]) => [name, values[row]])),
    });
    total += bytes.length;
    if (bytes.length > UPLOAD_LIMITS.entryBytes || total > UPLOAD_LIMITS.batchBytes) throw new TooLarge();
    previous = leafHash(bytes);
    entries.push({ bytes, signature });
  }
  return { entries, checkpoint, rows };
}

function text(value: unknown): string {
  if (typeof value !== 'string') throw new RangeError('Not a text');
  return value;
}
