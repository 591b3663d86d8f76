import { SERVICE_WORDS } from '../../../../shared/receipt/service-words.ts';
import { formatCount } from '../../../../shared/words/money.ts';
import type { Flow } from '../paper/flow.ts';
import { drawTable } from '../paper/table.ts';
import { accountName, figure, type Summary } from './parts.ts';

/** Services that were given on vouchers, for which the provider claims from the programme; and what is set aside for others. */
export function drawServices(flow: Flow, summary: Summary): void {
  const { data, language } = summary;
  const words = SERVICE_WORDS[language];
  const { vouchers = [] } = data.report;
  if (vouchers.length === 0) return;
  const count = (value: number): string => formatCount(value, language);
  drawTable(
    flow,
    words.services,
    [
      { title: summary.words.item, weight: 2 },
      ...[words.captures, words.captured, words.takenBack, words.toClaim, words.holds, words.held].map((title) => ({
        title,
        weight: 1.6,
        figures: true,
      })),
    ],
    vouchers.map((one) => {
      const show = (quantity: number): string => figure(summary, one.account, quantity);
      return [
        accountName(summary, one.account),
        count(one.captures),
        show(one.captured),
        show(one.takenBack),
        { text: show(one.captured - one.takenBack), bold: true },
        count(one.holds),
        show(one.held),
      ];
    }),
  );
}
