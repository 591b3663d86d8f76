import type { Database } from '@signalapp/sqlcipher';
import type { Claim, Rightful } from '../../../shared/domain/reconcile/model.ts';
import type { NotServedReason } from '../../../shared/domain/verdict.ts';

/** What the ledger knew of the cycle when it had so many entries. */
export type LedgerMoment = Readonly<{ cycle: string; size: number }>;

export type Decided = Readonly<{ rightful: Rightful; here: boolean }>;
/** `household` is the readable id that the hand-over was made to, where it is still known. */
export type DeskClaim = Claim & Readonly<{ householdId: string | null }>;

type Row = Readonly<{
  seq: number;
  ordinal: number;
  day: string;
  operator: string;
  at_ms: number;
  ben: string;
  household: string | null;
  reversed_by: number | null;
  line: string;
  account: string;
  quantity: number;
}>;

/** Reads of the ledger for reconciling one desk, each of them short. Entitlements and households go by their pseudonyms. */
export function reconciliationStore(db: Database, { cycle, size }: LedgerMoment) {
  const claims = db.prepare(
    `SELECT h.seq, c.ordinal, h.day, h.operator, h.at_ms, h.ben, h.household, h.reversed_by, l.line, l.account, l.quantity
     FROM claim c JOIN handover h ON h.seq = c.seq
     JOIN handover_line l ON l.seq = c.seq AND l.entitlement = c.entitlement
     WHERE c.entitlement = ? AND c.seq < ? AND h.cycle = ? ORDER BY c.ordinal, l.line`,
  );
  const named = db.prepare(
    'SELECT DISTINCT entitlement FROM claim WHERE entitlement > ? ORDER BY entitlement LIMIT ?',
    { pluck: true },
  );
  const served = db.prepare('SELECT 1 FROM handover WHERE ben = ? AND cycle = ? AND seq < ? LIMIT 1', { pluck: true });
  const away = db.prepare(
    'SELECT seq, ben, day, reason FROM not_served WHERE seq > ? AND seq < ? AND cycle = ? ORDER BY seq LIMIT ?',
  );
  const resolution = db.prepare('SELECT log, seq, here FROM resolution WHERE cycle = ? AND entitlement = ?');
  return {
    /** Hand-overs of an entitlement in the order of its acts. */
    claimsOf(entitlement: string, place: Readonly<{ log: string; desk: string }>): DeskClaim[] {
      const found = new Map<number, DeskClaim & { lines: [string, string, number][] }>();
      for (const row of claims.all<Row>([entitlement, size, cycle])) {
        const claim = found.get(row.seq) ?? {
          ...place,
          seq: row.seq,
          day: row.day,
          operator: row.operator,
          atMs: row.at_ms,
          household: row.ben,
          householdId: row.household,
          ordinal: row.ordinal,
          lines: [],
          reversedBy: row.reversed_by === null || row.reversed_by >= size ? null : row.reversed_by,
        };
        claim.lines.push([row.line, row.account, row.quantity]);
        found.set(row.seq, claim);
      }
      return [...found.values()];
    },
    /** Entitlements of any cycle, and vouchers, that were acted on, in order, behind the one given. */
    namedAfter: (last: string, limit: number): string[] => named.all<string>([last, limit]),
    wasServed: (household: string): boolean => served.get([household, cycle, size]) !== undefined,
    /** People sent away, oldest first, behind the entry given; `ben` is null where nobody knew who they were. */
    turnedAwayAfter: (last: number, limit: number) =>
      away.all<{ seq: number; ben: string | null; day: string; reason: NotServedReason }>([last, size, cycle, limit]),
    /** What the programme decided where the entitlement was collected at two desks. */
    decisionOn(entitlement: string): Decided | undefined {
      const row = resolution.get<{ log: string; seq: number; here: number }>([cycle, entitlement]);
      return row === undefined ? undefined : { rightful: { log: row.log, seq: row.seq }, here: row.here === 1 };
    },
  };
}
