import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PaperData } from '../ipc/paper-views.ts';
import type { Language } from '../ipc/views.ts';
import { commandsOf, linesOf, nameOf } from './escpos.fixture.ts';
import { paperText, slipFits, slipText } from './escpos.ts';
import { paperSlips } from './paper.ts';
import { aClaim, aHold, aReceipt, aRelease, aReversal } from './receipt.fixture.ts';
import { testSlip } from './test-sheet.ts';

const ARABIC = { name: 'فاطمة إبراهيم', nameLatin: 'Fatima Ibrahim' };
const COLUMNS = [32, 42, 48] as const;

describe('a receipt in the printer’s own letters', () => {
  test('holds everything, in commands that printers know', () => {
    const bytes = paperText(aReceipt({ part: true }), 1, { language: 'fr', columns: 48 });
    const printed = linesOf(bytes).join('\n');
    for (const expected of [
      'D02-1284  Ck9x',
      'COPIE 1',
      'RETRAIT PARTIEL',
      'Aïcha Traoré',
      'HH-004512',
      '2 × bidon',
      '12 500 SDG',
      'livres soudanaises',
      'C01',
    ])
      expect(printed).toContain(expected);
    expect(commandsOf(bytes).map(nameOf).slice(-2)).toEqual(['ESCd', 'GSV']);
  });

  test('carries the code as it is', () => {
    const bytes = paperText(aReceipt(), 0, { language: 'en', columns: 32 });
    expect(String.fromCharCode(...bytes)).toContain(aReceipt().qr);
  });

  test('names people by their Latin names where it must, and speaks English for Arabic', () => {
    const collector = { kind: 'member', ...ARABIC } as const;
    const printed = linesOf(paperText(aReceipt({ ...ARABIC, collector }), 0, { language: 'ar', columns: 42 })).join(
      '\n',
    );
    expect(printed.match(/Fatima Ibrahim/gu)).toHaveLength(2);
    expect(printed).toContain('member of the household');
    expect(printed).not.toContain('?');
    const slip = linesOf(paperText(aReversal(ARABIC), 0, { language: 'ar', columns: 42 })).join('\n');
    expect(slip).toContain('Fatima Ibrahim');
  });

  test('a reversal says that it is one, of which receipt, why, and who asked and approved', () => {
    const printed = linesOf(paperText(aReversal(), 1, { language: 'en', columns: 48 })).join('\n');
    for (const expected of [
      'REVERSED',
      'COPY 1',
      'D02-1290',
      'Rv3r',
      'D02-1284',
      'Entered twice',
      'S01',
      'S02',
      '2 × can',
    ])
      expect(printed).toContain(expected);
  });

  test.each(COLUMNS)('stays within %i columns, whatever the names', (columns) => {
    const words = fc.string({ minLength: 1, maxLength: 90 });
    fc.assert(
      fc.property(words, words, words, (name, receipt, item) => {
        const lines = aReceipt().lines.map((line) => ({ ...line, name: { en: item } }));
        const bytes = paperText(aReceipt({ name, receipt, programmeName: item, lines }), 2, {
          language: 'en',
          columns,
        });
        expect(Math.max(...linesOf(bytes).map((line) => line.length))).toBeLessThanOrEqual(columns);
      }),
      { numRuns: 40 },
    );
  });
});

describe('whether a receipt fits the code page', () => {
  const fits = (data: PaperData, language: Language): boolean => paperSlips(data, 1, { language }).every(slipFits);
  test('Latin names in French do', () => expect(fits(aReceipt(), 'fr')).toBe(true));
  test('an Arabic name does not', () => expect(fits(aReceipt(ARABIC), 'en')).toBe(false));
  test('Arabic words do not', () => expect(fits(aReceipt(), 'ar')).toBe(false));
  test('a collector counts too', () =>
    expect(fits(aReceipt({ collector: { kind: 'proxy', ...ARABIC } }), 'en')).toBe(false));
});

test.each(COLUMNS)('the test sheet counts %i columns', (columns) => {
  const slip = testSlip({ language: 'en', columns, nowMs: 0, timeZone: 'UTC', inPicture: false });
  const ruler = linesOf(slipText(slip, columns)).find((line) => line.startsWith('1234567890'));
  expect(ruler).toHaveLength(columns);
});

describe('papers of vouchers in the printer’s own letters', () => {
  test('a claim comes twice, cut apart, each saying whose it is', () => {
    const bytes = paperText(aClaim(), 1, { language: 'en', columns: 42 });
    const names = commandsOf(bytes).map(nameOf);
    expect(names.filter((name) => name === 'GSV')).toHaveLength(2);
    expect(names.slice(-2)).toEqual(['ESCd', 'GSV']);
    const printed = linesOf(bytes).join('\n');
    const [first, second] = printed.split('FOR THE FILE');
    expect(first).toContain('FOR THE PATIENT');
    for (const half of [first, second])
      for (const expected of [
        'D02-1340',
        'Cm5k',
        'COPY 1',
        'LAB-12 × 2',
        '80,000.50 SDG',
        '95,000.50 SDG',
        '404,999.50',
      ])
        expect(half).toContain(expected);
    expect(first).not.toContain('Signature');
    expect(second).toContain('Signature');
  });

  test.each([
    ['hold', aHold(ARABIC), ['Hold', 'Hd2w', 'KSL-7F3Q-9M2X', 'Kassala Teaching Hospital', '500,000 SDG']],
    ['release', aRelease(ARABIC), ['TAKEN BACK', 'D02-1340', 'Rl8v', 'Wrong amount', 'S02', '95,000.50 SDG']],
  ])('a %s says what it is about', (_, data, all) => {
    const bytes = paperText(data, 0, { language: 'ar', columns: 48 });
    const printed = linesOf(bytes).join('\n');
    for (const expected of [...all, 'Fatima Ibrahim']) expect(printed).toContain(expected);
    expect(
      commandsOf(bytes)
        .map(nameOf)
        .filter((name) => name === 'GSV'),
    ).toHaveLength(1);
  });

  test.each(COLUMNS)('stay within %i columns, whatever the names', (columns) => {
    const words = fc.string({ minLength: 1, maxLength: 90 });
    fc.assert(
      fc.property(words, words, words, (name, code, service) => {
        const services = [{ code, name: service, quantity: 10_000, amountMinor: 9_000_000_000_000_000 }];
        const data = aClaim({ name, code, issuer: service, provider: name, services, hold: code });
        const bytes = paperText(data, 2, { language: 'fr', columns });
        expect(Math.max(...linesOf(bytes).map((line) => line.length))).toBeLessThanOrEqual(columns);
      }),
      { numRuns: 40 },
    );
  });
});
