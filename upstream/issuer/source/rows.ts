import { parse } from 'csv-parse';
import { createReadStream, existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { IssuerError } from '../issuer-error.ts';
import type { Problems } from './problems.ts';

/** A row of a CSV file by column name, and the line it ends on. Empty cells are left out. */
export type CsvRow = Readonly<{ line: number; cells: Readonly<Record<string, string>> }>;

const MAX_RECORD_CHARACTERS = 64 * 1024;

/** Streams a CSV file (RFC 4180, UTF-8, header row). Throws an IssuerError for a file that is no CSV or lacks a column. */
export async function* readCsv(
  path: string,
  required: readonly string[],
  optional: readonly string[],
): AsyncGenerator<CsvRow> {
  const file = basename(path);
  const known = new Set([...required, ...optional]);
  const columns = (header: string[]): string[] => {
    const names = header.map((name) => name.trim().toLowerCase());
    const missing = required.filter((name) => !names.includes(name));
    if (missing.length > 0) throw new IssuerError(`${file}: column ${missing.join(', ')} is missing`);
    const strange = names.filter((name) => !known.has(name) && !/^name_[a-z]{2,3}$/.test(name));
    if (strange.length > 0)
      throw new IssuerError(`${file}: column ${strange.join(', ')} is not known; allowed: ${[...known].join(', ')}`);
    return names;
  };
  const parser = createReadStream(path).pipe(
    parse({
      bom: true,
      columns,
      info: true,
      trim: true,
      skip_empty_lines: true,
      max_record_size: MAX_RECORD_CHARACTERS,
    }),
  );
  try {
    for await (const row of parser as AsyncIterable<{ record: Record<string, string>; info: { lines: number } }>) {
      const cells = Object.fromEntries(Object.entries(row.record).filter(([, text]) => text !== ''));
      yield { line: row.info.lines, cells };
    }
  } catch (thrown) {
    if (thrown instanceof IssuerError) throw thrown;
    throw new IssuerError(`${file}: ${thrown instanceof Error ? thrown.message : 'cannot be read'}`);
  }
}

/** Streams an NDJSON file; lines that are not JSON become problems. */
export async function* readNdjson(path: string, problems: Problems): AsyncGenerator<{ line: number; value: unknown }> {
  let line = 0;
  for await (const text of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
    line += 1;
    if (text.trim() === '') continue;
    try {
      yield { line, value: JSON.parse(text) as unknown };
    } catch {
      problems.add(basename(path), line, '', 'not JSON');
    }
  }
}

/** The file of that name as NDJSON or CSV, whichever lies in the folder. Throws an IssuerError where both or neither do. */
export function findInput(folder: string, name: string): Readonly<{ path: string; format: 'ndjson' | 'csv' }> {
  const found = (['ndjson', 'csv'] as const).filter((format) => existsSync(join(folder, `${name}.${format}`)));
  const [format] = found;
  if (format === undefined) throw new IssuerError(`${folder}: neither ${name}.csv nor ${name}.ndjson`);
  if (found.length > 1) throw new IssuerError(`${folder}: both ${name}.csv and ${name}.ndjson; keep one`);
  return { path: join(folder, `${name}.${format}`), format };
}
