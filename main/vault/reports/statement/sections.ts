import { encode } from 'uqr';
import type { ClaimPaper } from '../../../../shared/ipc/paper-views.ts';
import type { Language } from '../../../../shared/ipc/views.ts';
import type { ClaimedCapture } from '../../../../shared/wire/claim-file.ts';
import { amountInWords } from '../../../../shared/words/amount.ts';
import { formatAmountMinor, formatCount } from '../../../../shared/words/money.ts';
import { fields, note } from '../paper/fields.ts';
import { ALARM, heading, isolated, isolatedName, placeOf, put, type Flow } from '../paper/flow.ts';
import { SIGN_BOX_HEIGHT, signBoxes } from '../paper/sign-boxes.ts';
import { drawTable, type Cell } from '../paper/table.ts';
import { titled } from '../paper/title.ts';
import type { StatementWords } from './words/statement-words.ts';

/** What every section of a statement is drawn from. */
export type StatementPaper = Readonly<{
  data: ClaimPaper;
  language: Language;
  words: StatementWords;
  onDate: (ms: number) => string;
}>;

/** Side of the entry's code, points: modules of half a millimetre. */
const CODE = 96;

export function drawHead(flow: Flow, statement: StatementPaper): void {
  const { data, words, language, onDate } = statement;
  const { particulars, number, replacedBy, atMs } = data;
  const { provider, issuer, programme, site, desk, cycleName, currency, totalMinor, operator } = particulars;
  titled(flow, words.title, programme.name);
  if (replacedBy !== null) {
    const style = { size: 11, bold: true, colour: ALARM, align: 'centre', width: flow.width } as const;
    flow.y += put(flow, words.replacedBy(isolated(replacedBy)), 0, flow.y, style) + 6;
  }
  const times = particulars.captures.map((capture) => capture.atMs);
  const [from, until] = [onDate(Math.min(...times)), onDate(Math.max(...times))];
  const deskName = desk.name === '' || desk.name === desk.id ? isolated(desk.id) : isolatedName(desk.name);
  fields(flow, [
    { label: words.number, value: isolated(number), bold: true },
    { label: words.date, value: onDate(atMs) },
    ...(particulars.replaces === undefined ? [] : [{ label: words.replaces, value: isolated(particulars.replaces) }]),
    { label: words.provider, value: `${isolatedName(provider.name)} (${isolated(provider.id)})`, bold: true },
    { label: words.payer, value: `${isolatedName(issuer.name)} (${isolated(issuer.id)})` },
    { label: words.programme, value: programme.name },
    { label: words.cycle, value: cycleName },
    { label: words.place, value: `${isolatedName(site.name)} · ${deskName}` },
    { label: words.period, value: from === until ? from : `${isolatedName(from)} – ${isolatedName(until)}` },
    { label: words.total, value: money(statement, totalMinor, 'code'), bold: true },
    { label: words.totalInWords, value: amountInWords(totalMinor, currency, language) },
    { label: words.madeBy, value: `${isolatedName(operator.name)} (${isolated(operator.id)})` },
    ...(particulars.note === undefined ? [] : [{ label: words.note, value: isolatedName(particulars.note) }]),
  ]);
}

export function drawVouchers(flow: Flow, statement: StatementPaper): void {
  const { data, words, onDate } = statement;
  const { captures, currency, totalMinor } = data.particulars;
  const figures = [words.voucherAmount, words.given, words.claimed];
  const rows = captures.map((capture): Cell[] => [
    `${isolated(capture.receipt)} ${isolated(capture.check)}`,
    onDate(capture.atMs),
    voucherText(capture),
    capture.holder === undefined ? isolated(capture.household ?? '–') : isolatedName(capture.holder),
    servicesText(statement, capture),
    money(statement, capture.dueMinor),
    money(statement, capture.capturedMinor),
    { text: money(statement, capture.amountMinor), bold: true },
  ]);
  const sum: Cell[] = [
    { text: words.sum, bold: true },
    '',
    '',
    '',
    '',
    '',
    money(
      statement,
      captures.reduce((total, { capturedMinor }) => total + capturedMinor, 0),
    ),
    { text: money(statement, totalMinor), bold: true },
  ];
  drawTable(
    flow,
    `${words.vouchers(captures.length)} · ${isolated(currency)}`,
    [
      { title: words.receipt, weight: 1.5 },
      { title: words.day, weight: 1.2 },
      { title: words.voucher, weight: 2.3 },
      { title: words.person, weight: 1.6 },
      { title: words.services, weight: 3 },
      ...figures.map((title) => ({ title, weight: 1.2, figures: true })),
    ],
    [...rows, sum],
  );
}

