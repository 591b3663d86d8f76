import { z } from 'zod';
import type { Projector } from '../ledger/ledger.types.ts';

/** The name stays on the station; the entry names the operator by id and key. */
export const RegisterAux = z.object({ name: z.string() });

export const projectRegister: Projector<'register'> = (db, { entry }, aux) => {
  db.prepare(
    `INSERT INTO operator (id, name, role, key, seq) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, role = excluded.role, key = excluded.key, seq = excluded.seq`,
  ).run([entry.who, RegisterAux.parse(aux).name, entry.role, entry.key, entry.seq]);
};
