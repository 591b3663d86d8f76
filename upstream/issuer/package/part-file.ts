import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { PACKAGE_BOUNDS, type ManifestPart } from '../../../shared/wire/package/layout.ts';

/** A part that waits on disk: its line in the manifest, and where its bytes are. */
export type PartFile = Readonly<{ part: ManifestPart; path: string }>;

/** Writes NDJSON lines to a file, hashing and counting as they pass; memory stays flat at any length. */
export function createPartWriter(folder: string, name: string) {
  const path = join(folder, name);
  const stream = createWriteStream(path, { mode: 0o600, highWaterMark: 1024 * 1024 });
  const hash = createHash('sha256');
  let bytes = 0;
  let count = 0;
  return {
    /** Throws a RangeError for a record no station would take. */
    async write(record: unknown): Promise<void> {
      const line = Buffer.from(`${JSON.stringify(record)}\n`);
      if (line.length - 1 > PACKAGE_BOUNDS.lineBytes) throw new RangeError(`A line of ${name} is longer than 256 KB`);
      hash.update(line);
      bytes += line.length;
      count += 1;
      if (!stream.write(line)) await once(stream, 'drain');
    },
    async end(): Promise<PartFile> {
      stream.end();
      await finished(stream);
      return { part: { name, bytes, sha256: hash.digest('hex'), count }, path };
    },
  };
}

/** One JSON document as a part. */
export async function writeDocument(folder: string, name: string, value: unknown, count: number): Promise<PartFile> {
  const text = JSON.stringify(value);
  const path = join(folder, name);
  const stream = createWriteStream(path, { mode: 0o600 });
  stream.end(text);
  await finished(stream);
  const bytes = Buffer.byteLength(text);
  return { part: { name, bytes, sha256: createHash('sha256').update(text).digest('hex'), count }, path };
}

/** An existing file (a photo) as a part. */
export async function describeFile(path: string, name: string): Promise<PartFile> {
  const { size } = await stat(path);
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array);
  return { part: { name, bytes: size, sha256: hash.digest('hex'), count: 1 }, path };
}
