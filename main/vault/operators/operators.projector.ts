import { z } from 'zod';
import type { Projector } from '../ledger/ledger.types.ts';

/** The name stays on the station; the entry names the operator by id and key. `source`: see `sourceOf`. */
export const RegisterAux = z.object({ name: z.string(), source: z.string() });

export const projectRegister: Projector<'register'> = (db, { entry }, aux) => {
  const { name, source } = RegisterAux.parse(aux);
  db.prepare(
    `INSERT INTO operator (id, name, role, key, source, seq) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET
       name = excluded.name, role = excluded.role, key = excluded.key, source = excluded.source, seq = excluded.seq`,
  ).run([entry.who, name, entry.role, entry.key, source, entry.seq]);
};
