import { createHash } from 'node:crypto';
import { fromHex } from '../../../shared/wire/bytes.ts';
import { keyId } from '../../../shared/wire/ed25519.ts';
import { InboxMessage, UPLOAD_LIMITS, type Inbox } from '../../../shared/wire/upload.ts';
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

/** In the place of a site: all of them. */
export const WHOLE_PROGRAMME = '*';
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

/**
 * What waits for a station after the message it has last, oldest first, and not more than it takes at once. Trust lists that a newer
 * one replaces in all their cycles are left out: they are large, and no station would use them.
 */
export async function readInbox(
  sql: SqlQuery,
  station: Readonly<{ programme: string; site: string; keyId: string }>,
  after: number,
  nowMs: number,
): Promise<Inbox> {
  const rows = await sql.query<{ id: number; message: object }>(
    `SELECT id, message FROM (
       SELECT id, message, sum(octet_length(message::text)) OVER (ORDER BY id) AS bytes, row_number() OVER (ORDER BY id) AS place
       FROM inbox AS one
       WHERE programme = $1 AND site IN ($2, $6) AND (key_id IS NULL OR key_id = $3) AND id > $4
         AND NOT (message ->> 'kind' = 'trust' AND EXISTS (
           SELECT 1 FROM inbox AS newer
           WHERE newer.programme = $1 AND newer.site = one.site AND newer.message ->> 'kind' = 'trust'
             AND (newer.message -> 'cycles') @> (one.message -> 'cycles')
             AND (newer.message ->> 'number')::bigint > (one.message ->> 'number')::bigint))
       ORDER BY id LIMIT $5) AS waiting
     WHERE bytes <= $7 OR place = 1 ORDER BY id`,
    [station.programme, station.site, station.keyId, after, AT_ONCE, WHOLE_PROGRAMME, UPLOAD_LIMITS.inboxBytes],
  );
  return { messages: rows.map(({ id, message }) => InboxMessage.parse({ ...message, id })), timeMs: nowMs };
}
