import { formatCount } from '../../../../shared/words/money.ts';
import { fields, note } from '../paper/fields.ts';
import { heading, isolated, type Flow } from '../paper/flow.ts';
import { footers } from '../paper/footers.ts';
import { SIGN_BOX_HEIGHT, signBoxes } from '../paper/sign-boxes.ts';
import { onDate, type Summary } from './parts.ts';

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

/** Room to sign, never parted. */
export function drawSignatures(flow: Flow, { words }: Summary): void {
  heading(flow, words.signatures, SIGN_BOX_HEIGHT + 4);
  signBoxes(flow, [words.clerk, words.supervisor, words.witness], words);
}

/** The same line on every page. */
export function drawFooters(flow: Flow, summary: Summary): void {
  const { data, words } = summary;
  const { report, station } = data;
  const origin = isolated(`${station.programme} / ${station.site} / ${station.desk}`);
  const text = `${origin} · ${onDate(summary, report.closedAtMs ?? report.openedAtMs)} · ${isolated(report.check)}`;
  footers(flow, text, words.page);
}

/** Hexadecimal digits in groups of eight, which can be read out and compared. */
function grouped(hex: string): string {
  return (hex.match(/.{1,8}/g) ?? []).join(' ');
}
