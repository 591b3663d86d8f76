import { fileURLToPath } from 'node:url';
import { extractText, extractTextItems } from 'unpdf';
import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { currencyOf } from '../../../../shared/domain/account.ts';
import type { SummaryData } from '../../../../shared/ipc/paper-views.ts';
import type { Language } from '../../../../shared/ipc/views.ts';
import { fontsFrom } from '../paper/fonts.ts';
import { SERVICES, SUMMARY } from './summary.fixture.ts';
import { writeSummary } from './write-summary.ts';

const fonts = fontsFrom(fileURLToPath(new URL('../../../../resources/fonts', import.meta.url)));
const timeZone = 'Africa/Khartoum';

async function textOf(data: SummaryData, language: Language): Promise<string> {
  const bytes = await writeSummary(data, { language, fonts, timeZone });
  const { text } = await extractText(new Uint8Array(bytes), { mergePages: true });
  return text.replaceAll(/\s+/gu, ' ');
}

/** Every figure that stands alone in its cell, in the order of the page, as an integer of units or minor units. */
async function figuresOf(data: SummaryData, language: Language): Promise<string> {
  const bytes = await writeSummary(data, { language, fonts, timeZone });
  const { items } = await extractTextItems(new Uint8Array(bytes));
  const figures = items
    .flat()
    .map((item) => item.str.replaceAll(/\s/gu, ''))
    .filter((text) => /^[+-]?[\d.,]+(?:[A-Z]{3})?$/.test(text))
    .map((text) => Number(text.replaceAll(/[.,A-Z]/g, '')));
  return ` ${figures.join(' ')} `;
}

/** Rows of figures as the pages must have them, each in one piece. */
function rowsOf({ report, entitled, cycleTally, cycleAccounts, beneficiaries }: SummaryData): number[][] {
  const accounts = report.accounts.map((totals) => {
    const { opening, received, handed, reversed, expected, counted, difference } = totals;
    return [opening, received, handed, reversed, expected, ...(counted === null ? [] : [counted, difference ?? 0])];
  });
  const people = [report.tally, cycleTally].map((tally) => Object.values(tally));
  const cycle = entitled.map(([account, due]) => {
    const totals = cycleAccounts.find((one) => one.account === account);
    const handed = (totals?.handed ?? 0) - (totals?.reversed ?? 0);
    return [due, handed, due - handed];
  });
  const operators = report.byOperator.map((one) => [one.served, one.part, one.notServed, one.reversed]);
  return [...accounts, ...people, ...cycle, ...operators, [beneficiaries], [report.entries]];
}

