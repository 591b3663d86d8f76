import Database from '@signalapp/sqlcipher';
import { migrate } from '../store/migrate.ts';
import { rollMigrations } from '../store/migrations.ts';
import { createPreparation } from './search/prepare.ts';
import { NOTHING_PREPARED } from './search/progress.ts';
import { writeMeta } from './meta.ts';

/** A cycle database in memory, for tests of this room: without a household, and none in its search. */
export function newRollDatabase(): Database {
  const db = new Database(':memory:', { cacheStatements: true });
  migrate(db, rollMigrations, () => 0);
  writeMeta(db, { search: NOTHING_PREPARED });
  return db;
}

/** Prepares the search from wherever it is, to its end or so many slices on. */
export function prepareSearch(db: Database, slices = Number.POSITIVE_INFINITY): void {
  const preparation = createPreparation(db);
  for (let done = 0; done < slices && preparation.percent() !== undefined; done += 1) preparation.advance();
}
