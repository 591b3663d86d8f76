import { join } from 'node:path';
import { signerOf } from '../../../main/vault/crypto/ed25519.ts';
import { makeEntry, NO_LEAF } from '../../../main/vault/ledger/entry.ts';
import { toHex } from '../../../shared/wire/bytes.ts';
import type { StationCertificate } from '../../../shared/wire/documents.ts';
import { checkpointText, formatNote, signNote } from '../../../shared/wire/note.ts';
import { growTree } from '../../../shared/wire/tree.ts';
import { arrivedFrom, type Arrived } from '../../collector/ingest/arrived.ts';
import { ingest } from '../../collector/ingest/ingest.ts';
import type { Batch } from '../../collector/ingest/lines.ts';
import { findLog } from '../../collector/ingest/log-row.ts';
import { headOf } from '../../collector/logs/acknowledge.ts';
import { register } from '../../collector/logs/register.ts';
import { collectorMigrations, migrate } from '../../collector/sql/migrate.ts';
import { openSql, type Sql } from '../../collector/sql/sql.ts';
import { verifyNext } from '../../collector/verification/verify-log.ts';
import { CYCLE, importList, PACKAGE, pseudonyms, readIntoReports } from '../collector-reports.ts';

export type CollectorIngestInput = Readonly<{
  folder: string;
  /** A PostgreSQL server with an empty database; null for the embedded one. */
  url: string | null;
  entries: number;
}>;
export type CollectorIngestOutput = Readonly<{
  verifiedRowsPerSecond: number;
  bareRowsPerSecond: number;
  projectedRowsPerSecond: number;
}>;

const BATCH = 500;
/** Stations that send at once. */
const LOGS = 4;
const witness = { name: 'bench', signer: signerOf(new Uint8Array(32).fill(5)) };

/** `entitlements`: ids of what its entries hand over. */
type Sent = Readonly<{ origin: string; batches: readonly Batch[]; entitlements: readonly string[] }>;

/**
 * What the collector takes in a second: hand-overs, chained, under signed checkpoints, cosigned, claims noted, every signature checked; beside
 * the same rows inserted by the same driver in transactions of the same size, into a plain table. Then how fast the same entries,
 * each of an entitlement that a list makes due, get into the reports. Throws where a second sending adds anything.
 */
export async function collectorIngest({ folder, url, entries }: CollectorIngestInput): Promise<CollectorIngestOutput> {
  const sql = await openSql(url === null ? { folder: join(folder, 'collector') } : { url });
  try {
    await migrate(sql, collectorMigrations, 1);
    const logs = Array.from({ length: LOGS }, (_, desk) => writeLog(`desk-${desk}`, Math.ceil(entries / LOGS)));
    for (const { origin } of logs) await enter(sql, origin);
    const rows = logs.flatMap(({ batches }) => batches).reduce((sum, batch) => sum + batch.entries.length, 0);
    await bareTable(sql);
    const bareMs = await timed(() => inParallel(logs, (log) => insertBare(sql, log)));
    const verifiedMs = await timed(() => inParallel(logs, (log) => send(sql, log)));
    await inParallel(logs, (log) => send(sql, log));
    const [found] = await sql.query<{ count: number }>('SELECT count(*) AS count FROM entry');
    if (found?.count !== rows) throw new Error(`${found?.count} rows are there, not ${rows}`);
    await importList(
      sql,
      folder,
      logs.flatMap(({ entitlements }) => entitlements),
    );
    const projectedMs = await timed(() => readIntoReports(sql, rows));
    const perSecond = (ms: number): number => (rows / ms) * 1000;
    return {
      verifiedRowsPerSecond: perSecond(verifiedMs),
      bareRowsPerSecond: perSecond(bareMs),
      projectedRowsPerSecond: perSecond(projectedMs),
    };
  } finally {
    await sql.close();
  }
}

