import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { toHex, utf8Bytes } from '../../../shared/wire/bytes.ts';
import { PAYLOAD_TYPE } from '../../../shared/wire/documents.ts';
import { sealEnvelope } from '../../../shared/wire/dsse.ts';
import type { DueHead, DueLine } from '../../../shared/wire/due.ts';
import { leafHash } from '../../../shared/wire/leaf.ts';
import type { DueTrust } from '../../due/read-due.ts';
import { trustOf } from '../office/trust.ts';
import { placeOf } from '../reconcile/entry-facts.ts';
import type { SiteHistory } from '../reconcile/reconcile.ts';
import type { Sql } from '../sql/sql.ts';
import { issuing, programme } from '../testing/station.fixture.ts';

export const issuer = issuing;
export const trust: DueTrust = trustOf(programme);

/** Puts entries into the collector's tables as if they had been received and checked. */
export async function seedLog(sql: Sql, one: SiteHistory['logs'][number], receivedAtMs = 0): Promise<number> {
  const { log, entries } = one;
  const { programme: ofLog, site, desk, epoch } = placeOf(log);
  const [row] = await sql.query<{ id: number }>(
    `INSERT INTO log (origin, programme, site, site_name, desk, desk_name, epoch, sign_key, key_id, recipient, registration,
       registered_at_ms, size, leaf, frontier)
     VALUES ($1, $2, $3, $3, $4, $4, $5, $6, '', '', '', 0, $7, $6, '') RETURNING id`,
    [log, ofLog, site, desk, epoch, createHash('sha256').update(log).digest(), entries.length],
  );
  const id = row?.id ?? 0;
  const bodies = entries.map(({ entry }) => utf8Bytes(JSON.stringify(entry)));
  await sql.query(
    `INSERT INTO entry (log, seq, type, cycle, package, at_ms, received_at_ms, leaf, body, signature)
     SELECT $1, seq, '', '', '', 0, $2, leaf, body, $3 FROM unnest($4::bigint[], $5::bytea[], $6::bytea[]) AS new (seq, leaf, body)`,
    [id, receivedAtMs, new Uint8Array(64), entries.map(({ seq }) => seq), bodies.map(leafHash), bodies],
  );
  await sql.query('INSERT INTO verification (log, size) VALUES ($1, $2)', [id, entries.length]);
  for (const { seq } of entries.filter(({ isQuarantined }) => isQuarantined))
    await sql.query("INSERT INTO quarantine (log, seq, reason, found_at_ms) VALUES ($1, $2, 'flagged', 0)", [id, seq]);
  return id;
}

/** Writes a due list as the issuer does; answers its path and how to remove it. */
export function dueFile(
  lines: readonly DueLine[],
  head: Partial<DueHead> = {},
): Readonly<{ path: string; remove: () => void }> {
  const folder = mkdtempSync(join(tmpdir(), 'tallypoint-due-'));
  const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  const sha256 = createHash('sha256').update(text).digest();
  const payload: DueHead = {
    v: 1,
    programme: 'relief',
    site: 'kassala',
    siteName: 'Kassala',
    cycle: '2026-11',
    cycleName: 'November',
    number: 1,
    package: toHex(sha256),
    desks: [{ desk: 'desk-1', name: 'Desk 1' }],
    validFromMs: 0,
    validUntilMs: 1,
    ...head,
    count: lines.length,
    sha256: toHex(sha256),
  };
  const envelope = sealEnvelope(PAYLOAD_TYPE.due, utf8Bytes(JSON.stringify(payload)), issuer);
  const path = join(folder, 'test.due');
  writeFileSync(path, gzipSync(`${JSON.stringify(envelope)}\n${text}`));
  return { path, remove: () => rmSync(folder, { recursive: true }) };
}
