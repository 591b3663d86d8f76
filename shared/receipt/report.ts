import { currencyOf } from '../domain/account.ts';
import type { DayReport, ItemView, VoucherTotals } from '../ipc/views.ts';
import { formatCount, formatQuantity } from '../words/money.ts';
import { momentOnPaper, nameIn } from './moments.ts';
import type { PaperStyle } from './act.ts';
import { SERVICE_WORDS } from './service-words.ts';
import { pair, RULE, text, type Block, type Slip } from './slip.ts';
import { SLIP_WORDS } from './words.ts';

/** Where the report comes from, as the head of the slip names it. */
export type ReportPlace = Readonly<{
  programmeName: string;
  siteName: string;
  desk: string;
  deskName: string;
  cycleName: string;
  items: readonly ItemView[];
}>;

/** The X report of a day under way, or its Z report once closed, as a slip of receipt paper. */
export function reportSlip(report: DayReport, place: ReportPlace, style: PaperStyle & { nowMs: number }): Slip {
  const { language, timeZone } = style;
  const words = SLIP_WORDS[language];
  const at = (ms: number): string => momentOnPaper(ms, language, timeZone);
  const count = (value: number): string => formatCount(value, language);
  return [
    text(report.closedAtMs === null ? words.interimReport : words.finalReport, {
      size: 'large',
      align: 'centre',
      bold: true,
    }),
    text(place.programmeName, { align: 'centre' }),
    text(place.siteName, { align: 'centre' }),
    text(place.deskName === '' ? place.desk : place.deskName, { align: 'centre' }),
    text(place.cycleName, { align: 'centre' }),
    RULE,
    pair(words.opened, at(report.openedAtMs)),
    pair(words.operator, report.openedBy),
    ...(report.closedAtMs === null
      ? [pair(words.printed, at(style.nowMs))]
      : [pair(words.closed, at(report.closedAtMs)), pair(words.operator, report.closedBy ?? '')]),
    ...(report.coSignedBy === null ? [] : [pair(words.coSigned, report.coSignedBy)]),
    ...(report.sole ? [{ kind: 'banner', text: words.closedAlone, size: 'large' } as const] : []),
    RULE,
    pair(words.served, count(report.tally.served), true),
    pair(words.part, count(report.tally.part)),
    pair(words.notServed, count(report.tally.notServed)),
    pair(words.reversed, count(report.tally.reversed)),
    pair(words.notPresented, count(report.tally.notPresented)),
    ...report.accounts.flatMap((account) => accountBlocks(account, place.items, style)),
    ...(report.vouchers ?? []).flatMap((one) => serviceBlocks(one, style)),
    ...(report.byOperator.length === 0 ? [] : [RULE, operators(report, style)]),
    RULE,
    pair(words.entries, count(report.entries)),
    text(words.head),
    ...inGroups(report.head).map((line) => text(line, { align: 'centre' })),
    pair(words.check, report.check, true),
    ...(report.checkpoint === undefined
      ? []
      : [pair(words.checkpoint, `${report.checkpoint.size} ${report.checkpoint.root}`)]),
  ];
}

function accountBlocks(
  totals: DayReport['accounts'][number],
  items: readonly ItemView[],
  { language }: PaperStyle,
): Block[] {
  const words = SLIP_WORDS[language];
  const item = items.find((one) => one.item === totals.account);
  const currency = currencyOf(totals.account);
  const title = currency === undefined ? nameIn(item?.name ?? {}, language, totals.account) : words.cash;
  const value = (quantity: number): string => formatQuantity(totals.account, quantity, language);
  const line = (label: string, quantity: number | null, bold = false): Block[] =>
    quantity === null ? [] : [pair(label, value(quantity), bold)];
  return [
    RULE,
    text(title, { bold: true }),
    ...line(words.opening, totals.opening),
    ...(totals.received === 0 ? [] : line(words.received, totals.received)),
    ...line(words.handed, totals.handed),
    ...(totals.reversed === 0 ? [] : line(words.reversed, totals.reversed)),
    ...line(words.expected, totals.expected, true),
    ...line(words.counted, totals.counted, true),
    ...line(words.difference, totals.difference, true),
  ];
}

function serviceBlocks(totals: VoucherTotals, { language }: PaperStyle): Block[] {
  const words = SERVICE_WORDS[language];
  const { account, captures, captured, takenBackCaptures, takenBack, holds, held } = totals;
  const value = (quantity: number): string => formatQuantity(account, quantity, language);
  return [
    RULE,
    text(words.services, { bold: true }),
    pair(words.captures, formatCount(captures, language)),
    pair(words.captured, value(captured)),
    ...(takenBackCaptures === 0 ? [] : [pair(words.takenBack, value(takenBack))]),
    pair(words.toClaim, value(captured - takenBack), true),
    pair(words.holds, formatCount(holds, language)),
    ...(holds === 0 ? [] : [pair(words.held, value(held))]),
  ];
}

function operators(report: DayReport, { language }: PaperStyle): Block {
  const words = SLIP_WORDS[language];
  return {
    kind: 'table',
    columns: [words.byOperator, words.served, words.notServed],
    rows: report.byOperator.map((one) => [
      one.name === '' ? one.operator : one.name,
      formatCount(one.served, language),
      formatCount(one.notServed, language),
    ]),
  };
}

/** A hash in groups that an eye can keep its place in, four to a line. */
function inGroups(hex: string): string[] {
  const lines = hex.match(/.{1,16}/gu) ?? [];
  return lines.map((line) => (line.match(/.{1,4}/gu) ?? []).join(' '));
}
