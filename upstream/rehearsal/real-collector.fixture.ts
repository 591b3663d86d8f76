import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signerOf } from '../../main/vault/crypto/ed25519.ts';
import type { Upstream } from '../../shared/domain/policy.ts';
import { toHex } from '../../shared/wire/bytes.ts';
import { keyId, type Signer } from '../../shared/wire/ed25519.ts';
import { createServer } from '../collector/http/server.ts';
import { packageFiles } from '../collector/inbox/package-files.ts';
import { collectorMigrations, migrate } from '../collector/sql/migrate.ts';
import { openSql } from '../collector/sql/sql.ts';
import { startVerifier } from '../collector/verification/verifier.ts';

/** The real collector over an embedded database in a folder, which can be backed up and restored like anybody's. */
export async function startRealCollector(now: () => number) {
  const folder = mkdtempSync(join(tmpdir(), 'tallypoint-upstream-'));
  const database = join(folder, 'database');
  const signer = signerOf(new Uint8Array(randomBytes(32)));
  const identity = await generateX25519Identity();
  const issuingKeys: { kid: string; publicKey: string }[] = [];
  const witness = { name: 'collector.example.org/w1', signer };
  const faults: unknown[] = [];
  const onFault = (fault: unknown): void => void faults.push(fault);

  async function run(port: number) {
    const sql = await openSql({ folder: database });
    await migrate(sql, collectorMigrations, now());
    const verifier = startVerifier({ sql, now, sweepEveryMs: 60_000, onFault });
    const app = await createServer({
      ports: {
        sql,
        witness,
        programme: { programme: 'relief', issuingKeys },
        identity,
        packages: packageFiles(join(folder, 'packages')),
        verifier,
        now,
        officeToken: null,
      },
      tls: null,
      logger: false,
    });
    const url = await app.listen({ host: '127.0.0.1', port });
    return {
      url,
      sql,
      async stop() {
        await app.close();
        await verifier.stop();
        await sql.close();
      },
    };
  }

  let running = await run(0);
  const port = Number(new URL(running.url).port);
  const upstream: Upstream = {
    url: running.url,
    name: witness.name,
    publicKey: toHex(signer.publicKey),
    recipient: await identityToRecipient(identity),
  };
  return {
    upstream,
    faults,
    /** Believes certificates by this key. */
    trust: ({ publicKey }: Signer): void =>
      void issuingKeys.push({ kid: keyId(publicKey), publicKey: toHex(publicKey) }),
    leaves: async (): Promise<string[]> => {
      const rows = await running.sql.query<{ leaf: Uint8Array }>('SELECT leaf FROM entry ORDER BY seq');
      return rows.map(({ leaf }) => toHex(new Uint8Array(leaf)));
    },
    size: async (): Promise<number> => {
      const [row] = await running.sql.query<{ size: number }>('SELECT count(*)::int AS size FROM entry');
      return row?.size ?? 0;
    },
    /** Stops, copies the database's folder away or back, and starts again on the same address. */
    async backUp(name: string): Promise<void> {
      await running.stop();
      cpSync(database, join(folder, name), { recursive: true });
      running = await run(port);
    },
    async restore(name: string): Promise<void> {
      await running.stop();
      rmSync(database, { recursive: true });
      cpSync(join(folder, name), database, { recursive: true });
      running = await run(port);
    },
    async close(): Promise<void> {
      await running.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
