import { currencyOf } from '../../../../shared/domain/account.ts';
import { formatAmountMinor, formatCount } from '../../../../shared/words/money.ts';
import { amountInWords } from '../../../../shared/words/amount.ts';
import { ALARM, BRAND, heading, INK_SOFT, isolated, isolatedName, put, type Flow } from '../paper/flow.ts';
import { atMoment, fields, onDate, type Field, type Summary } from './parts.ts';

const MARK = 34;
const GAP = 9;

/** The fields of OpenG2P's disbursement summary under its names and in its order. */
export function drawHead(flow: Flow, summary: Summary): void {
  const { data, words } = summary;
  const { station, report } = data;
  drawMark(flow);
  const width = flow.width - 2 * (MARK + 12);
  put(flow, words.title, MARK + 12, flow.y - 2, { size: 19, bold: true, align: 'centre', width, maxLines: 1 });
  put(flow, station.programmeName, MARK + 12, flow.y + 24, {
    size: 10,
    colour: INK_SOFT,
    align: 'centre',
    width,
    maxLines: 1,
  });
  flow.y += MARK + 14;
  if (report.closedAtMs === null) {
    flow.y +=
      put(flow, words.interim, 0, flow.y, { size: 10, bold: true, colour: ALARM, align: 'centre', width: flow.width }) +
      6;
  }
  fields(flow, [
    { label: words.date, value: onDate(summary, report.closedAtMs ?? report.openedAtMs), bold: true },
    { label: words.place, value: placeName(summary), bold: true },
  ]);
  flow.y += GAP;
  heading(flow, words.programDetails);
  fields(flow, [
    { label: words.programName, value: station.programmeName },
    { label: words.cycleName, value: data.cycle.name },
    { label: words.approvedDate, value: onDate(summary, data.cycle.issuedAtMs) },
    { label: words.approvedBy, value: words.office(data.cycle.packageNumber) },
  ]);
  flow.y += GAP;
  heading(flow, words.paymentInformation);
  fields(flow, payment(summary));
  flow.y += GAP;
  heading(flow, words.day);
  fields(flow, dayFields(summary));
}

function placeName({ data: { station } }: Summary): string {
  const desk =
    station.deskName === '' || station.deskName === station.desk
      ? station.desk
      : `${isolatedName(station.deskName)} (${isolated(station.desk)})`;
  return `${isolatedName(station.siteName)} · ${desk}`;
}

function payment({ data, words, language }: Summary): Field[] {
  const cash = data.entitled.flatMap(([account, total]) => {
    const currency = currencyOf(account);
    if (currency === undefined) return [];
    return [
      {
        label: words.totalAmount(isolated(currency)),
        value: isolated(formatAmountMinor(total, currency, language, { decimals: 'always' })),
        bold: true,
      },
      { label: words.totalInWords, value: amountInWords(total, currency, language) },
    ];
  });
  const none = [{ label: words.totalAmount('—'), value: words.noCash }];
  return [
    { label: words.beneficiaries, value: formatCount(data.beneficiaries, language), bold: true },
    ...(cash.length === 0 ? none : cash),
  ];
}

function dayFields(summary: Summary): Field[] {
  const { words, data } = summary;
  const { report } = data;
  const by = (atMs: number, operator: string): string => `${atMoment(summary, atMs)} · ${words.by(isolated(operator))}`;
  return [
    { label: words.opened, value: by(report.openedAtMs, report.openedBy) },
    {
      label: words.closed,
      value: report.closedAtMs === null ? words.notClosed : by(report.closedAtMs, report.closedBy ?? ''),
    },
    ...(report.coSignedBy === null ? [] : [{ label: words.coSigned, value: isolated(report.coSignedBy) }]),
    ...(report.sole ? [{ label: words.coSigned, value: words.closedAlone, bold: true }] : []),
  ];
}

/** The station's mark: a tally of five. */
function drawMark(flow: Flow): void {
  const { pdf } = flow.paper;
  const left = flow.direction === 'ltr' ? flow.left : flow.left + flow.width - MARK;
  pdf.roundedRect(left, flow.y, MARK, MARK, 8).fill(BRAND);
  pdf.lineWidth(2.4).lineCap('round').strokeColor('#ffffff');
  for (const offset of [9.5, 14.5, 19.5, 24.5])
    pdf.moveTo(left + offset, flow.y + 9).lineTo(left + offset, flow.y + 25);
  pdf
    .moveTo(left + 6, flow.y + 23)
    .lineTo(left + 28, flow.y + 11)
    .stroke();
}
