import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { toBase64Url, utf8Bytes } from '../../../shared/wire/bytes.ts';
import { framePacked, packEntries, PACKED_TYPE, type SignedEntry } from '../../../shared/wire/packed-entries.ts';

const compress = promisify(brotliCompress);
import { UPLOAD_TYPES } from '../../../shared/wire/upload.ts';

/** Slow enough to be worth it on a link of kilobytes a second, and off the thread that answers scans. */
const QUALITY = { packed: 11, lines: 9 } as const;

/** A request's body with its media type and coding; a packed one carries its own compression. */
export type Body = Readonly<{ bytes: Uint8Array; type: string; encoding: 'br' | null }>;

export type BodyOptions = Readonly<{
  entries: readonly SignedEntry[];
  /** The signed note of the log as it is after them, if any. */
  checkpoint: string | undefined;
  /** Whether the collector understands packed runs. */
  packed: boolean;
  /** Asks to keep an entry that no reader accepted. */
  flagged?: boolean;
}>;

/** Entries and checkpoint as a compressed body: packed where that gives back the very bytes, else as lines. */
export async function entriesBody({ entries, checkpoint, packed, flagged = false }: BodyOptions): Promise<Body> {
  const run = packed && !flagged ? packEntries(entries, checkpoint ?? '') : undefined;
  if (run !== undefined) {
    return {
      bytes: framePacked(await squeeze(run.template, QUALITY.packed), run.raw),
      type: PACKED_TYPE,
      encoding: null,
    };
  }
  const lines = entries.map((entry) => entryLine(entry, flagged));
  if (checkpoint !== undefined) lines.push(checkpointLine(checkpoint));
  return { bytes: await squeeze(utf8Bytes(lines.join('')), QUALITY.lines), type: UPLOAD_TYPES.lines, encoding: 'br' };
}

export function entryLine({ bytes, signature }: SignedEntry, flagged = false): string {
  const line = { b: toBase64Url(bytes), s: toBase64Url(signature), ...(flagged ? { q: true } : {}) };
  return `${JSON.stringify(line)}\n`;
}

export function checkpointLine(note: string): string {
  return `${JSON.stringify({ c: note })}\n`;
}

async function squeeze(bytes: Uint8Array, quality: number): Promise<Uint8Array> {
  return new Uint8Array(
    await compress(bytes, {
      params: { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
    }),
  );
}