function writeLog(desk: string, count: number): Sent {
  const origin = `tallypoint/bench/site/${desk}/1`;
  const signer = signerOf(seedOf(desk));
  const tree = growTree();
  const batches: Batch[] = [];
  const entitlements: string[] = [];
  let previous = NO_LEAF;
  let run: Arrived[] = [];
  for (let seq = 0; seq < count; seq += 1) {
    const id = `${desk}-${seq}`;
    entitlements.push(id);
    const entitlement = pseudonyms.entitlement(id);
    const appended = makeEntry(
      'handover',
      {
        day: '2026-11-24',
        hid: entitlement,
        ben: 'ABCDEFGHIJKLMNOP',
        via: 'card',
        collector: 'member',
        who: 'PONMLKJIHGFEDCBA',
        lines: [
          [entitlement, 'oil', 'OIL-1L', 2],
          [entitlement, 'cash', 'cash:SDG', 250_000],
        ],
        acts: [[entitlement, 0, 1]],
        part: false,
      },
      {
        origin,
        seq,
        previous,
        stamp: {
          at: new Date(1_795_000_000_000 + seq * 30_000).toISOString(),
          mono: seq * 30_000,
          boot: 'b7c1d2',
          tq: 's',
        },
        context: { cycle: CYCLE, package: PACKAGE, operator: 'AMINA' },
      },
      signer,
    );
    previous = appended.leaf;
    tree.add(appended.leaf);
    run.push(arrivedFrom(appended.bytes, appended.signature, false));
    if (run.length < BATCH && seq + 1 < count) continue;
    const text = checkpointText({ origin, size: tree.size(), root: tree.root() });
    batches.push({ entries: run, checkpoint: formatNote(text, [signNote(text, origin, signer)]) });
    run = [];
  }
  return { origin, batches, entitlements };
}

function seedOf(desk: string): Uint8Array {
  return new Uint8Array(32).fill(desk.codePointAt(desk.length - 1) ?? 0);
}

async function enter(sql: Sql, origin: string): Promise<void> {
  const [, programme = '', site = '', desk = ''] = origin.split('/');
  const certificate: StationCertificate = {
    v: 1,
    programme,
    programmeName: programme,
    site,
    siteName: site,
    desk,
    deskName: desk,
    epoch: 1,
    signKey: toHex(signerOf(seedOf(desk)).publicKey),
    recipient: 'age1',
    issuingKeys: [],
    recoveryRecipients: [],
    validFromMs: 0,
    validUntilMs: 1,
  };
  await register(sql, { origin, certificate, envelope: '' }, 1);
}

async function send(sql: Sql, { origin, batches }: Sent): Promise<void> {
  const log = await findLog(sql, origin);
  for (let from = 0, index = 0; index < batches.length; from += batches[index]!.entries.length, index += 1) {
    const outcome = await ingest(sql, origin, from, batches[index]!, 1);
    if (!outcome.ok) throw new Error(outcome.error.code);
    await headOf(sql, witness, origin, 1);
  }
  while ((await verifyNext(sql, log?.id ?? -1, () => 1)) > 0);
}

async function bareTable(sql: Sql): Promise<void> {
  await sql.script(
    `CREATE TABLE bare (log bigint, seq bigint, type text, leaf bytea, body bytea, signature bytea, PRIMARY KEY (log, seq))`,
  );
}

async function insertBare(sql: Sql, { origin, batches }: Sent): Promise<void> {
  const log = await findLog(sql, origin);
  let from = 0;
  for (const { entries } of batches) {
    const start = from;
    from += entries.length;
    await sql.transaction((tx) =>
      tx.query(
        `INSERT INTO bare SELECT $1, seq, 'handover', leaf, body, signature
         FROM unnest($2::bigint[], $3::bytea[], $4::bytea[], $5::bytea[]) AS new (seq, leaf, body, signature)`,
        [
          log?.id ?? -1,
          entries.map((_, index) => start + index),
          entries.map(({ leaf }) => leaf),
          entries.map(({ bytes }) => bytes),
          entries.map(({ signature }) => signature),
        ],
      ),
    );
  }
}

async function inParallel(logs: readonly Sent[], work: (log: Sent) => Promise<void>): Promise<void> {
  await Promise.all(logs.map(work));
}

async function timed(work: () => Promise<void>): Promise<number> {
  const startedMs = performance.now();
  await work();
  return performance.now() - startedMs;
}
