import type { ApprovalInput, DayReport } from '../../../shared/ipc/views.ts';
import { currencyOf } from '../../../shared/domain/account.ts';
import type { Policy } from '../../../shared/domain/policy.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import type { Approval } from '../../../shared/wire/entry-types.ts';
import type { AppendFailure } from '../ledger/ledger.types.ts';
import {
  append,
  database,
  unforeseen,
  type ApproveFailure,
  type Serving,
  type ServingCycle,
} from '../session/serving.ts';
import { addUp, type Counted, type CountInput } from './counts.ts';
import { accountTotals, dayByName, grandTotals, lastCount, openDay, type DayRow } from './day.store.ts';
import { dayReport, notPresented } from './report.ts';
import { tallyOf } from './tally.store.ts';
import { capturedOf } from './vouchers-of-day.ts';

type Failed<F extends string> = { code: F };
type Write = 'disk-full' | 'storage-fault';
type Report<F extends string> = Result<DayReport, Failed<F | Write>>;

/** Opens the day session with the float counted by denomination and the stock counted by item. */
export function openSession(
  serving: ServingCycle,
  input: CountInput,
): Report<'not-allowed' | 'already-open' | 'cycle-expired' | 'bad-count'> {
  if (serving.operator.role !== 'supervisor') return err({ code: 'not-allowed' });
  if (openDay(database(serving)) !== undefined) return err({ code: 'already-open' });
  const nowMs = serving.clock.nowMs();
  if (nowMs >= serving.cycle.roll.manifest().validUntilMs) return err({ code: 'cycle-expired' });
  const counted = count(serving, input);
  if (counted === undefined) return err({ code: 'bad-count' });
  const appended = append(serving, {
    t: 'open',
    body: {
      day: newDayName(serving, nowMs),
      cash: counted.cash,
      stock: counted.stock,
      denominations: counted.denominations,
    },
  });
  if (!appended.ok) return refused(appended.error, { one_day_open: 'already-open' });
  return ok(reportOf(serving, appended.value.entry.day));
}

/** Books a delivery of goods or cash under its waybill. */
export function receiveStock(
  serving: ServingCycle,
  input: CountInput & Readonly<{ waybill: string }>,
): Report<'not-allowed' | 'no-day-open' | 'bad-count'> {
  const day = openDay(database(serving));
  if (serving.operator.role !== 'supervisor') return err({ code: 'not-allowed' });
  if (day === undefined) return err({ code: 'no-day-open' });
  const counted = count(serving, input);
  if (counted === undefined) return err({ code: 'bad-count' });
  const amounts = [...counted.cash, ...counted.stock].filter(([, quantity]) => quantity > 0);
  if (amounts.length === 0) return err({ code: 'bad-count' });
  const appended = append(serving, { t: 'receive_stock', body: { day: day.day, waybill: input.waybill, amounts } });
  return appended.ok ? ok(reportOf(serving, day.day)) : err({ code: unforeseen(appended.error) });
}

/** The day so far. Asking for it is an entry: it shows what a blind count must not know. */
export function xReport(serving: Serving): Report<'no-day-open'> {
  const day = openDay(database(serving));
  if (day === undefined) return err({ code: 'no-day-open' });
  const appended = append(serving, { t: 'control', body: { kind: 'x-report' } });
  return appended.ok ? ok(reportOf(serving, day.day)) : err({ code: unforeseen(appended.error) });
}

export type CountAnswer = Readonly<{ report: DayReport; coSignNeeded: boolean }>;

/** Records one round of blind counting; the expected figures come out only afterwards. */
export function recordCount(
  serving: ServingCycle,
  input: CountInput,
): Result<CountAnswer, Failed<'not-allowed' | 'no-day-open' | 'bad-count' | Write>> {
  const day = openDay(database(serving));
  if (serving.operator.role !== 'supervisor') return err({ code: 'not-allowed' });
  if (day === undefined) return err({ code: 'no-day-open' });
  const counted = count(serving, input);
  if (counted === undefined) return err({ code: 'bad-count' });
  const appended = append(serving, {
    t: 'count',
    body: {
      day: day.day,
      round: (lastCount(database(serving), day.day)?.round ?? 0) + 1,
      amounts: [...counted.cash, ...counted.stock],
      denominations: counted.denominations,
    },
  });
  if (!appended.ok) return err({ code: unforeseen(appended.error) });
  return ok({ report: reportOf(serving, day.day), coSignNeeded: coSignNeeded(serving, day.day) });
}

