import { isUtf8 } from 'node:buffer';
import type { z } from 'zod';
import { PACKAGE_BOUNDS } from '../../../shared/wire/package/layout.ts';
import type { Row } from '../roll/roll-writer.ts';
import { Refusal } from './refusal.ts';

const NEWLINE = 10;
/** A UTF-16 unit takes at most this many bytes of UTF-8. */
const MOST_BYTES_PER_UNIT = 3;

/** What a line is read by: the schema judges; `plain` may read quicker what the schema would let pass unchanged. */
export type RowReader<T> = Readonly<{ schema: z.ZodType<T>; plain?: (line: string) => T | undefined }>;

/**
 * Reads an NDJSON part into batches of checked records, one batch a chunk. A line must be spelt exactly as `JSON.stringify`
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
  for await (const chunk of chunks) {
    const bytes = rest.length === 0 ? asBuffer(chunk) : Buffer.concat([rest, chunk]);
    const end = bytes.lastIndexOf(NEWLINE) + 1;
    if (end > 0) {
      const rows = readWhole(bytes.subarray(0, end), part, number, reader);
      number += rows.length;
      yield rows;
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
  return readLine(buffer.toString('utf8'), part, { schema }).value;
}

/** Reads lines that each end with a newline. `before` counts those that came earlier. Decoded at once, which is far quicker. */
function readWhole<T>(bytes: Buffer, part: string, before: number, reader: RowReader<T>): Row<T>[] {
  if (!isUtf8(bytes)) throw new Refusal('bad-content', `${part} after line ${before} is not UTF-8`);
  const lines = bytes.toString('utf8').split('\n');
  lines.pop();
  return lines.map((line, index) => {
    const place = (): string => `${part} line ${before + index + 1}`;
    const mayBeLong = line.length * MOST_BYTES_PER_UNIT > PACKAGE_BOUNDS.lineBytes;
    if (mayBeLong && Buffer.byteLength(line) > PACKAGE_BOUNDS.lineBytes) throw new Refusal('too-large', place());
    const plain = reader.plain?.(line);
    return plain === undefined ? readLine(line, place(), reader) : { value: plain, line };
  });
}

function readLine<T>(line: string, place: string, { schema }: RowReader<T>): Row<T> {
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
