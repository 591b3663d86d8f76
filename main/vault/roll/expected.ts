import type { Database } from '@signalapp/sqlcipher';

/** Households looked at in one go, so that others can work in between. */
const SLICE = 20_000;

/**
 * Households with at least one entitlement that may be collected at the desk: its home desk, or none named. Whether they may be
 * served today is another question; these are the people whom the desk expects.
 */
export async function countExpected(db: Database, desk: string, slice: () => Promise<void>): Promise<number> {
  const last = Number(db.prepare('SELECT coalesce(max(household), 0) FROM entitlement', { pluck: true }).get([]));
  const count = db.prepare(
    `SELECT count(DISTINCT household) FROM entitlement
     WHERE household > $from AND household <= $to AND coalesce(body ->> '$.homeDesk', $desk) = $desk`,
    { pluck: true },
  );
  let expected = 0;
  for (let from = 0; from < last; from += SLICE) {
    expected += Number(count.get({ from, to: from + SLICE, desk }));
    await slice();
  }
  return expected;
}