/** Closes the day on its last count. Larger differences than the policy allows need a supervisor's own signature. */
export async function closeSession(
  serving: ServingCycle,
  approvalInput: ApprovalInput | undefined,
): Promise<Report<'not-allowed' | 'no-day-open' | 'not-counted' | 'needs-approval' | ApproveFailure>> {
  const db = database(serving);
  const day = openDay(db);
  if (serving.operator.role !== 'supervisor') return err({ code: 'not-allowed' });
  if (day === undefined) return err({ code: 'no-day-open' });
  if (!isCounted(serving, day)) return err({ code: 'not-counted' });
  let approval: Approval | undefined;
  if (coSignNeeded(serving, day.day)) {
    if (approvalInput === undefined) return err({ code: 'needs-approval' });
    const approved = await serving.approve(approvalInput, {
      act: 'day_close',
      subject: [day.day, ...accountTotals(db, day.day).map((one) => `${one.account}=${one.difference ?? 0}`)].join(' '),
      reason: 'difference',
    });
    if (!approved.ok) return err({ code: approved.error });
    approval = approved.value;
  }
  const captured = capturedOf(db, day.day);
  const appended = append(serving, {
    t: 'day_close',
    body: {
      day: day.day,
      accounts: accountTotals(db, day.day).map(
        (one) =>
          [
            one.account,
            one.opening,
            one.received,
            one.handed,
            one.reversed,
            one.counted ?? 0,
            one.difference ?? 0,
          ] as const,
      ),
      ...tallyOf(db, { day: day.day }),
      ...(captured.length === 0 ? {} : { captured }),
      grand: grandTotals(db),
      ...(approval === undefined ? {} : { apv: approval }),
    },
    aux: { notPresented: notPresented(serving, day.cycle) },
  });
  return appended.ok ? ok(reportOf(serving, day.day)) : err({ code: unforeseen(appended.error) });
}

/** True where the last count still says how things are: nothing moved since. */
export function isCounted(serving: Serving, day: Pick<DayRow, 'day'>): boolean {
  const last = lastCount(database(serving), day.day);
  if (last === undefined) return false;
  const moved = database(serving)
    .prepare(`SELECT 1 FROM entry WHERE seq > ? AND type IN ('handover', 'void', 'receive_stock') LIMIT 1`, {
      pluck: true,
    })
    .get([last.seq]);
  return moved === undefined;
}

function coSignNeeded(serving: ServingCycle, day: string): boolean {
  const policy: Policy = serving.cycle.roll.policy();
  return accountTotals(database(serving), day).some(({ account, difference }) => {
    const currency = currencyOf(account);
    const limit =
      currency === undefined ? policy.stockDifferenceLimit[account] : policy.cashDifferenceLimitMinor[currency];
    return Math.abs(difference ?? 0) > (limit ?? 0);
  });
}

function count(serving: ServingCycle, input: CountInput): Counted | undefined {
  const { roll } = serving.cycle;
  return addUp(input, { items: roll.items().map((item) => item.item), denominations: roll.policy().denominations });
}

/** `2026-03-04`, then `2026-03-04-2` should the day be opened again. UTC, as all times of the ledger. */
function newDayName(serving: Serving, nowMs: number): string {
  const date = new Date(nowMs).toISOString().slice(0, 10);
  const names = [date, ...Array.from({ length: 98 }, (_, index) => `${date}-${index + 2}`)];
  const free = names.find((name) => dayByName(database(serving), name) === undefined);
  if (free === undefined) throw new Error('The day was opened too often');
  return free;
}

function reportOf(serving: Serving, name: string): DayReport {
  const day = dayByName(database(serving), name);
  if (day === undefined) throw new Error('A day was recorded but not projected');
  return dayReport(serving, day);
}

function refused<F extends string>(
  failure: AppendFailure,
  known: Readonly<Record<string, F>>,
): Result<never, Failed<F | Write>> {
  const name =
    failure.code === 'refused' ? Object.keys(known).find((part) => failure.constraint.includes(part)) : undefined;
  const code = name === undefined ? undefined : known[name];
  return err({ code: code ?? unforeseen(failure) });
}
