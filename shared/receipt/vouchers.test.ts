import { describe, expect, test } from 'vitest';
import { paperSlips } from './paper.ts';
import { aClaim, aHold, aReceipt, aRelease } from './receipt.fixture.ts';

const UTC = { timeZone: 'UTC' } as const;

describe('papers of vouchers', () => {
  test.each([
    ['en', 'FOR THE PATIENT', 'FOR THE FILE', 'COPY 2'],
    ['fr', 'POUR LE PATIENT', 'POUR LE DOSSIER', 'COPIE 2'],
    ['ar', 'نسخة المريض', 'نسخة الملف', 'نسخة 2'],
  ] as const)('two claim slips in %s differ in whose they are', (language, patient, file, copy) => {
    const slips = paperSlips(aClaim(), 2, { language, ...UTC });
    expect(slips.map(([first]) => first)).toEqual([
      { kind: 'banner', text: patient, size: 'large' },
      { kind: 'banner', text: file, size: 'large' },
    ]);
    for (const slip of slips) {
      expect(slip).toContainEqual({ kind: 'banner', text: copy, size: 'huge' });
      expect(slip).toContainEqual({ kind: 'qr', text: aClaim().qr });
      expect(JSON.stringify(slip)).toContain('D02-1301');
    }
  });

  test('a claim taken back, and a hold that has ended, say so first', () => {
    for (const slip of paperSlips(aClaim({ releasedBy: 'D02-1345' }), 1, { language: 'en' })) {
      expect(slip).toContainEqual({ kind: 'banner', text: 'TAKEN BACK', size: 'huge' });
      expect(slip).toContainEqual({ kind: 'pair', label: 'Taken back by', value: 'D02-1345', bold: true });
    }
    expect(JSON.stringify(paperSlips(aClaim(), 0, { language: 'en' }))).not.toContain('TAKEN BACK');
    const [hold] = paperSlips(aHold({ endedBy: 'D02-1340' }), 0, { language: 'en' });
    expect(hold).toContainEqual({ kind: 'banner', text: 'ENDED', size: 'huge' });
    expect(JSON.stringify(paperSlips(aHold(), 0, { language: 'en' }))).not.toContain('ENDED');
  });

  test('leave out what a voucher for nobody of the roll does not say', () => {
    const nobody = { household: '', name: '', nameLatin: '', code: null } as const;
    for (const data of [aHold(nobody), aClaim(nobody), aRelease(nobody)])
      for (const slip of paperSlips(data, 0, { language: 'en' })) {
        const labels = slip.flatMap((block) => (block.kind === 'pair' ? [block.label] : []));
        expect(labels).not.toContain('Household');
        expect(labels).not.toContain('Voucher');
        expect(slip.some((block) => block.kind === 'text' && block.text === '')).toBe(false);
      }
  });

  test('a release names who approved, and that nobody else could', () => {
    const said = (sole: boolean): string => JSON.stringify(paperSlips(aRelease({ sole }), 0, { language: 'fr' }));
    for (const expected of ['D02-1340', 'Mauvais montant', 'S01', 'S02']) expect(said(false)).toContain(expected);
    expect(said(true)).toContain('sans seconde personne');
    expect(said(false)).not.toContain('sans seconde personne');
  });

  test('a receipt names the voucher that was redeemed, and no household where there is none', () => {
    const [receipt] = paperSlips(aReceipt({ voucher: 'KSL-7F3Q-9M2X', household: '' }), 0, { language: 'en' });
    expect(receipt).toContainEqual({ kind: 'pair', label: 'Voucher', value: 'KSL-7F3Q-9M2X', bold: true });
    expect(JSON.stringify(receipt)).not.toContain('Household');
    expect(JSON.stringify(paperSlips(aReceipt(), 0, { language: 'en' }))).not.toContain('Voucher');
  });
});
