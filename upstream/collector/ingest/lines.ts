import { err, ok, type Result } from '../../../shared/result.ts';
import { parseStrictJson } from '../../../shared/wire/canonical.ts';
import { CheckpointLine, EntryLine, UPLOAD_LIMITS } from '../../../shared/wire/upload.ts';
import { arrivedLine, type Arrived } from './arrived.ts';

/** Entries in order, and the signed checkpoint of the log after them. */
export type Batch = Readonly<{ entries: readonly Arrived[]; checkpoint?: string }>;
export type BatchFailure = 'malformed' | 'too-large';

const NEWLINE = 0x0a;
/** An entry in base64url and a note are the largest there is. */
export const MAXIMUM_LINE_BYTES = UPLOAD_LIMITS.entryBytes * 2;

/** Reads a PUT's lines: entries, then at most one checkpoint. The last newline may be missing. */
export function readLines(body: Uint8Array): Result<Batch, BatchFailure> {
  const entries: Arrived[] = [];
  let checkpoint: string | undefined;
  for (let start = 0; start < body.length;) {
    const found = body.indexOf(NEWLINE, start);
    const end = found < 0 ? body.length : found;
    if (checkpoint !== undefined) return err('malformed');
    const line = readLine(body.subarray(start, end));
    if (!line.ok) return line;
    if (typeof line.value === 'string') checkpoint = line.value;
    else if (entries.push(line.value) > UPLOAD_LIMITS.batchEntries) return err('too-large');
    start = end + 1;
  }
  return ok({ entries, ...(checkpoint === undefined ? {} : { checkpoint }) });
}

/** One line: an entry, or the text of a checkpoint's note. */
export function readLine(bytes: Uint8Array): Result<Arrived | string, BatchFailure> {
  const json = parseStrictJson(bytes, MAXIMUM_LINE_BYTES);
  if (!json.ok) return err(json.error === 'too-large' ? 'too-large' : 'malformed');
  const entry = EntryLine.safeParse(json.value);
  if (entry.success) return arrivedLine(entry.data);
  const checkpoint = CheckpointLine.safeParse(json.value);
  return checkpoint.success ? ok(checkpoint.data.c) : err('malformed');
}

/** Splits a stream into lines without their newlines. Throws a RangeError for a longer one than there can be. */
export async function* splitLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let rest = Buffer.alloc(0);
  for await (const chunk of chunks) {
    rest = rest.length === 0 ? Buffer.from(chunk) : Buffer.concat([rest, chunk]);
    for (let end = rest.indexOf(NEWLINE); end >= 0; end = rest.indexOf(NEWLINE)) {
      yield rest.subarray(0, end);
      rest = rest.subarray(end + 1);
    }
    if (rest.length > MAXIMUM_LINE_BYTES) throw new RangeError('A line is too long');
  }
  if (rest.length > 0) yield rest;
}
