import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { finished } from 'node:stream/promises';
import { z } from 'zod';

/** Kinds of records whose change a delta carries: household, entitlement, photo. */
export type RecordKind = 'h' | 'e' | 'p';

const Line = z.tuple([z.enum(['h', 'e', 'p']), z.string(), z.string()]);

/** Fingerprint of a record's JSON, short: it only has to tell a change. */
export function fingerprint(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 16);
}

/** Writes what a package holds, one `[kind, id, fingerprint]` a line. */
export function createRecordWriter(path: string) {
  const stream = createWriteStream(path, { mode: 0o600 });
  return {
    async write(kind: RecordKind, id: string, print: string): Promise<void> {
      if (!stream.write(`${JSON.stringify([kind, id, print])}\n`)) await once(stream, 'drain');
    },
    async end(): Promise<void> {
      stream.end();
      await finished(stream);
    },
  };
}

export type BaseRecords = Readonly<Record<RecordKind, Map<string, string>>>;

/** Reads what a package held. */
export async function readRecords(path: string): Promise<BaseRecords> {
  const base: BaseRecords = { h: new Map(), e: new Map(), p: new Map() };
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
    const [kind, id, print] = Line.parse(JSON.parse(line));
    base[kind].set(id, print);
  }
  return base;
}