describe('the disbursement summary', () => {
  it.each(['en', 'fr', 'ar'] as const)('says the ledger’s numbers in %s', async (language) => {
    const figures = await figuresOf(SUMMARY, language);
    for (const row of rowsOf(SUMMARY)) expect(figures).toContain(` ${row.join(' ')} `);
    for (const [, total] of SUMMARY.entitled) expect(figures).toContain(` ${total} `);
  });

  it('has OpenG2P’s fields first and in its order', async () => {
    const text = await textOf(SUMMARY, 'en');
    const order = [
      'Disbursement Summary',
      'Date 24 Nov 2026',
      'Place Wad Sharifey, distribution point 3 · Desk 2 (D2)',
      'Program Details',
      'Program Name Food and Cash Support, Kassala',
      'Cycle Name November 2026',
      'Cycle Approved Date 20 Nov 2026',
      'Cycle Approved By Programme office (signed package 4)',
      'Payment Information',
      'Number of Beneficiaries 2,000',
      'Total Amount (in SDG) 24,500,000.00 SDG',
      'Total Amount (in words) Twenty-four million five hundred thousand Sudanese pounds',
      'Total Amount (in USD) 12,345.50 USD',
      'Total Amount (in words) Twelve thousand three hundred and forty-five US dollars and 50/100',
      'Totals per item and currency',
    ].map((field) => text.indexOf(field));
    expect(order).not.toContain(-1);
    expect(order).toEqual(order.toSorted((a, b) => a - b));
  });

  it.each(['en', 'fr', 'ar'] as const)(
    'says in %s what services on vouchers come to, only where there were any',
    async (language) => {
      const words = { en: 'Vouchers: services', fr: 'Bons : services', ar: 'للمطالبة' }[language];
      expect(await textOf(SUMMARY, language)).not.toContain(words);
      const served = { ...SUMMARY, report: { ...SUMMARY.report, vouchers: SERVICES } };
      expect(await textOf(served, language)).toContain(words);
      const figures = await figuresOf(served, language);
      for (const { captures, captured, takenBack, holds, held } of SERVICES)
        expect(figures).toContain(` ${[captures, captured, takenBack, captured - takenBack, holds, held].join(' ')} `);
      for (const row of rowsOf(SUMMARY)) expect(figures).toContain(` ${row.join(' ')} `);
    },
  );

  it('names the entry it was drawn from, on every page', async () => {
    const text = await textOf(SUMMARY, 'fr');
    expect(text).toContain('tallypoint/SDN-FOOD/KAS-03/D2/1');
    expect(text.replaceAll(' ', '')).toContain(SUMMARY.report.head);
    expect(text).toContain('4f1a 93bc 0d77 e652');
    expect(text.match(/24 nov\. 2026 · q7Zw Page \d sur 2/g)).toHaveLength(2);
    expect(text).toContain('1102 D2-1098 11:31 Mauvaise quantité CLK-01 SUP-01 Huile végétale × 3 · 12 500 SDG');
  });

  it('carries the same numbers for any day', async () => {
    const quantity = fc.integer({ min: 0, max: 2 ** 40 });
    const account = fc.record({
      opening: quantity,
      received: quantity,
      handed: quantity,
      reversed: quantity,
      difference: fc.integer({ min: -999, max: 999 }),
    });
    const day = fc.record({
      goods: account,
      cash: account,
      zero: account,
      language: fc.constantFrom<Language>('en', 'fr', 'ar'),
    });
    await fc.assert(
      fc.asyncProperty(day, async ({ goods, cash, zero, language }) => {
        const accounts = (
          [
            ['OIL-1L', goods],
            ['cash:SDG', cash],
            ['cash:XAF', zero],
          ] as const
        ).map(([code, totals]) => {
          const expected = totals.opening + totals.received - totals.handed + totals.reversed;
          return { ...totals, account: code, expected, counted: expected + totals.difference };
        });
        const data = { ...SUMMARY, report: { ...SUMMARY.report, accounts } };
        const figures = await figuresOf(data, language);
        for (const row of rowsOf(data)) expect(figures).toContain(` ${row.join(' ')} `);
      }),
      { numRuns: 6 },
    );
  });

  it('fills as many pages as a long day needs and repeats the head of a table', async () => {
    const [first] = SUMMARY.reversals;
    if (first === undefined) throw new Error('The sample day has a reversal');
    const reversals = Array.from({ length: 120 }, (_, index) => ({ ...first, seq: 2_000 + index }));
    const text = await textOf({ ...SUMMARY, reversals }, 'en');
    expect(text.match(/Entry Receipt Time Reason/g)?.length).toBeGreaterThan(2);
    for (const { seq } of reversals) expect(text).toContain(`${seq} D2-1098`);
  });

  it('is marked while the day is open, and empty of what was not counted', async () => {
    const accounts = SUMMARY.report.accounts.map((totals) => ({ ...totals, counted: null, difference: null }));
    const report = { ...SUMMARY.report, accounts, closedAtMs: null, closedBy: null, coSignedBy: null };
    const text = await textOf({ ...SUMMARY, report, reversals: [], notServedByReason: [] }, 'en');
    expect(text).toContain('Interim: this day is not closed yet');
    expect(text).toContain('not counted');
    expect(text).toContain('No hand-over was reversed on this day.');
    expect(text).not.toContain('Differences');
  });

  it.each([
    ['en', 'no co-signature has been given', 'Within the limits'],
    ['fr', 'aucune contre-signature n’a été donnée', 'Dans les limites'],
    ['ar', 'بعد، ولم', 'ضمن الحدود'],
  ] as const)('calls no difference accepted before the day is closed, in %s', async (language, open, accepted) => {
    const report = { ...SUMMARY.report, closedAtMs: null, closedBy: null, coSignedBy: null };
    const counted = await textOf({ ...SUMMARY, report }, language);
    expect(counted).toContain(open);
    expect(counted).not.toContain(accepted);
    const closed = await textOf({ ...SUMMARY, report: { ...SUMMARY.report, coSignedBy: null } }, language);
    expect(closed).toContain(accepted);
    expect(closed).not.toContain(open);
  });

  it.each([
    ['en', 'Closed without a second signature', 'SUP-01, alone'],
    ['fr', 'Clôturé sans seconde signature', 'SUP-01, sans autre'],
    ['ar', 'أُغلق دون توقيع', 'بمفرده'],
  ] as const)('says in %s where nobody else at the site could sign', async (language, closed, approved) => {
    const alone = {
      ...SUMMARY,
      report: { ...SUMMARY.report, coSignedBy: null, sole: true },
      reversals: SUMMARY.reversals.map((one) => ({ ...one, sole: true })),
    };
    const [text, usual] = await Promise.all([textOf(alone, language), textOf(SUMMARY, language)]);
    for (const said of [closed, approved]) {
      expect(text).toContain(said);
      expect(usual).not.toContain(said);
    }
  });

  it('is the same file for the same data', async () => {
    const [one, two] = await Promise.all([1, 2].map(() => writeSummary(SUMMARY, { language: 'ar', fonts, timeZone })));
    expect(Buffer.compare(one ?? new Uint8Array(), two ?? new Uint8Array())).toBe(0);
  });

  it('shows no cash where there is none', async () => {
    const goods = SUMMARY.entitled.filter(([account]) => currencyOf(account) === undefined);
    expect(await textOf({ ...SUMMARY, entitled: goods }, 'en')).toContain('Total Amount (in —) No cash in this cycle');
  });
});
