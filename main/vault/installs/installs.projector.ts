import type { Projector } from '../ledger/ledger.types.ts';

export const projectImport: Projector<'import'> = (db, { entry }) => {
  db.prepare('INSERT INTO package VALUES (?, ?, ?, ?, ?, ?, ?, ?)').run([
    entry.seq,
    entry.kind,
    entry.num,
    entry.hash,
    entry.cyc,
    entry.households,
    entry.entitlements,
    Date.parse(entry.at),
  ]);
};
