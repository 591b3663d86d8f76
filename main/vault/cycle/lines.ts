import { isUtf8 } from 'node:buffer';
import type { z } from 'zod';
import { PACKAGE_BOUNDS } from '../../../shared/wire/package/layout.ts';
import type { Row } from '../roll/roll-writer.ts';
import { blob } from '../store/blob.ts';
import { Refusal } from './refusal.ts';

const NEWLINE = 10;
/** Longer pieces of text are large objects to V8, each with pages of its own: a hundred times as slow to make. */
const PIECE_BYTES = 64 * 1024;

/**
 * What a line is read by: the schema judges; `plain` may read quicker, from the line's bytes as Latin-1, what the schema would
 * let pass unchanged.
 */
export type RowReader<T> = Readonly<{ schema: z.ZodType<T>; plain?: (line: string) => T | undefined }>;

/**
 * Reads an NDJSON part into batches of checked records, each of some milliseconds. A line must be spelt exactly as `JSON.stringify`
 * would: one comparison that refuses duplicate keys, spaces, and numbers that are not what they seem. Throws a Refusal that
 * names part and line.
 */
export async function* readRows<T>(
  chunks: AsyncIterable<Uint8Array>,
  part: string,
  reader: RowReader<T>,
): AsyncGenerator<Row<T>[]> {
  let rest: Buffer = Buffer.alloc(0);
  let number = 0;
  const readAll = (bytes: Buffer): Row<T>[] => {
    const rows = readWhole(bytes, part, number, reader);
    number += rows.length;
    return rows;
  };
  for await (const chunk of chunks) {
    let bytes = asBuffer(chunk);
    if (rest.length > 0) {
      // Only the line that was cut is put together.
      const cut = bytes.indexOf(NEWLINE) + 1;
      const whole = Buffer.concat([rest, cut === 0 ? bytes : bytes.subarray(0, cut)]);
      if (cut > 0) yield readAll(whole);
      bytes = cut > 0 ? bytes.subarray(cut) : whole;
    }
    const end = bytes.lastIndexOf(NEWLINE) + 1;
    for (let start = 0; start < end;) {
      const until = bytes.lastIndexOf(NEWLINE, Math.min(end, start + PIECE_BYTES) - 1) + 1;
      // At least one line, however long.
      const next = until > start ? until : bytes.indexOf(NEWLINE, start) + 1;
      yield readAll(bytes.subarray(start, next));
      start = next;
    }
    // Copied, for the chunk's memory is the stream's.
    rest = Buffer.from(bytes.subarray(end));
    if (rest.length > PACKAGE_BOUNDS.lineBytes) throw new Refusal('too-large', `${part} line ${number + 1}`);
  }
  if (rest.length > 0) throw new Refusal('bad-content', `${part} ends within a line`);
}

/** Reads a part that is one JSON document. */
export function readDocument<T>(bytes: Uint8Array, part: string, schema: z.ZodType<T>): T {
  const buffer = asBuffer(bytes);
  if (!isUtf8(buffer)) throw new Refusal('bad-content', part);
  return readText(buffer.toString('utf8'), part, schema);
}

/** Reads lines that each end with a newline. `before` counts those that came earlier. Cut up at once, which is far quicker. */
function readWhole<T>(bytes: Buffer, part: string, before: number, { schema, plain }: RowReader<T>): Row<T>[] {
  if (!isUtf8(bytes)) throw new Refusal('bad-content', `${part} after line ${before} is not UTF-8`);
  // A character a byte, so that places in the text are places in the bytes.
  const lines = bytes.toString('latin1').split('\n');
  lines.pop();
  let start = 0;
  return lines.map((line, index) => {
    const place = (): string => `${part} line ${before + index + 1}`;
    if (line.length > PACKAGE_BOUNDS.lineBytes) throw new Refusal('too-large', place());
    const own = bytes.subarray(start, start + line.length);
    start += line.length + 1;
    return { value: plain?.(line) ?? readText(own.toString('utf8'), place(), schema), bytes: blob(own) };
  });
}

function readText<T>(text: string, place: string, schema: z.ZodType<T>): T {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Refusal('bad-content', place);
  }
  if (JSON.stringify(value) !== text) throw new Refusal('bad-content', `${place} is not spelt plainly`);
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new Refusal('bad-content', place);
  return parsed.data;
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
