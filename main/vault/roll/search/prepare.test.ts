import type { Database } from '@signalapp/sqlcipher';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Household } from '../../../../shared/domain/roll.ts';
import { utf8Bytes } from '../../../../shared/wire/bytes.ts';
import { blob } from '../../store/blob.ts';
import { rollMigrations } from '../../store/migrations.ts';
import { openDatabase } from '../../store/open-database.ts';
import { findMeta, writeMeta } from '../meta.ts';
import { newRollDatabase, prepareSearch } from '../roll.fixture.ts';
import { createRollEditor } from '../roll-editor.ts';
import { createRollWriter, type Row } from '../roll-writer.ts';
import { createPreparation } from './prepare.ts';
import { NOTHING_PREPARED } from './progress.ts';

const HOUSEHOLDS = 330;
/** Letters of their own for each number, so that the vocabulary takes several slices too. */
const word = (number: number): string =>
  [number % 26, Math.floor(number / 26) % 26, (number * 7) % 26, (number * 11) % 26]
    .map((letter) => String.fromCharCode(97 + letter))
    .join('');

function household(number: number, name = `Awa ${word(number)}`): Household {
  const id = `HH-${number}`;
  return {
    id,
    status: 'active',
    size: 1,
    place: `Camp ${word(number * 3)}`,
    members: [{ id: `${id}-1`, name, birthDate: '1980', relation: 'head', idNumber: `SD-${number}` }],
    proxies: [],
  };
}
const row = (value: Household): Row<Household> => ({ value, bytes: blob(utf8Bytes(JSON.stringify(value))) });

function filled(db: Database): Database {
  const writer = createRollWriter(db);
  writer.households(Array.from({ length: HOUSEHOLDS }, (_, index) => row(household(index + 1))));
  writer.householdsEnd();
  return db;
}

/** Everything that a search reads. */
function contents(db: Database): unknown {
  db.exec(`CREATE VIRTUAL TABLE temp.instances USING fts5vocab('main', 'search', 'instance')`);
  const all = ['SELECT term, doc FROM temp.instances', 'SELECT * FROM vocabulary', 'SELECT * FROM near'].map((sql) =>
    db.prepare(`${sql} ORDER BY 1, 2`).all(),
  );
  db.exec('DROP TABLE temp.instances');
  return all;
}

const slicesOf = (db: Database): number => {
  const preparation = createPreparation(db);
  let slices = 0;
  for (; preparation.percent() !== undefined; slices += 1) preparation.advance();
  return slices;
};

it('counts up from 0, below 100, to ready', () => {
  const db = filled(newRollDatabase());
  const preparation = createPreparation(db);
  const told: number[] = [];
  for (let percent = preparation.percent(); percent !== undefined; percent = preparation.percent()) {
    told.push(percent);
    preparation.advance();
  }
  expect(told[0]).toBe(0);
  expect(told).toEqual(told.toSorted((a, b) => a - b));
  expect(Math.max(...told)).toBeLessThan(100);
  expect(new Set(told).size).toBeGreaterThan(8);
  expect(findMeta(db, 'search')).toBeUndefined();
});

it('is the same whenever a delta comes: before, in the middle of each step, or after', () => {
  const change = (db: Database): void => {
    const editor = createRollEditor(db);
    // Renamed, moved, gone and new, all over the roll: what the index holds, and what it does not hold yet.
    for (const number of [1, 99, 100, 101, 250, HOUSEHOLDS])
      editor.putHousehold(row(household(number, `Zahra ${word(number + 1)}`)));
    for (const number of [2, 150, HOUSEHOLDS]) expect(editor.removeHousehold(`HH-${number}`)).toBeUndefined();
    for (const number of [1000, 1001]) editor.putHousehold(row(household(number)));
  };
  const slices = slicesOf(filled(newRollDatabase()));
  const after = filled(newRollDatabase());
  prepareSearch(after);
  change(after);
  for (let before = 0; before <= slices; before += 1) {
    const db = filled(newRollDatabase());
    prepareSearch(db, before);
    change(db);
    prepareSearch(db);
    expect(contents(db), `after ${before} slices`).toEqual(contents(after));
  }
});

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tallypoint-search-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('goes on where it was cut off, and does nothing twice', () => {
  const open = (): Database => {
    const opened = openDatabase({
      path: join(folder, 'roll.db'),
      key: new Uint8Array(32),
      migrations: rollMigrations,
      now: () => 0,
    });
    if (!opened.ok) throw new Error(opened.error);
    return opened.value;
  };
  const first = filled(open());
  writeMeta(first, { search: NOTHING_PREPARED });
  first.close();
  for (;;) {
    const db = open();
    const preparation = createPreparation(db);
    if (preparation.percent() === undefined) break;
    preparation.advance();
    // Cut off in the middle of the next slice.
    db.exec('BEGIN');
    db.exec(`INSERT INTO vocabulary VALUES ('nhalf', 1)`);
    db.close();
  }
  const whole = filled(newRollDatabase());
  prepareSearch(whole);
  const db = open();
  expect(contents(db)).toEqual(contents(whole));
  db.close();
});

it('keeps what was reached when a slice fails', () => {
  const db = filled(newRollDatabase());
  prepareSearch(db, 2);
  const preparation = createPreparation(db);
  const before = preparation.percent();
  const pages = Number(db.pragma('page_count', { simple: true }));
  db.exec(`PRAGMA max_page_count = ${pages}`);
  expect(() => {
    for (let slice = 0; slice < 10; slice += 1) preparation.advance();
  }).toThrow(/full/);
  db.exec('PRAGMA max_page_count = 100000');
  expect(preparation.percent()).toBeGreaterThanOrEqual(before ?? 100);
  while (preparation.percent() !== undefined) preparation.advance();
  const whole = filled(newRollDatabase());
  prepareSearch(whole);
  expect(contents(db)).toEqual(contents(whole));
});
