import { describe, expect, test } from 'vitest';
import { receiptSlip } from './receipt.ts';
import { aReceipt } from './receipt.fixture.ts';

const UTC = { timeZone: 'UTC' } as const;
const [oil, cash] = aReceipt().lines;

describe('a receipt', () => {
  test('says who got what, when and where', () => {
    const slip = receiptSlip(aReceipt(), 0, { language: 'en', ...UTC });
    const said = JSON.stringify(slip);
    for (const expected of [
      'Lean season assistance',
      'North distribution point',
      'Desk 2',
      'Cycle 4',
      '24 Nov 2026, 09:05',
    ])
      expect(said).toContain(expected);
    expect(slip).toContainEqual({
      kind: 'number',
      label: 'Receipt',
      number: 'D02-1284',
      checkLabel: 'Check',
      check: 'Ck9x',
    });
    expect(slip).toContainEqual({ kind: 'item', icon: 'oil', name: 'Oil 4 L', quantity: '2 × can', notes: [] });
    expect(slip).toContainEqual({ kind: 'qr', text: aReceipt().qr });
  });

  test('gives cash in figures and in words', () => {
    const slip = receiptSlip(aReceipt(), 0, { language: 'en', ...UTC });
    expect(slip).toContainEqual({
      kind: 'item',
      icon: 'cash',
      name: 'Cash',
      quantity: '12,500\u00a0SDG',
      notes: ['Twelve thousand five hundred Sudanese pounds'],
    });
  });

  test('is marked on every copy, never on the original', () => {
    const banners = (copy: number) =>
      receiptSlip(aReceipt(), copy, { language: 'fr' }).filter(({ kind }) => kind === 'banner');
    expect(banners(0)).toEqual([]);
    expect(banners(2)).toEqual([{ kind: 'banner', text: 'COPIE 2', size: 'huge' }]);
  });

  test('marks a part collection and says what is left, goods and cash', () => {
    const lines = [
      { ...oil!, quantity: 1, remaining: 1 },
      { ...cash!, remaining: 50 },
    ];
    const said = JSON.stringify(receiptSlip(aReceipt({ part: true, lines }), 0, { language: 'fr' }));
    expect(said).toContain('RETRAIT PARTIEL');
    expect(said).toContain('Reste à retirer : 1 × bidon');
    expect(said).toContain('Reste à retirer : 0,50\u00a0SDG');
  });

  test('names whoever collected for somebody else', () => {
    const collector = { kind: 'proxy', name: 'ዮሐንስ', nameLatin: 'Yohannes' } as const;
    const said = JSON.stringify(receiptSlip(aReceipt({ collector }), 0, { language: 'en' }));
    for (const expected of ['proxy of the household', 'ዮሐንስ', 'Yohannes']) expect(said).toContain(expected);
  });

  test('speaks Arabic with Western figures', () => {
    const said = JSON.stringify(receiptSlip(aReceipt(), 0, { language: 'ar', ...UTC }));
    for (const expected of ['زيت 4 لتر', '2 × صفيحة', '24 نوفمبر 2026', '12,500']) expect(said).toContain(expected);
    expect(said).not.toMatch(/[٠-٩]/u);
  });
});
