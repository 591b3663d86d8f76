import { fileURLToPath } from 'node:url';
import { extractText } from 'unpdf';
import { describe, expect, it } from 'vitest';
import type { ClaimPaper } from '../../../../shared/ipc/paper-views.ts';
import type { Language } from '../../../../shared/ipc/views.ts';
import { fontsFrom } from '../paper/fonts.ts';
import { STATEMENT } from './statement.fixture.ts';
import { writeStatement } from './write-statement.ts';

const fonts = fontsFrom(fileURLToPath(new URL('../../../../resources/fonts', import.meta.url)));
const timeZone = 'Africa/Khartoum';

async function textOf(data: ClaimPaper, language: Language): Promise<string> {
  const bytes = await writeStatement(data, { language, fonts, timeZone });
  const { text } = await extractText(new Uint8Array(bytes), { mergePages: true });
  return text.replaceAll(/\s+/gu, ' ');
}

describe('a statement on paper', () => {
  it('says who claims what from whom, voucher by voucher, and what it comes to', async () => {
    const text = await textOf(STATEMENT, 'en');
    for (const said of [
      'Statement of claim',
      'Statement D2-412',
      'Takes the place of D2-398',
      'Claimed from Eastern Relief',
      'Period 21 Nov 2026 – 24 Nov 2026',
      'Total claimed 59,000.00 SDG',
      'Fifty-nine thousand Sudanese pounds',
      '3 vouchers · SDG',
      '2-37ec-47d3-a937-5d51 #301',
      'XRAY X-ray 3 45,000.00',
      'Sum 60,000.00 59,000.00',
      'Check characters Kx9a',
      'For the provider',
      'relief / kassala / D2 · D2-412 · Kx9a',
    ])
      expect(text.replaceAll('\u00a0', ' ')).toContain(said);
    expect(text).not.toContain('No longer valid');
  });

  it.each(['en', 'fr', 'ar'] as const)('carries every figure in %s', async (language) => {
    const text = (await textOf(STATEMENT, language)).replaceAll(/[\s.,\u202f\u00a0]/gu, '');
    for (const figure of ['5000000', '2000000', '1900000', '5900000', '6000000']) expect(text).toContain(figure);
    for (const { receipt } of STATEMENT.particulars.captures) expect(text).toContain(receipt);
  });

  it('says where another took its place, and repeats the head of a long table', async () => {
    const captures = Array.from({ length: 45 }, (_, at) => ({
      ...STATEMENT.particulars.captures[0]!,
      seq: 1000 + at,
      receipt: `D2-${1000 + at}`,
    }));
    const long = { ...STATEMENT, replacedBy: 'D2-500', particulars: { ...STATEMENT.particulars, captures } };
    const text = await textOf(long, 'en');
    expect(text).toContain('No longer valid: statement D2-500 took its place');
    expect(text.match(/Slip Day Voucher Beneficiary/g)?.length).toBeGreaterThan(2);
    for (const { receipt } of captures) expect(text).toContain(receipt);
  });

  it('is the same file for the same data', async () => {
    const [one, two] = await Promise.all(
      [1, 2].map(() => writeStatement(STATEMENT, { language: 'ar', fonts, timeZone })),
    );
    expect(Buffer.compare(one ?? new Uint8Array(), two ?? new Uint8Array())).toBe(0);
  });
});
