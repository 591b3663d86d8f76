import type { Database } from '@signalapp/sqlcipher';
import type { Entitlement, Household, StockItem } from '../../../shared/domain/roll.ts';
import { readMeta } from './meta.ts';
import { BODY, inserts, type Row, type RowRefusal } from './roll-writer.ts';
import { createSearchEditor } from './search/edit.ts';

/**
 * Changes a filled cycle database as a delta package says, inside the caller's one transaction. A record is put whole or
 * removed; what was there before is answered, so that the caller can keep the sums.
 */
export function createRollEditor(db: Database) {
  const find = db.prepare('SELECT number, body FROM household WHERE id = ?');
  const next = db.prepare('SELECT coalesce(max(number), 0) + 1 FROM household', { pluck: true });
  const insert = db.prepare(`INSERT INTO household(number, id, body) VALUES (?, ?, ${BODY})`);
  const update = db.prepare(`UPDATE household SET body = ${BODY} WHERE number = ?`);
  const remove = db.prepare('DELETE FROM household WHERE number = ?');
  const orphan = db.prepare('SELECT 1 FROM entitlement WHERE household = ? LIMIT 1', { pluck: true });
  const entitlement = db.prepare('SELECT body FROM entitlement WHERE id = ?', { pluck: true });
  const putEntitlement = db.prepare(
    `INSERT INTO entitlement(household, id, body) SELECT number, ?, ${BODY} FROM household WHERE id = ?`,
  );
  const putCode = db.prepare('INSERT INTO voucher_code(code, entitlement) VALUES (?, ?)');
  const removeCode = db.prepare('DELETE FROM voucher_code WHERE code = ? AND entitlement = ?');
  const removeEntitlement = db.prepare('DELETE FROM entitlement WHERE id = ?');
  const putPhoto = db.prepare(
    'INSERT INTO photo(name, bytes) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET bytes = excluded.bytes',
  );
  const search = createSearchEditor(db);
  const removed: number[] = [];

  return {
    putHousehold({ value, bytes }: Row<Household>): void {
      const known = find.get<{ number: number; body: string }>([value.id]);
      const number = known?.number ?? Number(next.get([]));
      if (known === undefined) insert.run([number, value.id, bytes]);
      else {
        search.remove(number, JSON.parse(known.body) as Household);
        update.run([bytes, number]);
      }
      search.add(number, value);
    },
    removeHousehold(id: string): RowRefusal | undefined {
      const known = find.get<{ number: number; body: string }>([id]);
      if (known === undefined) return 'unknown-household';
      search.remove(known.number, JSON.parse(known.body) as Household);
      remove.run([known.number]);
      removed.push(known.number);
      return undefined;
    },
    /** The entitlement as it was before, if there was one. */
    takeEntitlement(id: string): Entitlement | undefined {
      const body = entitlement.get([id]);
      if (typeof body !== 'string') return undefined;
      removeEntitlement.run([id]);
      const taken = JSON.parse(body) as Entitlement;
      if (taken.voucherCode !== undefined) removeCode.run([taken.voucherCode, id]);
      return taken;
    },
    putEntitlement({ value, bytes }: Row<Entitlement>): RowRefusal | undefined {
      let changes = 0;
      const isFresh = inserts(() => {
        changes = putEntitlement.run([value.id, bytes, value.household]).changes;
      });
      if (!isFresh) return 'duplicate-id';
      if (changes === 0) return 'unknown-household';
      if (value.voucherCode !== undefined) putCode.run([value.voucherCode, value.id]);
      return undefined;
    },
    /** True where a removed household still has entitlements: a delta must remove both. */
    hasOrphans: (): boolean => removed.some((number) => orphan.get([number]) !== undefined),
    replaceItems(rows: readonly Row<StockItem>[]): RowRefusal | undefined {
      db.exec('DELETE FROM item');
      const put = db.prepare(`INSERT INTO item(code, body) VALUES (?, ${BODY})`);
      const twice = rows.find(({ value, bytes }) => !inserts(() => put.run([value.item, bytes])));
      return twice === undefined ? undefined : 'duplicate-id';
    },
    putPhoto: (name: string, bytes: Uint8Array<ArrayBuffer>): void => {
      putPhoto.run([name, bytes]);
    },
    /** The trust list is always whole: a card that is on it no longer is valid again. */
    replaceRevokedCards(serials: readonly string[]): void {
      db.exec('DELETE FROM revoked_card');
      const put = db.prepare('INSERT OR IGNORE INTO revoked_card(serial) VALUES (?)');
      for (const serial of serials) put.run([serial]);
    },
    counts: () => ({
      households: Number(db.prepare('SELECT count(*) FROM household', { pluck: true }).get([])),
      entitlements: Number(db.prepare('SELECT count(*) FROM entitlement', { pluck: true }).get([])),
      photos: Number(db.prepare('SELECT count(*) FROM photo', { pluck: true }).get([])),
    }),
    totals: () => readMeta(db, 'totals'),
  };
}
