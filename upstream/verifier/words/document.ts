import type { Finding, Severity } from '../core/catalogue.ts';
import type { LogReport, Report } from '../core/report.ts';
import type { DayShown } from '../core/rules/day-figures.ts';
import type { Named } from '../core/rules/rule.ts';
import type { Summary } from '../core/rules/rules.ts';
import {
  accountName,
  fill,
  findingSentence,
  isolate,
  quantityText,
  statementSentence,
  WORDS,
  type Language,
} from './words.ts';

export type Point = Readonly<{ tone: Severity | 'proven' | 'open'; label: string; place: string; text: string }>;

/** A report as people read it, on a page or in a terminal. The first column of a table is text, the others are figures. */
export type Block =
  | Readonly<{ kind: 'verdict'; verdict: Report['verdict']; title: string; text: string }>
  | Readonly<{ kind: 'heading'; level: 2 | 3; text: string }>
  | Readonly<{ kind: 'fields'; fields: readonly (readonly [label: string, value: string])[] }>
  | Readonly<{ kind: 'table'; caption: string; head: readonly string[]; rows: readonly (readonly string[])[] }>
  | Readonly<{ kind: 'points'; points: readonly Point[] }>;

export function documentOf(report: Report, language: Language): Block[] {
  const { report: words, verdict, verdictSays } = WORDS[language];
  return [
    {
      kind: 'verdict',
      verdict: report.verdict,
      title: verdict[report.verdict],
      text: verdictSays[report.verdict],
    },
    { kind: 'fields', fields: [[words.programme, report.programme]] },
    ...section(words.findings, findingPoints(report, language)),
    ...section(words.receipts, receiptPoints(report, language)),
    ...report.logs.flatMap((log) => logBlocks(log, language)),
    ...section(
      words.proven,
      report.proven.map((one) => ({ tone: 'proven', label: '✓', place: '', text: statementSentence(one, language) })),
    ),
    ...section(
      words.notProven,
      report.notProven.map((one) => ({ tone: 'open', label: '?', place: '', text: statementSentence(one, language) })),
    ),
  ];
}

function section(title: string, points: readonly Point[]): Block[] {
  if (points.length === 0) return [];
  return [
    { kind: 'heading', level: 2, text: title },
    { kind: 'points', points },
  ];
}

function findingPoints(report: Report, language: Language): Point[] {
  const { report: words, severity } = WORDS[language];
  if (report.findings.length === 0) return [{ tone: 'note', label: '', place: '', text: words.noFindings }];
  const found = report.findings.map((one) => ({
    tone: one.severity,
    label: `${severity[one.severity]}: ${one.code}`,
    place: placeOf(one, language),
    text: findingSentence(one, language),
  }));
  const more = report.more.map((one) => ({
    tone: 'note' as const,
    label: one.code,
    place: one.log,
    text: fill(words.more, { count: one.count }),
  }));
  return [...found, ...more];
}

function placeOf({ log, seq, file, line }: Finding, language: Language): string {
  const { report: words } = WORDS[language];
  return [
    ...(log === undefined ? [] : [log]),
    ...(seq === undefined ? [] : [`${words.entry} ${seq}`]),
    ...(file === undefined ? [] : [`${words.file} ${file}`]),
    ...(line === undefined ? [] : [`${words.line} ${line}`]),
  ]
    .map((part) => isolate(part, language))
    .join(', ');
}

function receiptPoints(report: Report, language: Language): Point[] {
  const { report: words, standing } = WORDS[language];
  return report.receipts.map((one) => ({
    tone: one.standing === 'not-found' ? 'broken' : 'proven',
    label: standing[one.standing],
    place: `${one.log}, ${words.entry} ${one.seq}, ${moment(one.atMs)}`,
    text: [
      ...(one.amounts === undefined ? [] : [amounts(one.amounts, language)]),
      ...(one.reversedBy === undefined ? [] : [fill(words.reversedBy, { seq: one.reversedBy })]),
    ].join('; '),
  }));
}

