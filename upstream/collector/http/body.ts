import { promisify } from 'node:util';
import { brotliDecompress, gunzip } from 'node:zlib';
import { ok, type Result } from '../../../shared/result.ts';
import { PACKED_TYPE, unframePacked, unpackEntries } from '../../../shared/wire/packed-entries.ts';
import { UPLOAD_LIMITS } from '../../../shared/wire/upload.ts';
import { arrivedFrom } from '../ingest/arrived.ts';
import { readLines, type Batch, type BatchFailure } from '../ingest/lines.ts';
import type { ArrivedBody } from './arriving-body.ts';
import { Refusal } from './refusal.ts';

type Extent = ArrivedBody['extent'];
type Decoder = (body: Uint8Array, extent: Extent) => Promise<Result<Batch, BatchFailure>> | Result<Batch, BatchFailure>;

/** How the body of a PUT may be written. */
const DECODERS: Readonly<Record<string, Decoder>> = {
  'application/x-ndjson': readLines,
  [PACKED_TYPE]: readPacked,
};

/** Content types of entries that are understood, as a client asks for them (RFC 9110, Accept in a response). */
export const ENTRY_TYPES = Object.keys(DECODERS);

const expand = { br: promisify(brotliDecompress), gzip: promisify(gunzip) };
type Coding = keyof typeof expand;

/** Unpacks what a content coding packed, never more than `maximumBytes`. */
export async function decode(coding: string | undefined, body: Uint8Array, maximumBytes: number): Promise<Uint8Array> {
  if (coding === undefined || coding === 'identity') return body;
  if (!Object.hasOwn(expand, coding)) throw new Refusal('malformed', { detail: 'Content-Encoding is br or gzip.' });
  try {
    return await expand[coding as Coding](body, { maxOutputLength: maximumBytes });
  } catch (thrown) {
    const isLarge = (thrown as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE';
    throw new Refusal(isLarge ? 'too-large' : 'malformed', {
      detail: isLarge ? 'It unpacks to more than a batch may have.' : 'It cannot be unpacked.',
    });
  }
}

async function readPacked(body: Uint8Array, extent: Extent): Promise<Result<Batch, BatchFailure>> {
  const packed = unframePacked(body);
  if (!packed.ok) return packed;
  const { template, raw } = packed.value;
  const unpacked = unpackEntries({ template: await decode('br', template, UPLOAD_LIMITS.batchBytes), raw }, extent);
  if (!unpacked.ok) return unpacked;
  const { entries, checkpoint } = unpacked.value;
  return ok({
    entries: entries.map(({ bytes, signature }) => arrivedFrom(bytes, signature, false)),
    ...(checkpoint === '' ? {} : { checkpoint }),
  });
}

/** Reads a PUT's body by its content type, or as much of it as there is. Undefined for a type that is not understood. */
export async function readBatch(
  headers: Readonly<{ type: string | undefined; coding: string | undefined }>,
  { bytes, extent }: ArrivedBody,
): Promise<Batch | undefined> {
  const type = headers.type?.split(';')[0]?.trim().toLowerCase() ?? '';
  const read = Object.hasOwn(DECODERS, type) ? DECODERS[type] : undefined;
  if (read === undefined) return undefined;
  const batch = await read(await decode(headers.coding, bytes, UPLOAD_LIMITS.batchBytes), extent);
  if (!batch.ok) throw new Refusal(batch.error);
  return batch.value;
}
