import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Entry, EntryType } from '../../shared/wire/entry-types.ts';
import { must, SECRET, type Station } from './station.fixture.ts';

/** The whole log as it leaves the station, exported by the supervisor, who stays signed in. */
export async function exported(folder: string, client: Station['client']): Promise<{ text: string; entries: Entry[] }> {
  must(await client.session.signIn({ operator: 'OMAR', secret: SECRET.OMAR }));
  const path = join(folder, 'ledger.ndjson');
  must(await client.host.exportLedger({ path }));
  const bodies = readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => Buffer.from((JSON.parse(line) as { b: string }).b, 'base64url').toString());
  return { text: bodies.join('\n'), entries: bodies.map((body) => JSON.parse(body) as Entry) };
}

export function ofType<T extends EntryType>(entries: readonly Entry[], type: T): Entry<T>[] {
  // An entry's type says which body it has; TypeScript does not narrow by a type parameter.
  return entries.filter((entry) => entry.t === type) as unknown as Entry<T>[];
}
