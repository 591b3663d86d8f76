import type { Database } from '@signalapp/sqlcipher';
import { dirname } from 'node:path';
import { sealBulk, startBulk } from '../../../main/vault/cycle/cycle-files.ts';
import { nodeDisk } from '../../../main/vault/store/disk.ts';
import { openBare } from '../bare.ts';
import { drawPeople } from '../people.ts';
import { timedNow } from '../statistics.ts';

export type BareInsertInput = Readonly<{ path: string; seed: string; households: number; todayMs: number }>;

type Values = readonly (string | number)[];
const BATCH = 2000;

/**
 * The least that storing a roll can cost: the rows that an import stores, ready in memory, through prepared statements in
 * one transaction into an encrypted database of the same tables, under the same settings, until they are on the disk.
 * Nothing is read, checked or indexed for searching. Making the rows is not counted.
 */
export function bareInsert(input: BareInsertInput): Readonly<{ ms: number }> {
  const people = drawPeople(input.seed, input.households, input.todayMs);
  const db = openBare(input.path);
  const samples: number[] = [];
  timedNow(samples, () => {
    startBulk(db);
    db.exec('BEGIN');
  });
  const fill = createFill(db, samples);
  let number = 0;
  for (const { household } of people.households())
    fill.household([(number += 1), household.id, JSON.stringify(household)]);
  fill.flush();
  number = 0;
  for (const { entitlement } of people.households()) {
    number += 1;
    if (entitlement !== undefined) fill.entitlement([number, entitlement.id, JSON.stringify(entitlement)]);
  }
  fill.flush();
  for (const item of people.stock) fill.item([item.item, JSON.stringify(item)]);
  fill.flush();
  for (const serial of people.revokedCards) fill.revokedCard([serial]);
  fill.flush();
  timedNow(samples, () => {
    db.exec('COMMIT');
    sealBulk(nodeDisk, db, input.path, dirname(input.path));
  });
  return { ms: samples.reduce((sum, sample) => sum + sample, 0) };
}

/** Gathers rows and times only their insertion. */
function createFill(db: Database, samples: number[]) {
  let flush = (): void => undefined;
  const into = (sql: string) => {
    const statement = db.prepare(sql);
    let rows: Values[] = [];
    const write = (): void => {
      const batch = rows;
      rows = [];
      timedNow(samples, () => {
        for (const row of batch) statement.run(row);
      });
    };
    return (row: Values): void => {
      rows.push(row);
      flush = write;
      if (rows.length >= BATCH) write();
    };
  };
  return {
    household: into('INSERT INTO household(number, id, body) VALUES (?, ?, ?)'),
    entitlement: into('INSERT INTO entitlement(household, id, body) VALUES (?, ?, ?)'),
    item: into('INSERT INTO item(code, body) VALUES (?, ?)'),
    revokedCard: into('INSERT OR IGNORE INTO revoked_card(serial) VALUES (?)'),
    flush: () => flush(),
  };
}
