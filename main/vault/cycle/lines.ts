import { isUtf8 } from 'node:buffer';
import type { z } from 'zod';
import { PACKAGE_BOUNDS } from '../../../shared/wire/package/layout.ts';
import type { Row } from '../roll/roll-writer.ts';
import { Refusal } from './refusal.ts';

const NEWLINE = 10;

/**
 * Reads an NDJSON part into batches of checked records, one batch a chunk. A line must be spelt exactly as `JSON.stringify`
 * would: one comparison that refuses duplicate keys, spaces, and numbers that are not what they seem. Throws a Refusal that
 * names part and line.
 */
export async function* readRows<T>(
  chunks: AsyncIterable<Uint8Array>,
  part: string,
  schema: z.ZodType<T>,
): AsyncGenerator<Row<T>[]> {
  let rest: Buffer = Buffer.alloc(0);
  let number = 0;
  for await (const chunk of chunks) {
    const bytes = rest.length === 0 ? asBuffer(chunk) : Buffer.concat([rest, chunk]);
    const rows: Row<T>[] = [];
    let start = 0;
    for (let end = bytes.indexOf(NEWLINE); end !== -1; end = bytes.indexOf(NEWLINE, start)) {
      number += 1;
      const place = `${part} line ${number}`;
      if (end - start > PACKAGE_BOUNDS.lineBytes) throw new Refusal('too-large', place);
      rows.push(readRow(bytes.subarray(start, end), schema, place));
      start = end + 1;
    }
    // Copied, for the chunk's memory is the stream's.
    rest = Buffer.from(bytes.subarray(start));
    if (rest.length > PACKAGE_BOUNDS.lineBytes) throw new Refusal('too-large', `${part} line ${number + 1}`);
    if (rows.length > 0) yield rows;
  }
  if (rest.length > 0) throw new Refusal('bad-content', `${part} ends within a line`);
}

/** Reads a part that is one JSON document. */
export function readDocument<T>(bytes: Uint8Array, part: string, schema: z.ZodType<T>): T {
  return readRow(asBuffer(bytes), schema, part).value;
}

function readRow<T>(bytes: Buffer, schema: z.ZodType<T>, place: string): Row<T> {
  if (!isUtf8(bytes)) throw new Refusal('bad-content', place);
  const line = bytes.toString('utf8');
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new Refusal('bad-content', place);
  }
  if (JSON.stringify(value) !== line) throw new Refusal('bad-content', `${place} is not spelt plainly`);
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new Refusal('bad-content', place);
  return { value: parsed.data, line };
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
