import type { Projector } from '../ledger/ledger.types.ts';

export const projectTrust: Projector<'trust'> = (db, { entry }) => {
  db.prepare('INSERT INTO trust_import (seq, cycle, number, hash) VALUES (?, ?, ?, ?)').run([
    entry.seq,
    entry.cyc,
    entry.num,
    entry.hash,
  ]);
};
