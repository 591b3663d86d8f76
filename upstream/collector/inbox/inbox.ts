import { createHash } from 'node:crypto';
import { fromHex } from '../../../shared/wire/bytes.ts';
import { keyId } from '../../../shared/wire/ed25519.ts';
import { InboxMessage, type Inbox } from '../../../shared/wire/upload.ts';
import type { Sql, SqlQuery } from '../sql/sql.ts';

type Distributed<T> = T extends unknown ? Omit<T, 'id'> : never;
/** A message before it has its number. */
export type Message = Distributed<InboxMessage>;

export type Addressee = Readonly<{
  programme: string;
  site: string;
  /** One station's signing key, hex; without it every station of the site. */
  signKey?: string;
}>;

const AT_ONCE = 100;
/** Any number: whoever adds a message takes turns by it, so that none is numbered below one that a station has seen already. */
const TURN = 7_281_605;

/**
 * Adds a message; false where it is there already. Numbers follow the clock where they can: a station asks for what is beyond the
 * newest it has, also after the database was set back to a copy that lacks messages.
 */
export function addMessage(
  sql: Sql,
  { programme, site, signKey }: Addressee,
  message: Message,
  nowMs: number,
): Promise<boolean> {
  const text = JSON.stringify(message);
  return sql.transaction(async (tx) => {
    await tx.query('SELECT pg_advisory_xact_lock($1)', [TURN]);
    const added = await tx.query(
      `INSERT INTO inbox (id, programme, site, key_id, message, sha256, added_at_ms)
       SELECT greatest(coalesce(max(id), 0) + 1, $6), $1, $2, $3, $4::jsonb, $5, $6 FROM inbox
       ON CONFLICT DO NOTHING RETURNING id`,
      [
        programme,
        site,
        signKey === undefined ? null : keyId(fromHex(signKey)),
        text,
        createHash('sha256').update(text).digest(),
        nowMs,
      ],
    );
    return added.length > 0;
  });
}

/** What waits for a station after the message it has last, oldest first. */
export async function readInbox(
  sql: SqlQuery,
  station: Readonly<{ programme: string; site: string; keyId: string }>,
  after: number,
  nowMs: number,
): Promise<Inbox> {
  const rows = await sql.query<{ id: number; message: object }>(
    `SELECT id, message FROM inbox WHERE programme = $1 AND site = $2 AND (key_id IS NULL OR key_id = $3) AND id > $4
     ORDER BY id LIMIT $5`,
    [station.programme, station.site, station.keyId, after, AT_ONCE],
  );
  return { messages: rows.map(({ id, message }) => InboxMessage.parse({ ...message, id })), timeMs: nowMs };
}