export function drawByService(flow: Flow, statement: StatementPaper): void {
  const { data, words, language } = statement;
  const sums = new Map<string, { name: string; quantity: number; amountMinor: number }>();
  for (const { code, name, quantity, amountMinor } of data.particulars.captures.flatMap(({ services }) => services)) {
    const known = sums.get(code) ?? { name, quantity: 0, amountMinor: 0 };
    sums.set(code, { name, quantity: known.quantity + quantity, amountMinor: known.amountMinor + amountMinor });
  }
  drawTable(
    flow,
    words.byService,
    [
      { title: words.service, weight: 4 },
      { title: words.quantity, weight: 1, figures: true },
      { title: words.given, weight: 1.4, figures: true },
    ],
    [...sums].map(([code, { name, quantity, amountMinor }]) => [
      isolatedName(`${code} ${name}`),
      formatCount(quantity, language),
      money(statement, amountMinor),
    ]),
  );
}

export function drawDocuments(flow: Flow, { data, words }: StatementPaper): void {
  const rows = data.particulars.captures.flatMap(({ receipt, documents }) =>
    documents.map(({ kind, sha256 }): Cell[] => [isolated(receipt), words.kind[kind], isolated(sha256)]),
  );
  if (rows.length === 0) {
    heading(flow, words.documents, 20);
    return note(flow, words.noDocuments);
  }
  drawTable(
    flow,
    words.documents,
    [
      { title: words.receipt, weight: 1 },
      { title: words.document, weight: 1.4 },
      { title: words.file, weight: 5 },
    ],
    rows,
  );
}

/** The entry's code with its number beside it: whoever has the log can tell that this is the one. */
export function drawRecord(flow: Flow, { data, words }: StatementPaper): void {
  heading(flow, words.record, CODE + 8);
  const top = flow.y;
  drawCode(flow, data.qr, placeOf(flow, 0, CODE), top);
  const offset = CODE + 14;
  const style = { size: 10, width: flow.width - offset };
  flow.y += put(flow, `${words.entry} ${isolated(data.number)}`, offset, flow.y + 6, { ...style, bold: true });
  flow.y += put(flow, `${words.check} ${isolated(data.check)}`, offset, flow.y + 8, { ...style, bold: true, size: 13 });
  put(flow, words.recordNote, offset, flow.y + 12, { ...style, size: 8.5 });
  flow.y = top + CODE;
}

export function drawSigning(flow: Flow, { words }: StatementPaper): void {
  heading(flow, words.signatures, SIGN_BOX_HEIGHT + 4);
  signBoxes(flow, words.roles, words);
}

function drawCode({ paper: { pdf } }: Flow, text: string, x: number, y: number): void {
  const { data, size } = encode(text, { ecc: 'M', border: 2 });
  const module = CODE / size;
  for (const [row, line] of data.entries())
    for (const [column, dark] of line.entries())
      if (dark) pdf.rect(x + column * module, y + row * module, module, module);
  pdf.fill('#000000');
}

function voucherText({ code, entitlement }: ClaimedCapture): string {
  const parts = [code, entitlement === undefined ? undefined : `#${entitlement}`];
  return (
    parts
      .filter((part) => part !== undefined)
      .map(isolated)
      .join(' ') || '–'
  );
}

function servicesText(statement: StatementPaper, { services }: ClaimedCapture): string {
  return services
    .map(
      ({ code, name, quantity, amountMinor }) =>
        `${isolatedName(`${code} ${name}`)}\u00a0×\u00a0${formatCount(quantity, statement.language)}: ${isolated(money(statement, amountMinor))}`,
    )
    .join(' · ');
}

function money({ data, language }: StatementPaper, amountMinor: number, currency: 'code' | 'none' = 'none'): string {
  return formatAmountMinor(amountMinor, data.particulars.currency, language, { decimals: 'always', currency });
}
