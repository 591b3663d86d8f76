import { formatCount } from '../../../../shared/words/money.ts';
import {
  directionOfLanguage,
  hairline,
  heading,
  INK,
  INK_SOFT,
  isolated,
  LINE,
  MARGIN,
  placeOf,
  put,
  type Flow,
} from '../paper/flow.ts';
import { paperText } from '../paper/text.ts';
import { fields, note, onDate, type Summary } from './parts.ts';

const BOX_GAP = 14;
const BOX_HEIGHT = 90;

/** Where the figures come from: enough to find the very entry, and to tell a forged sheet from a true one. */
export function drawLedger(flow: Flow, { data, words, language }: Summary): void {
  const { station, report } = data;
  heading(flow, words.ledger, 90);
  const origin = `tallypoint/${station.programme}/${station.site}/${station.desk}/${station.epoch}`;
  fields(flow, [
    { label: words.origin, value: isolated(origin), mono: true },
    { label: words.entries, value: formatCount(report.entries, language), bold: true },
    { label: words.head, value: isolated(grouped(report.head)), mono: true },
    { label: words.check, value: isolated(report.check), bold: true, mono: true },
    ...(report.checkpoint === undefined
      ? []
      : [
          {
            label: words.checkpoint,
            value: isolated(`${report.checkpoint.size} ${report.checkpoint.root}`),
            mono: true,
          },
        ]),
    { label: words.stationKey, value: isolated(station.fingerprint), mono: true },
  ]);
  flow.y += 4;
  note(flow, words.ledgerNote);
}

/** Three boxes to sign in, never parted from each other. */
export function drawSignatures(flow: Flow, { words }: Summary): void {
  heading(flow, words.signatures, BOX_HEIGHT + 4);
  const { pdf } = flow.paper;
  const width = (flow.width - 2 * BOX_GAP) / 3;
  for (const [index, role] of [words.clerk, words.supervisor, words.witness].entries()) {
    const offset = index * (width + BOX_GAP);
    const left = placeOf(flow, offset, width);
    pdf.roundedRect(left, flow.y, width, BOX_HEIGHT, 6).lineWidth(0.7).stroke(LINE);
    put(flow, role, offset + 10, flow.y + 8, { size: 10, bold: true, width: width - 20 });
    for (const [label, y] of [
      [words.name, 46],
      [words.signature, 78],
    ] as const) {
      pdf
        .moveTo(left + 10, flow.y + y - 2)
        .lineTo(left + width - 10, flow.y + y - 2)
        .lineWidth(0.7)
        .stroke(INK);
      put(flow, label, offset + 10, flow.y + y, { size: 7.5, colour: INK_SOFT, width: width - 20 });
    }
  }
  flow.y += BOX_HEIGHT;
}

/** The same line on every page: a page that was taken out is missed, one that was put in is noticed. */
export function drawFooters(flow: Flow, summary: Summary): void {
  const { pdf } = flow.paper;
  const { data, words, language } = summary;
  const { count } = pdf.bufferedPageRange();
  const { report, station } = data;
  const origin = isolated(`${station.programme} / ${station.site} / ${station.desk}`);
  const text = `${origin} · ${onDate(summary, report.closedAtMs ?? report.openedAtMs)} · ${isolated(report.check)}`;
  const style = { size: 8, colour: INK_SOFT, direction: directionOfLanguage(language) } as const;
  for (let page = 0; page < count; page++) {
    pdf.switchToPage(page);
    flow.y = pdf.page.height - MARGIN - 12;
    hairline(flow);
    paperText(flow.paper, text, placeOf(flow, 0, flow.width * 0.75), flow.y + 4, {
      ...style,
      width: flow.width * 0.75,
      maxLines: 1,
    });
    const number = words.page(page + 1, count);
    paperText(flow.paper, number, placeOf(flow, flow.width * 0.75, flow.width * 0.25), flow.y + 4, {
      ...style,
      width: flow.width * 0.25,
      align: 'end',
    });
  }
}

/** Hexadecimal digits in groups of eight, which can be read out and compared. */
function grouped(hex: string): string {
  return (hex.match(/.{1,8}/g) ?? []).join(' ');
}
