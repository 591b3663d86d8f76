import Database from '@signalapp/sqlcipher';
import { migrate } from '../store/migrate.ts';
import { rollMigrations } from '../store/migrations.ts';

/** An empty cycle database in memory, for tests of this room. */
export function newRollDatabase(): Database {
  const db = new Database(':memory:', { cacheStatements: true });
  migrate(db, rollMigrations, () => 0);
  return db;
}