function logBlocks(log: LogReport, language: Language): Block[] {
  const { report: words } = WORDS[language];
  const { summary } = log;
  const fields: [string, string][] = [
    [words.entries, String(log.entries)],
    [words.cosigned, String(log.cosignedSize)],
    [words.key, log.key ?? '–'],
    [words.root, log.root ?? '–'],
    [words.head, log.head ?? '–'],
  ];
  const heading: Block = { kind: 'heading', level: 2, text: `${words.log} ${log.log}` };
  if (summary === null) return [heading, { kind: 'fields', fields: [...fields, [words.from, words.partial]] }];
  fields.push(
    [words.from, moment(summary.firstAtMs)],
    [words.to, moment(summary.lastAtMs)],
    [words.boots, String(summary.boots)],
    [words.timeQuality, tally(summary.timeQuality)],
    [words.lookups, tally(summary.lookupsByOperator)],
    [words.withoutCard, countOf(summary.via, 'lookup')],
    [words.byCredential, countOf(summary.via, 'credential')],
    ...voucherFields(summary, language),
    [words.proxies, countOf(summary.collectedBy, 'proxy')],
    [words.sheets, tally(summary.receipts)],
    [words.copies, String(summary.copies)],
    [words.approvals, String(summary.approvals)],
    [words.net, amounts(summary.net, language)],
  );
  return [
    heading,
    { kind: 'fields', fields },
    { kind: 'heading', level: 3, text: words.days },
    ...summary.days.flatMap((day) => dayBlocks(day, language)),
  ];
}

/** Nothing where the log has no voucher. */
function voucherFields(summary: Summary, language: Language): [string, string][] {
  const { report: words } = WORDS[language];
  const { vouchers, byVoucher, services } = summary;
  if (vouchers === 0) return [];
  const counted = (count: number, list: Named): string => `${count} (${amounts(list, language)})`;
  return [
    [words.byVoucher, String(byVoucher)],
    [words.services, counted(services.captures - services.takenBack, services.captured)],
    [words.takenBack, String(services.takenBack)],
    [words.holds, counted(services.openHolds, services.held)],
    [words.questions, `${services.holdersRight}, ${services.holdersWrong}`],
  ];
}

function servicesTable({ services }: DayShown, title: string, language: Language): Block[] {
  const { report: words } = WORDS[language];
  if (services.length === 0) return [];
  return [
    {
      kind: 'table',
      caption: `${title}: ${words.services}`,
      head: [words.account, words.captures, words.captured, words.takenBack, words.holds, words.held],
      rows: services.map(({ account, ...one }) => [
        accountName(account, language),
        String(one.captures),
        quantityText(account, one.captured, language),
        quantityText(account, one.takenBack, language),
        String(one.holds),
        quantityText(account, one.held, language),
      ]),
    },
  ];
}

function dayBlocks(day: DayShown, language: Language): Block[] {
  const { report: words } = WORDS[language];
  const title = `${words.day} ${isolate(day.day, language)}`;
  const closed = day.closedAtMs === null ? words.stillOpen : `${moment(day.closedAtMs)} ${day.closedBy ?? ''}`;
  return [
    {
      kind: 'fields',
      fields: [
        [words.day, `${day.day} (${day.cycle})`],
        [words.opened, `${moment(day.openedAtMs)} ${day.openedBy}`],
        [words.closed, closed],
        ...(day.coSignedBy === null ? [] : [[words.coSigned, day.coSignedBy] as const]),
        [words.served, `${day.served} (${words.part}: ${day.part})`],
        [
          words.notServed,
          [String(day.notServed), tally(day.notServedByReason)].filter((text) => text !== '–').join(': '),
        ],
        [words.reversed, String(day.reversed)],
      ],
    },
    {
      kind: 'table',
      caption: title,
      head: [
        words.account,
        words.opening,
        words.received,
        words.handed,
        words.reversed,
        words.expected,
        words.counted,
        words.difference,
      ],
      rows: day.accounts.map((one) => [
        accountName(one.account, language),
        ...[one.opening, one.received, one.handed, one.reversed, one.expected, one.counted, one.difference].map(
          (quantity) => (quantity === null ? '–' : quantityText(one.account, quantity, language)),
        ),
      ]),
    },
    ...servicesTable(day, title, language),
    {
      kind: 'table',
      caption: `${title}: ${words.operators}`,
      head: [words.operator, words.served, words.part, words.notServed, words.reversed, words.amounts],
      rows: day.byOperator.map((one) => [
        one.operator,
        ...[one.served, one.part, one.notServed, one.reversed].map(String),
        amounts(one.amounts, language),
      ]),
    },
  ];
}

function tally(list: Named): string {
  return list.length === 0 ? '–' : list.map(([name, count]) => `${name} ${count}`).join(', ');
}

function countOf(list: Named, name: string): string {
  return String(list.find(([one]) => one === name)?.[1] ?? 0);
}

function amounts(list: Named, language: Language): string {
  const texts = list.map(([account, quantity]) =>
    isolate(
      `${accountName(account, language)} ${isolate(quantityText(account, quantity, language), language)}`,
      language,
    ),
  );
  return texts.length === 0 ? '–' : texts.join(', ');
}

function moment(ms: number | null): string {
  return ms === null ? '–' : new Date(ms).toISOString();
}
