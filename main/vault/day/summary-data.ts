import type { SummaryData } from '../../../shared/ipc/paper-views.ts';
import type { AccountTotals } from '../../../shared/ipc/views.ts';
import type { z } from 'zod';
import { handoverStore, receiptNumber } from '../handovers/handovers.store.ts';
import { amountsOf } from '../stock/day-account.ts';
import { database, type ServingCycle } from '../session/serving.ts';
import { fingerprint } from '../setup/fingerprint.ts';
import { dayByName, type DayRow } from './day.store.ts';
import { dayReport, notPresented } from './report.ts';
import { tallyOf } from './tally.store.ts';

type Totals = z.infer<typeof AccountTotals>;

/** The disbursement summary of one day as figures; undefined for a day that never was. */
export function summaryData(serving: ServingCycle, name: string): SummaryData | undefined {
  const day = dayByName(database(serving), name);
  if (day === undefined) return undefined;
  const { certificate, cycle } = serving;
  const { programme, programmeName, site, siteName, desk, deskName, epoch } = certificate;
  const manifest = cycle.roll.manifest();
  return {
    station: {
      programme,
      programmeName,
      site,
      siteName,
      desk,
      deskName,
      epoch,
      fingerprint: fingerprint(Buffer.from(certificate.signKey, 'hex')),
    },
    cycle: {
      id: manifest.cycle,
      name: manifest.cycleName,
      issuedAtMs: manifest.issuedAtMs,
      packageNumber: manifest.number,
      validUntilMs: manifest.validUntilMs,
    },
    items: cycle.roll.items().map(({ item, name: names, unit, icon, plannedQuantity }) => ({
      account: item,
      name: names,
      unit,
      icon,
      planned: plannedQuantity,
    })),
    beneficiaries: cycle.roll.expected(),
    entitled: Object.entries(manifest.totals).sort(([a], [b]) => (a < b ? -1 : 1)),
    report: dayReport(serving, day),
    cycleTally: {
      ...tallyOf(database(serving), { cycle: day.cycle }),
      notPresented: notPresented(serving, day.cycle),
    },
    cycleAccounts: cycleAccounts(serving, day),
    reversals: reversals(serving, day.day),
    notServedByReason: database(serving)
      .prepare(
        'SELECT reason, count(*) AS count FROM not_served WHERE day = ? GROUP BY reason ORDER BY count DESC, reason',
      )
      .all<{ reason: string; count: number }>([day.day]),
  };
}

/** All days of the cycle up to this one: the first opening, everything in between, the last count. */
function cycleAccounts(serving: ServingCycle, day: DayRow): Totals[] {
  const rows = database(serving)
    .prepare(
      `SELECT a.account, a.opening, a.received, a.handed, a.reversed FROM day_account a JOIN day_session d ON d.day = a.day
       WHERE d.cycle = $cycle AND d.open_seq <= (SELECT open_seq FROM day_session WHERE day = $day) ORDER BY d.open_seq`,
    )
    .all<Pick<Totals, 'account' | 'opening' | 'received' | 'handed' | 'reversed'>>({ cycle: day.cycle, day: day.day });
  const accounts = new Map<string, Totals>();
  for (const row of rows) {
    const before = accounts.get(row.account);
    const sum = {
      account: row.account,
      opening: before?.opening ?? row.opening,
      received: (before?.received ?? 0) + row.received,
      handed: (before?.handed ?? 0) + row.handed,
      reversed: (before?.reversed ?? 0) + row.reversed,
    };
    const expected = sum.opening + sum.received - sum.handed + sum.reversed;
    accounts.set(row.account, { ...sum, expected, counted: null, difference: null });
  }
  return [...accounts.values()].sort((a, b) => (a.account < b.account ? -1 : 1));
}

function reversals(serving: ServingCycle, day: string): SummaryData['reversals'] {
  const { desk } = serving.certificate;
  const store = handoverStore(database(serving), desk);
  return database(serving)
    .prepare('SELECT seq, of_seq, reason, at_ms, operator, approved_by, sole FROM reversal WHERE day = ? ORDER BY seq')
    .all<{
      seq: number;
      of_seq: number;
      reason: string;
      at_ms: number;
      operator: string;
      approved_by: string;
      sole: number;
    }>([day])
    .map((row) => ({
      seq: row.seq,
      of: receiptNumber(desk, row.of_seq),
      atMs: row.at_ms,
      reason: row.reason,
      operator: row.operator,
      approvedBy: row.approved_by,
      sole: row.sole === 1,
      amounts: amountsOf(store.lines(row.of_seq)).map(([account, quantity]): [string, number] => [account, quantity]),
    }));
}
