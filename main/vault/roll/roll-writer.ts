import type { Database } from '@signalapp/sqlcipher';
import type { Entitlement, Household, StockItem } from '../../../shared/domain/roll.ts';
import { createBatchInsert } from './batch-insert.ts';
import { writeMeta, type MetaValues } from './meta.ts';
import { NOTHING_PREPARED } from './search/progress.ts';
import { ownText } from './search/words.ts';

/** One record, as far as its reader needs it, and the very bytes of JSON it was read from, which are what is stored. */
export type Row<T> = Readonly<{ value: T; bytes: Uint8Array<ArrayBuffer> }>;

/** What rows can be refused for; everything else that goes wrong is a fault. */
export type RowRefusal = 'duplicate-id' | 'unknown-household';

/** Household numbers kept in memory, some 70 bytes each; the tree is asked for more. */
const MAX_REMEMBERED = 1_000_000;

/** A body is stored as the bytes it came in, which spares spelling it anew. They are known to be UTF-8. */
export const BODY = 'CAST(? AS TEXT)';

/** Inserts households and entitlements of a new roll. `flush` writes what is still waiting. */
export function createRollInserts(db: Database) {
  const household = createBatchInsert<[number: number, id: string, body: Uint8Array<ArrayBuffer>]>(
    db,
    'household(number, id, body)',
    `(?, ?, ${BODY})`,
  );
  const entitlement = createBatchInsert<[household: number, id: string, body: Uint8Array<ArrayBuffer>]>(
    db,
    'entitlement(household, id, body)',
    `(?, ?, ${BODY})`,
  );
  return { household, entitlement };
}

/**
 * Fills a new, empty cycle database. The caller holds the one transaction open around everything and ends households and
 * entitlements each with a `…End`. Bad rows are answered, not thrown. The search is prepared later, when the roll is in force.
 */
export function createRollWriter(db: Database) {
  // Whoever prepares the search merges its segments as it goes, in small pieces.
  db.exec(`INSERT INTO search(search, rank) VALUES ('automerge', 0)`);
  const insert = createRollInserts(db);
  const numberOf = db.prepare('SELECT number FROM household WHERE id = ?', { pluck: true });
  const photo = db.prepare('INSERT INTO photo(name, bytes) VALUES (?, ?)');
  const item = db.prepare(`INSERT INTO item(code, body) VALUES (?, ${BODY})`);
  const voucherCode = db.prepare('INSERT INTO voucher_code(code, entitlement) VALUES (?, ?)');
  const revoked = db.prepare('INSERT OR IGNORE INTO revoked_card(serial) VALUES (?)');
  /** Spares a search of the tree per entitlement. Ids of a household are short. */
  const numbers = new Map<string, number>();
  let number = 0;
  const unlessTaken = (run: () => void): RowRefusal | undefined => (inserts(run) ? undefined : 'duplicate-id');

  return {
    households: (batch: readonly Row<Pick<Household, 'id'>>[]): RowRefusal | undefined =>
      unlessTaken(() => {
        for (const { value, bytes } of batch) {
          number += 1;
          if (numbers.size < MAX_REMEMBERED) numbers.set(ownText(value.id), number);
          insert.household.add(number, value.id, bytes);
        }
      }),
    householdsEnd: (): RowRefusal | undefined => unlessTaken(() => insert.household.flush()),
    entitlements(batch: readonly Row<Pick<Entitlement, 'id' | 'household' | 'voucherCode'>>[]): RowRefusal | undefined {
      let isStranger = false;
      const taken = unlessTaken(() => {
        for (const { value, bytes } of batch) {
          const owner = numbers.get(value.household) ?? numberOf.get<number>([value.household]);
          isStranger = owner === undefined;
          if (owner === undefined) return;
          insert.entitlement.add(owner, value.id, bytes);
          if (value.voucherCode !== undefined) voucherCode.run([value.voucherCode, value.id]);
        }
      });
      return isStranger ? 'unknown-household' : taken;
    },
    entitlementsEnd: (): RowRefusal | undefined => unlessTaken(() => insert.entitlement.flush()),
    items: (batch: readonly Row<StockItem>[]): RowRefusal | undefined =>
      unlessTaken(() => {
        for (const { value, bytes } of batch) item.run([value.item, bytes]);
      }),
    photo: (name: string, bytes: Uint8Array<ArrayBuffer>): RowRefusal | undefined =>
      unlessTaken(() => void photo.run([name, bytes])),
    revokedCards(serials: readonly string[]): void {
      for (const serial of serials) revoked.run([serial]);
    },
    meta(values: MetaValues): void {
      writeMeta(db, { ...values, search: NOTHING_PREPARED });
    },
  };
}

/** Runs an insertion; false where the id is already taken. */
export function inserts(run: () => void): boolean {
  try {
    run();
    return true;
  } catch (error) {
    if (
      error instanceof Error &&
      'code' in error &&
      typeof error.code === 'string' &&
      /^SQLITE_CONSTRAINT_(UNIQUE|PRIMARYKEY)$/.test(error.code)
    )
      return false;
    throw error;
  }
}
