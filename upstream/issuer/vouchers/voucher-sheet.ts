import type { Writable } from 'node:stream';
import type { PaperFonts } from '../../../main/vault/reports/paper/fonts.ts';
import type { Language } from '../../../shared/ipc/views.ts';
import { writeSheet } from '../cards/sheet.ts';
import type { MadeVoucher } from './make-voucher.ts';
import { printedQr } from './printed-qr.ts';
import { drawVoucher, VOUCHER_HEIGHT, VOUCHER_WIDTH } from './voucher-face.ts';
import { voucherWords } from './voucher-words.ts';

export type VoucherSheetOptions = Readonly<{
  vouchers: Iterable<MadeVoucher>;
  programmeName: string;
  cycleName?: string;
  /** Undefined where nobody gave the provider a name. */
  providerName: (id: string) => string | undefined;
  itemName: (item: string) => string;
  language: Language;
  fonts: PaperFonts;
  nowMs: number;
  out: Writable;
  progress?: (vouchers: number) => void;
}>;

/** How many codes came out in which version and level of error correction, e.g. `11-Q`, and how narrow the modules got. */
export type PrintedSheet = Readonly<{
  vouchers: number;
  codes: Readonly<Record<string, number>>;
  leastModuleMm: number;
}>;

/**
 * Prints vouchers: an A4 PDF, eight of 95 × 66 mm a page with cut marks. `out` is ended, or destroyed when it fails.
 * @throws a RangeError for a voucher whose code is too long for its box (see `fitsBox`).
 */
export async function writeVoucherSheet(options: VoucherSheetOptions): Promise<PrintedSheet> {
  const { programmeName, cycleName, providerName, itemName, language, progress } = options;
  const words = voucherWords(language);
  const codes: Record<string, number> = {};
  let leastModuleMm = Infinity;
  const vouchers = await writeSheet({
    pieces: options.vouchers,
    draw: (paper, left, top, voucher) => {
      const qr = printedQr(voucher.gv1);
      if (qr === undefined) throw new RangeError('A code is too long for its box');
      const kind = `${qr.square.version}-${qr.level}`;
      codes[kind] = (codes[kind] ?? 0) + 1;
      leastModuleMm = Math.min(leastModuleMm, qr.moduleMm);
      const { provider } = voucher.order;
      drawVoucher(paper, left, top, {
        voucher,
        qr,
        programmeName,
        cycleName,
        providerName: provider === undefined ? undefined : providerName(provider),
        itemName,
        language,
        words,
      });
    },
    grid: { columns: 2, rows: 4, width: VOUCHER_WIDTH, height: VOUCHER_HEIGHT },
    title: [programmeName, words.voucher, cycleName].filter((part) => part !== undefined).join(' · '),
    language,
    words,
    fonts: options.fonts,
    nowMs: options.nowMs,
    out: options.out,
    ...(progress === undefined ? {} : { progress }),
  });
  return { vouchers, codes, leastModuleMm: Math.round(leastModuleMm * 1000) / 1000 };
}
