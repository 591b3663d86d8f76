import { currencyOf } from '../../../../shared/domain/account.ts';
import { formatAmountMinor, formatCount } from '../../../../shared/words/money.ts';
import { amountInWords } from '../../../../shared/words/amount.ts';
import { ALARM, heading, isolated, isolatedName, put, type Flow } from '../paper/flow.ts';
import { fields, type Field } from '../paper/fields.ts';
import { titled } from '../paper/title.ts';
import { atMoment, onDate, type Summary } from './parts.ts';

const GAP = 9;

/** The fields of OpenG2P's disbursement summary under its names and in its order. */
export function drawHead(flow: Flow, summary: Summary): void {
  const { data, words } = summary;
  const { station, report } = data;
  titled(flow, words.title, station.programmeName);
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
