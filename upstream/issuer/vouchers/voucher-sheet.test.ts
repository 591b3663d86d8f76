import { BarcodeFormat } from '@zxing/library';
import fc from 'fast-check';
import { PassThrough } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { signerOf } from '../../../main/vault/crypto/ed25519.ts';
import { fontsFrom } from '../../../main/vault/reports/paper/fonts.ts';
import type { Language } from '../../../shared/ipc/views.ts';
import { QUIET_MODULES } from '../cards/qr-square.ts';
import { readDots, type Dark } from '../cards/read-qr.fixture.ts';
import { MM } from '../cards/sheet.ts';
import { makeVoucher, type MadeVoucher } from './make-voucher.ts';
import type { VoucherOrder } from './order.ts';
import { fitsBox, printedQr, QR_BOX_MM } from './printed-qr.ts';
import { openRegister } from './register.ts';
import { writeVoucherSheet, type PrintedSheet } from './voucher-sheet.ts';

const NOW_MS = Date.UTC(2026, 10, 3, 8);
const fonts = fontsFrom(fileURLToPath(new URL('../../../resources/fonts', import.meta.url)));
const making = {
  programme: 'relief-2026',
  cycle: '2026-11',
  signer: signerOf(new Uint8Array(32).fill(7)),
  register: openRegister('/nowhere'),
};
const order: VoucherOrder = {
  beneficiary: 'HH-20-3417',
  provider: '34',
  items: [],
  cash: { currency: 'USD', amountMinor: 25_000 },
  validFromMs: NOW_MS,
  validUntilMs: NOW_MS + 1e9,
};
const made = (more: Partial<VoucherOrder>, code: string): MadeVoucher =>
  makeVoucher({ ...order, ...more }, { issuer: 'relief-2026', code }, making);
const long = {
  name: 'Amina Osman Idris',
  items: [
    { item: 'SORGHUM-25KG', quantity: 2 },
    { item: 'OIL', quantity: 1 },
  ],
};
const vouchers = [
  made({}, 'AAAA2222'),
  made({ ...long, name: 'محمد أحمد عبد الله' }, 'BBBB3333'),
  made(
    { items: Array.from({ length: 12 }, (_, at) => ({ item: `ITEM-${at}`, quantity: at + 1 })) },
    '2-37ec-47d3-a937-5d55',
  ),
  ...Array.from({ length: 6 }, (_, at) => made(long, `MORE${at}`)),
];

async function print(language: Language): Promise<{ sheet: PrintedSheet; pdf: Buffer; progress: number[] }> {
  const out = new PassThrough();
  const parts: Uint8Array[] = [];
  out.on('data', (part: Uint8Array) => parts.push(part));
  const progress: number[] = [];
  const sheet = await writeVoucherSheet({
    vouchers,
    programmeName: 'Relief',
    cycleName: 'November',
    providerName: () => 'Teaching Hospital',
    itemName: (item) => item,
    language,
    fonts,
    nowMs: NOW_MS,
    out,
    progress: (done) => progress.push(done),
  });
  return { sheet, pdf: Buffer.concat(parts), progress };
}

/** The codes in a PDF as they lie on paper, in points: rows of rectangles that are filled black at once. */
function codesIn(pdf: Buffer): Dark[][] {
  const text = pdf.toString('latin1');
  const streams = [...text.matchAll(/\/FlateDecode\s*>>\s*stream\r?\n([\s\S]*?)endstream/g)].map(([, packed = '']) => {
    try {
      return inflateSync(Buffer.from(packed, 'latin1')).toString('latin1');
    } catch {
      return '';
    }
  });
  const groups = streams.flatMap((page) => [...page.matchAll(/(?:[\d.]+ [\d.]+ [\d.]+ [\d.]+ re\n){50,}/g)]);
  return groups.map(([group]) =>
    group
      .trimEnd()
      .split('\n')
      .map((line): Dark => {
        const [x = 0, y = 0, width = 0, height = 0] = line.split(' ').map(Number);
        return [x, y, width, height];
      }),
  );
}

describe('sheet', () => {
  it.each(['en', 'fr', 'ar'] as const)(
    'holds codes that another program reads, in a box of 35 mm (%s)',
    async (language) => {
      const { sheet, pdf, progress } = await print(language);
      expect([sheet.vouchers, progress]).toEqual([9, [8, 9]]);
      const codes = codesIn(pdf);
      const read = codes.map((code) => {
        const module = code[0]?.[3] ?? 0;
        const [left, top] = [Math.min(...code.map(([x]) => x)), Math.min(...code.map(([, y]) => y))];
        const side = Math.max(...code.map(([x, , width]) => x + width)) - left;
        expect((side + 2 * QUIET_MODULES * module) / MM).toBeCloseTo(QR_BOX_MM, 3);
        expect(module / MM).toBeGreaterThanOrEqual(sheet.leastModuleMm - 0.001);
        const quiet = QUIET_MODULES * module;
        const dotsPerPoint = 4 / module;
        const dots = code.map(([x, y, width, height]): Dark => {
          const scaled = [x - left + quiet, y - top + quiet, width, height].map((value) => value * dotsPerPoint);
          return scaled as unknown as Dark;
        });
        return readDots(Math.round((side + 2 * quiet) * dotsPerPoint), dots);
      });
      expect(read).toEqual(vouchers.map(({ gv1 }) => ({ text: gv1, format: BarcodeFormat.QR_CODE })));
    },
  );
});

describe('printed code', () => {
  const text = fc.integer({ min: 20, max: 700 }).map((length) => `GV1${'A2B7'.repeat(175)}`.slice(0, length));

  it('has the better correction wherever its modules stay half a millimetre wide', () => {
    fc.assert(
      fc.property(text, (written) => {
        const printed = printedQr(written);
        expect(printed !== undefined).toBe(fitsBox(written));
        if (printed === undefined) return;
        const { level, moduleMm, square } = printed;
        expect(moduleMm).toBeCloseTo(QR_BOX_MM / (square.modules + 2 * QUIET_MODULES));
        // ISO/IEC 18004, table 7: version 11 holds 259 letters with level Q and 366 with M.
        expect(level).toBe(written.length <= 259 ? 'Q' : 'M');
        expect(moduleMm >= 0.5).toBe(written.length <= 366);
        expect(moduleMm).toBeGreaterThanOrEqual(0.396);
      }),
      { numRuns: 60 },
    );
    expect(printedQr('A'.repeat(600))?.square.version).toBe(15);
    expect(printedQr('A'.repeat(601))).toBeUndefined();
  });
});
