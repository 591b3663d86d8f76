import type { DayReport } from '../../../../shared/ipc/views.ts';
import { SLIP_WORDS } from '../../../../shared/receipt/words.ts';
import { formatCount } from '../../../../shared/words/money.ts';
import { ALARM, heading, isolated, type Flow } from '../paper/flow.ts';
import { drawTable, type Cell } from '../paper/table.ts';
import { note } from '../paper/fields.ts';
import { accountName, amountList, atTime, figure, type Summary } from './parts.ts';

type Totals = DayReport['accounts'][number];

/** Who came, this day and in the cycle up to it. */
export function drawPeople(flow: Flow, { data, words, language }: Summary): void {
  const row = (title: string, tally: DayReport['tally']): Cell[] => [
    { text: title, bold: true },
    ...[tally.served, tally.part, tally.notServed, tally.reversed, tally.notPresented].map((count) =>
      formatCount(count, language),
    ),
  ];
  drawTable(
    flow,
    words.people,
    [
      { title: '', weight: 2 },
      ...[words.served, words.part, words.notServed, words.reversed, words.notPresented].map((title) => ({
        title,
        weight: 1.4,
        figures: true,
      })),
    ],
    [row(words.thisDay, data.report.tally), row(words.cycleSoFar, data.cycleTally)],
  );
}

export function drawTotals(flow: Flow, summary: Summary): void {
  const { data, words } = summary;
  const row = (totals: Totals): Cell[] => {
    const show = (quantity: number): string => figure(summary, totals.account, quantity);
    return [
      accountName(summary, totals.account),
      ...[totals.opening, totals.received, totals.handed, totals.reversed].map(show),
      { text: show(totals.expected), bold: true },
      totals.counted === null ? words.notCounted : { text: show(totals.counted), bold: true },
      totals.difference === null
        ? '–'
        : { text: signed(show(totals.difference), totals.difference), ...mark(totals.difference) },
    ];
  };
  drawTable(
    flow,
    words.totals,
    [
      { title: words.item, weight: 2.6 },
      ...[
        words.opening,
        words.received,
        words.handed,
        words.reversed,
        words.expected,
        words.counted,
        words.difference,
      ].map((title) => ({ title, weight: 1.5, figures: true })),
    ],
    data.report.accounts.map(row),
  );
}

/** What the cycle owes, what has left this desk so far, and what is left. */
export function drawCycle(flow: Flow, summary: Summary): void {
  const { data, words } = summary;
  drawTable(
    flow,
    words.cycleProgress,
    [
      { title: words.item, weight: 2.6 },
      ...[words.entitled, words.handedNet, words.remaining].map((title) => ({ title, weight: 1.8, figures: true })),
    ],
    data.entitled.map(([account, entitled]) => {
      const so = data.cycleAccounts.find((one) => one.account === account);
      const handed = (so?.handed ?? 0) - (so?.reversed ?? 0);
      const show = (quantity: number): string => figure(summary, account, quantity);
      return [accountName(summary, account), show(entitled), show(handed), show(entitled - handed)];
    }),
  );
}

export function drawOperators(flow: Flow, summary: Summary): void {
  const { data, words, language } = summary;
  if (data.report.byOperator.length === 0) return;
  const count = (value: number): string => formatCount(value, language);
  drawTable(
    flow,
    words.byOperator,
    [
      { title: words.desk, weight: 0.8 },
      { title: words.operator, weight: 2 },
      ...[words.served, words.part, words.notServed, words.reversed].map((title) => ({
        title,
        weight: 1.1,
        figures: true,
      })),
      { title: words.amounts, weight: 3.4 },
    ],
    data.report.byOperator.map((one) => [
      isolated(data.station.desk),
      one.name === '' || one.name === one.operator ? one.operator : `${one.name} (${isolated(one.operator)})`,
      count(one.served),
      count(one.part),
      count(one.notServed),
      count(one.reversed),
      amountList(summary, one.amounts),
    ]),
  );
}

export function drawReasons(flow: Flow, { data, words, language }: Summary): void {
  if (data.notServedByReason.length === 0) return;
  const known: Readonly<Record<string, string>> = words.notServedReason;
  drawTable(
    flow,
    words.reasons,
    [
      { title: words.reason, weight: 4 },
      { title: words.people1, weight: 1, figures: true },
    ],
    data.notServedByReason.map(({ reason, count }) => [known[reason] ?? reason, formatCount(count, language)]),
  );
}

export function drawReversals(flow: Flow, summary: Summary): void {
  const { data, words } = summary;
  if (data.reversals.length === 0) {
    heading(flow, words.reversals);
    return note(flow, words.noReversals);
  }
  const known: Readonly<Record<string, string>> = SLIP_WORDS[summary.language].reversalReason;
  drawTable(
    flow,
    words.reversals,
    [
      { title: words.entry, weight: 0.9 },
      { title: words.receipt, weight: 1.4 },
      { title: words.time, weight: 0.9 },
      { title: words.reason, weight: 1.8 },
      { title: words.operator, weight: 1.2 },
      { title: words.approved, weight: 1.3 },
      { title: words.movedBack, weight: 3 },
    ],
    data.reversals.map((one) => [
      isolated(String(one.seq)),
      isolated(one.of),
      isolated(atTime(summary, one.atMs)),
      known[one.reason] ?? one.reason,
      isolated(one.operator),
      one.sole ? words.approvedAlone(isolated(one.approvedBy)) : isolated(one.approvedBy),
      amountList(summary, one.amounts),
    ]),
  );
}

/** Only what does not agree, in words a reader cannot miss. */
export function drawDifferences(flow: Flow, summary: Summary): void {
  const { data, words } = summary;
  const { accounts } = data.report;
  if (accounts.every((totals) => totals.difference === null)) return;
  const open = accounts.filter((totals) => totals.difference !== null && totals.difference !== 0);
  if (open.length === 0) {
    heading(flow, words.differences);
    return note(flow, words.noDifferences);
  }
  drawTable(
    flow,
    words.differences,
    [
      { title: words.item, weight: 2.6 },
      ...[words.expected, words.counted, words.difference].map((title) => ({ title, weight: 1.6, figures: true })),
    ],
    open.map((totals) => {
      const show = (quantity: number): string => figure(summary, totals.account, quantity);
      const difference = totals.difference ?? 0;
      return [
        accountName(summary, totals.account),
        show(totals.expected),
        show(totals.counted ?? 0),
        { text: signed(show(difference), difference), ...mark(difference) },
      ];
    }),
  );
  flow.y += 3;
  note(flow, differencesNote(summary));
}

/** Whether the differences were accepted is known only once the day is closed. */
function differencesNote({ data, words }: Summary): string {
  const { closedAtMs, coSignedBy, sole } = data.report;
  if (closedAtMs === null) return words.differencesNotClosed;
  if (sole) return words.closedAlone;
  return coSignedBy === null ? words.differencesNotCoSigned : words.differencesCoSigned(isolated(coSignedBy));
}

/** A surplus gets its plus sign; a lack has its minus. */
function signed(figures: string, value: number): string {
  return value > 0 ? `+${figures}` : figures;
}

function mark(difference: number): Readonly<{ bold?: boolean; colour?: string }> {
  return difference === 0 ? {} : { bold: true, colour: ALARM };
}
