import type { Database } from '@signalapp/sqlcipher';

/** Gives up a transaction. A full disk makes SQLite roll back by itself, after which asking for it is an error. */
export function rollBack(db: Database): void {
  try {
    db.exec('ROLLBACK');
  } catch {
    // Already rolled back.
  }
}
