import type { DayReport } from '../../../shared/ipc/views.ts';
import { signatureCharacters } from '../../../shared/wire/receipt-code.ts';
import { database, type Serving } from '../session/serving.ts';
import { accountTotals, byOperator, comers, tallyOf, type DayRow } from './day.store.ts';

/** X report of an open day, Z report of a closed one. `head` and `check` are the ledger's at this moment. */
export function dayReport(serving: Serving, day: DayRow): DayReport {
  const db = database(serving);
  const head = serving.ledger.head();
  const newest = head.size === 0 ? undefined : serving.ledger.read(head.size - 1, 1)[0];
  return {
    day: day.day,
    openedAtMs: day.opened_at_ms,
    openedBy: day.opened_by,
    closedAtMs: day.closed_at_ms,
    closedBy: day.closed_by,
    coSignedBy: day.cosigned_by,
    accounts: accountTotals(db, day.day),
    tally: { ...tallyOf(db, { day: day.day }), notPresented: day.not_presented ?? notPresented(serving, day.cycle) },
    byOperator: byOperator(db, day.day),
    entries: head.size,
    head: Buffer.from(head.leaf).toString('hex'),
    check: newest === undefined ? '' : signatureCharacters(newest.signature),
  };
}

/** Households of the roll that have not come to this desk in the whole cycle. 0 where another cycle is installed by now. */
export function notPresented(serving: Serving, cycle: string): number {
  if (serving.cycle?.roll.manifest().cycle !== cycle) return 0;
  return Math.max(0, serving.cycle.roll.counts().households - comers(database(serving), cycle).came);
}

/** Households that have not yet collected all that is due to them. */
export function stillToCome(serving: Serving): number {
  if (serving.cycle === null) return 0;
  const { roll } = serving.cycle;
  return Math.max(0, roll.counts().households - comers(database(serving), roll.manifest().cycle).done);
}
