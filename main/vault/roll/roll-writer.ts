import type { Database } from '@signalapp/sqlcipher';
import type { Entitlement, Household, StockItem } from '../../../shared/domain/roll.ts';
import { writeMeta, type MetaValues } from './meta.ts';
import { indexedPeople } from './search/terms.ts';
import { fillVocabulary } from './search/vocabulary.ts';
import { ownText } from './search/words.ts';

/** One record and the very line it was read from, which is what is stored. */
export type Row<T> = Readonly<{ value: T; line: string }>;

/** What a batch can be refused for; everything else that goes wrong is a fault. */
export type RowRefusal = Readonly<{ code: 'duplicate-id' | 'unknown-household'; id: string }>;

/** Memory in bytes that the full-text index gathers before it writes a segment. */
const INDEX_HASH_BYTES = 32 * 1024 * 1024;
/** Household numbers kept in memory, some 70 bytes each; the tree is asked for more. */
const MAX_REMEMBERED = 1_000_000;
/** Pages of the index merged per slice. */
const MERGE_PAGES = 2000;

/**
 * Fills a new, empty cycle database. The caller holds the one transaction open around everything and calls `slice` between
 * batches to let others work. Bad rows are answered, not thrown.
 */
export function createRollWriter(db: Database) {
  db.exec(`INSERT INTO search(search, rank) VALUES ('hashsize', ${INDEX_HASH_BYTES}), ('automerge', 0)`);
  const household = db.prepare('INSERT INTO household(number, id, body) VALUES (?, ?, ?)');
  const index = db.prepare('INSERT INTO search(rowid, terms) VALUES (?, ?)');
  const numberOf = db.prepare('SELECT number FROM household WHERE id = ?', { pluck: true });
  const entitlement = db.prepare('INSERT INTO entitlement(household, id, body) VALUES (?, ?, ?)');
  const photo = db.prepare('INSERT INTO photo(name, bytes) VALUES (?, ?)');
  const item = db.prepare('INSERT INTO item(code, body) VALUES (?, ?)');
  const revoked = db.prepare('INSERT OR IGNORE INTO revoked_card(serial) VALUES (?)');
  /** Spares a search of the tree per entitlement. Ids of a household are short. */
  const numbers = new Map<string, number>();
  let number = 0;

  return {
    households(batch: readonly Row<Household>[]): RowRefusal | undefined {
      for (const { value, line } of batch) {
        number += 1;
        const current = number;
        if (!inserts(() => household.run([current, value.id, line]))) return { code: 'duplicate-id', id: value.id };
        if (numbers.size < MAX_REMEMBERED) numbers.set(ownText(value.id), current);
        for (const { row, terms } of indexedPeople(current, value)) index.run([row, terms.join(' ')]);
      }
      return undefined;
    },
    entitlements(batch: readonly Row<Entitlement>[]): RowRefusal | undefined {
      for (const { value, line } of batch) {
        const owner = numbers.get(value.household) ?? numberOf.get<number>([value.household]);
        if (owner === undefined) return { code: 'unknown-household', id: value.id };
        if (!inserts(() => entitlement.run([owner, value.id, line]))) return { code: 'duplicate-id', id: value.id };
      }
      return undefined;
    },
    items(batch: readonly Row<StockItem>[]): RowRefusal | undefined {
      const twice = batch.find(({ value, line }) => !inserts(() => item.run([value.item, line])));
      return twice === undefined ? undefined : { code: 'duplicate-id', id: twice.value.item };
    },
    photo(name: string, bytes: Uint8Array<ArrayBuffer>): RowRefusal | undefined {
      return inserts(() => photo.run([name, bytes])) ? undefined : { code: 'duplicate-id', id: name };
    },
    revokedCards(serials: readonly string[]): void {
      for (const serial of serials) revoked.run([serial]);
    },
    meta(values: MetaValues): void {
      writeMeta(db, values);
    },
    /** Merges the full-text index and draws the vocabulary from it, calling `slice` as it goes. */
    async finishIndex(slice: () => Promise<void>): Promise<void> {
      await mergeIndex(db, slice);
      await fillVocabulary(db, slice);
    },
  };
}

/**
 * Merges the full-text index where it came to many segments, in slices (https://www.sqlite.org/fts5.html#the_merge_command).
 * Fewer than four cost a query next to nothing, and merging those of a hundred thousand households half a second.
 */
async function mergeIndex(db: Database, slice: () => Promise<void>): Promise<void> {
  const merge = db.prepare(`INSERT INTO search(search, rank) VALUES ('merge', ?)`);
  const changes = db.prepare('SELECT total_changes()', { pluck: true });
  for (;;) {
    const before = Number(changes.get([]));
    merge.run([MERGE_PAGES]);
    if (Number(changes.get([])) - before < 2) return;
    await slice();
  }
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
