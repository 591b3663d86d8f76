import { dirname } from 'node:path';
import { sealBulk, startBulk } from '../../../main/vault/cycle/cycle-files.ts';
import { createRollInserts } from '../../../main/vault/roll/roll-writer.ts';
import { blob } from '../../../main/vault/store/blob.ts';
import { nodeDisk } from '../../../main/vault/store/disk.ts';
import { utf8Bytes } from '../../../shared/wire/bytes.ts';
import { openBare } from '../bare.ts';
import { drawPeople } from '../people.ts';
import { timedNow } from '../statistics.ts';

export type BareInsertInput = Readonly<{ path: string; seed: string; households: number; todayMs: number }>;

const BATCH = 2000;

/**
 * The least that storing a roll can cost: the rows that an import stores, ready in memory as the very bytes, through the
 * statements that an import uses, in one transaction into an encrypted database of the same tables, under the same settings,
 * until they are on the disk. Nothing is read, checked or indexed for searching. Making the rows is not counted.
 */
export function bareInsert(input: BareInsertInput): Readonly<{ ms: number }> {
  const people = drawPeople(input.seed, input.households, input.todayMs);
  const db = openBare(input.path);
  const samples: number[] = [];
  timedNow(samples, () => {
    startBulk(db);
    db.exec('BEGIN');
  });
  const insert = createRollInserts(db);
  const household = gather(samples, insert.household.add, insert.household.flush);
  let number = 0;
  for (const one of people.households()) household.add([(number += 1), one.household.id, bytesOf(one.household)]);
  household.end();
  const entitlement = gather(samples, insert.entitlement.add, insert.entitlement.flush);
  number = 0;
  for (const one of people.households()) {
    number += 1;
    if (one.entitlement !== undefined) entitlement.add([number, one.entitlement.id, bytesOf(one.entitlement)]);
  }
  entitlement.end();
  const item = db.prepare('INSERT INTO item(code, body) VALUES (?, ?)');
  const revokedCard = db.prepare('INSERT OR IGNORE INTO revoked_card(serial) VALUES (?)');
  timedNow(samples, () => {
    for (const one of people.stock) item.run([one.item, JSON.stringify(one)]);
    for (const serial of people.revokedCards) revokedCard.run([serial]);
  });
  timedNow(samples, () => {
    db.exec('COMMIT');
    sealBulk(nodeDisk, db, input.path, dirname(input.path));
  });
  return { ms: samples.reduce((sum, sample) => sum + sample, 0) };
}

function bytesOf(record: unknown): Uint8Array<ArrayBuffer> {
  return blob(utf8Bytes(JSON.stringify(record)));
}

/** Gathers rows and times only their insertion. */
function gather<V extends unknown[]>(samples: number[], insert: (...row: V) => void, flush: () => void) {
  let rows: V[] = [];
  const write = (): void => {
    const batch = rows;
    rows = [];
    timedNow(samples, () => {
      for (const row of batch) insert(...row);
    });
  };
  return {
    add(row: V): void {
      rows.push(row);
      if (rows.length >= BATCH) write();
    },
    end(): void {
      write();
      timedNow(samples, flush);
    },
  };
}
