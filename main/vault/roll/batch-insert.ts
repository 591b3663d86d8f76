import type { Database } from '@signalapp/sqlcipher';

type Value = string | number | Uint8Array<ArrayBuffer>;

/** Rows of one statement: what a statement costs by itself is then hardly felt. */
const ROWS = 64;

/**
 * Inserts rows in order, many with one statement. The last of them only come with `flush`. Where a row is refused those beside
 * it are too, and the caller gives the whole transaction up. `values` is one row's `(?, …)`.
 */
export function createBatchInsert<V extends Value[]>(db: Database, table: string, values: string) {
  const single = db.prepare(`INSERT INTO ${table} VALUES ${values}`);
  const many = db.prepare(`INSERT INTO ${table} VALUES ${Array.from({ length: ROWS }, () => values).join(', ')}`);
  const width = values.split('?').length - 1;
  let waiting: Value[] = [];
  return {
    add: (...row: V): void => {
      waiting.push(...row);
      if (waiting.length < ROWS * width) return;
      many.run(waiting);
      waiting = [];
    },
    flush: (): void => {
      for (let start = 0; start < waiting.length; start += width) single.run(waiting.slice(start, start + width));
      waiting = [];
    },
  };
}
