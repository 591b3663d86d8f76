import { generateX25519Identity } from 'age-encryption';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CollectorPorts } from '../http/ports.ts';
import { createServer } from '../http/server.ts';
import { packageFiles } from '../inbox/package-files.ts';
import { parcelFiles } from '../reimbursement/parcel-files.ts';
import { seedProgramme } from '../readmodel/seeded-programme.fixture.ts';
import { collectorMigrations, migrate } from '../sql/migrate.ts';
import { databases } from '../sql/sql.fixture.ts';
import { witness } from '../testing/bench.fixture.ts';
import { programme } from '../testing/station.fixture.ts';
import { startVerifier } from '../verification/verifier.ts';

export const OFFICE_TOKEN = 'a-token-of-the-office';

/** A whole collector over the seeded programme, with the page that `makePage` puts into a folder. Not listening yet. */
export async function startOffice(
  times: Readonly<{ receivedAtMs: number; nowMs: number; silentAfterMs: number }>,
  makePage: (folder: string) => Promise<void> | void,
) {
  const [, make] = databases.at(-1) ?? [];
  if (make === undefined) throw new Error('There is no database to test on');
  const folder = mkdtempSync(join(tmpdir(), 'tallypoint-office-'));
  const pageFolder = join(folder, 'page');
  await makePage(pageFolder);
  const { sql, close } = await make();
  await migrate(sql, collectorMigrations, 0);
  await seedProgramme(sql, times.receivedAtMs);
  const now = (): number => times.nowMs;
  const faults: unknown[] = [];
  const onFault = (fault: unknown): void => void faults.push(fault);
  const verifier = startVerifier({ sql, now, sweepEveryMs: 600_000, onFault });
  const ports: CollectorPorts = {
    sql,
    witness,
    programme,
    identity: await generateX25519Identity(),
    packages: packageFiles(join(folder, 'packages')),
    parcels: parcelFiles(join(folder, 'claims')),
    verifier,
    now,
    officeToken: createHash('sha256').update(OFFICE_TOKEN).digest('hex'),
  };
  const office = { silentAfterMs: times.silentAfterMs, pageFolder };
  const app = await createServer({ ports, office, tls: null, logger: false });
  return {
    sql,
    app,
    faults,
    async close() {
      await app.close();
      await verifier.stop();
      await close();
      rmSync(folder, { recursive: true });
    },
  };
}
