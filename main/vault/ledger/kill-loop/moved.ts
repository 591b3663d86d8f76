import type { Projectors } from '../ledger.types.ts';

/** A table that grows with the log, so that a reader can tell whether both always moved together. */
export const projectors: Projectors = {
  print(db, { entry }) {
    db.exec('CREATE TABLE IF NOT EXISTS moved (seq INTEGER PRIMARY KEY, of INTEGER NOT NULL) STRICT');
    db.prepare('INSERT INTO moved VALUES (?, ?)').run([entry.seq, entry.of]);
  },
};
