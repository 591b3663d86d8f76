import type { DayReport } from '../../../shared/ipc/views.ts';
import { toBase64 } from '../../../shared/wire/bytes.ts';
import { signatureCharacters } from '../../../shared/wire/receipt-code.ts';
import { database, type Serving } from '../session/serving.ts';
import { accountTotals, byOperator, type DayRow } from './day.store.ts';
import { comers, tallyOf } from './tally.store.ts';
import { voucherTotals } from './vouchers-of-day.ts';

const ROOT_CHARACTERS = 8;

/** X report of an open day, Z report of a closed one. `head` and `check` are the ledger's at this moment. */
export function dayReport(serving: Serving, day: DayRow): DayReport {
  const db = database(serving);
  const head = serving.ledger.head();
  const vouchers = voucherTotals(db, day);
  const newest = head.size === 0 ? undefined : serving.ledger.read(head.size - 1, 1)[0];
  return {
    day: day.day,
    openedAtMs: day.opened_at_ms,
    openedBy: day.opened_by,
    closedAtMs: day.closed_at_ms,
    closedBy: day.closed_by,
    coSignedBy: day.sole === 1 ? null : day.cosigned_by,
    sole: day.sole === 1,
    accounts: accountTotals(db, day.day),
    tally: { ...tallyOf(db, { day: day.day }), notPresented: day.not_presented ?? notPresented(serving, day.cycle) },
    ...(vouchers.length === 0 ? {} : { vouchers }),
    byOperator: byOperator(db, day),
    entries: head.size,
    head: Buffer.from(head.leaf).toString('hex'),
    check: newest === undefined ? '' : signatureCharacters(newest.signature),
    ...(day.close_seq === null ? {} : { checkpoint: checkpointFigures(serving, day.close_seq + 1) }),
  };
}

/** What the paper says of a signed head, for an eye to hold against the note: as many characters as nobody forges by chance. */
function checkpointFigures({ ledger }: Serving, size: number): NonNullable<DayReport['checkpoint']> {
  return { size, root: toBase64(ledger.rootAt(size)).slice(0, ROOT_CHARACTERS) };
}

/**
 * Households that may collect here in this cycle and never came to this desk: neither served nor recorded as not served. 0
 * where another cycle is installed by now.
 */
export function notPresented(serving: Serving, cycle: string): number {
  if (serving.cycle?.roll.manifest().cycle !== cycle) return 0;
  return Math.max(0, serving.cycle.roll.expected() - comers(database(serving), cycle).came);
}

/** Households that may collect here in this cycle and have not been given anything: whoever was turned away may come again. */
export function stillToCome(serving: Serving): number {
  if (serving.cycle === null) return 0;
  const { roll } = serving.cycle;
  return Math.max(0, roll.expected() - comers(database(serving), roll.manifest().cycle).served);
}
