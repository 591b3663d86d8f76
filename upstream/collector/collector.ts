import { existsSync } from 'node:fs';
import { z } from 'zod';
import { IssuingKey } from '../../shared/wire/documents.ts';
import { CollectorError } from './collector-error.ts';
import type { CollectorPorts } from './http/ports.ts';
import { packageFiles } from './inbox/package-files.ts';
import type { Programme } from './logs/register.ts';
import { readKeys } from './settings/keys.ts';
import { lockFolder } from './settings/running-lock.ts';
import { readJson, Settings, type DataFiles } from './settings/settings.ts';
import { collectorMigrations, migrate } from './sql/migrate.ts';
import { parcelFiles } from './reimbursement/parcel-files.ts';
import { openSql, type Sql } from './sql/sql.ts';
import { startVerifier } from './verification/verifier.ts';

/** As much of the issuer's `programme.json` as the collector needs. `formerIssuingKeys` are added by hand after a change of keys. */
const ProgrammeFile = z.object({
  programme: z.string(),
  issuingKey: IssuingKey,
  formerIssuingKeys: z.array(IssuingKey).max(7).default([]),
});

export type OpenOptions = Readonly<{
  files: DataFiles;
  /** A PostgreSQL server; without one the embedded database. */
  databaseUrl: string | undefined;
  now: () => number;
  onFault: (fault: unknown) => void;
}>;

export type Collector = Readonly<{ ports: CollectorPorts; settings: Settings; close: () => Promise<void> }>;

/** Within this time entries that another process took in, or a fault left over, are looked for and checked. */
const SWEEP_EVERY_MS = 30_000;

/** Opens keys, programme and database. Throws a CollectorError for what people can mend. */
export async function openCollector({ files, databaseUrl, now, onFault }: OpenOptions): Promise<Collector> {
  const settings = readJson(files.settings, Settings);
  const { signer, identity } = readKeys(files);
  const unlock = databaseUrl === undefined ? lockFolder(files.lock) : () => undefined;
  let sql: Sql | undefined;
  try {
    sql = await openSql({ url: databaseUrl, folder: files.database, onFault });
    const migrated = await migrate(sql, collectorMigrations, now());
    if (!migrated.ok)
      throw new CollectorError(
        migrated.error === 'newer'
          ? 'A newer collector made this database: use that one.'
          : 'The steps that made this database read otherwise in this collector: use the one that made it.',
      );
  } catch (thrown) {
    await sql?.close();
    unlock();
    throw thrown;
  }
  const verifier = startVerifier({ sql, now, sweepEveryMs: SWEEP_EVERY_MS, onFault });
  const opened = sql;
  return {
    settings,
    ports: {
      sql: opened,
      witness: { name: settings.name, signer },
      programme: readProgramme(files),
      identity,
      packages: packageFiles(files.packages),
      parcels: parcelFiles(files.claims),
      verifier,
      now,
      officeToken: settings.officeToken ?? null,
    },
    async close() {
      await verifier.stop();
      await opened.close();
      unlock();
    },
  };
}

/** Null where none is set yet. */
export function readProgramme({ programme }: DataFiles): Programme | null {
  if (!existsSync(programme)) return null;
  const file = readJson(programme, ProgrammeFile);
  return { programme: file.programme, issuingKeys: [file.issuingKey, ...file.formerIssuingKeys] };
}
