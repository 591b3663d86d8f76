import { join } from 'node:path';
import { signerOf, verify } from '../../main/vault/crypto/ed25519.ts';
import { createPseudonyms } from '../../main/vault/entitlements/pseudonym.ts';
import { importDue } from '../collector/readmodel/import-due.ts';
import { project } from '../collector/readmodel/projection.ts';
import type { Sql } from '../collector/sql/sql.ts';
import { createDueWriter } from '../due/write-due.ts';

export const CYCLE = '2026-11';
export const PACKAGE = 'ab'.repeat(32);
const CYCLE_SECRET = '33'.repeat(32);
export const pseudonyms = createPseudonyms(CYCLE_SECRET);
const issuer = signerOf(new Uint8Array(32).fill(6));

/** Reads in a `.due` file of everything that the logs hand over, by its ids, as a programme office does. */
export async function importList(sql: Sql, folder: string, entitlements: readonly string[]): Promise<void> {
  const path = join(folder, 'bench.due');
  const due = createDueWriter(folder, CYCLE_SECRET);
  for (const id of entitlements)
    await due.add({
      id,
      household: id,
      lines: [
        { kind: 'item', line: 'oil', item: 'OIL-1L', quantity: 2 },
        { kind: 'cash', line: 'cash', currency: 'SDG', amountMinor: 250_000 },
      ],
    });
  const head = {
    programme: 'bench',
    site: 'site',
    siteName: 'Site',
    cycle: CYCLE,
    cycleName: CYCLE,
    number: 1,
    package: PACKAGE,
    desks: [{ desk: 'desk-0', name: 'Desk' }],
    validFromMs: 0,
    validUntilMs: 1,
  };
  await due.write(path, head, issuer);
  const imported = await importDue(sql, path, { findKey: () => issuer.publicKey, verify }, 1);
  if (!imported.ok) throw new Error(imported.error.code);
}

/** Until every entry is in the reports and every entitlement stands where it should. Throws where one does not. */
export async function readIntoReports(sql: Sql, entries: number): Promise<void> {
  const read = await project(sql);
  const [served] = await sql.query<{ count: number }>(
    "SELECT count(*) AS count FROM rec_state WHERE status = 'served'",
  );
  if (read !== entries || served?.count !== entries)
    throw new Error(`The reports have ${read} entries and ${served?.count} entitlements served, not ${entries}`);
}
