import { createWriteStream, existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import type { PaperFonts } from '../../../main/vault/reports/paper/fonts.ts';
import { nameIn } from '../../../shared/receipt/moments.ts';
import type { StockItem } from '../../../shared/domain/roll.ts';
import type { TrustList } from '../../../shared/domain/trust-list.ts';
import type { Language } from '../../../shared/ipc/views.ts';
import { isVoucherCode, printedCode } from '../../../shared/wire/voucher-code.ts';
import { IssuerError } from '../issuer-error.ts';
import type { MadeVoucher } from '../vouchers/make-voucher.ts';
import type { Register } from '../vouchers/register.ts';
import { writeVoucherSheet, type PrintedSheet } from '../vouchers/voucher-sheet.ts';

export type WriteOptions = Readonly<{
  vouchers: readonly MadeVoucher[];
  register: Register;
  /** PDF file to write. */
  output: string;
  /** NDJSON file to write. */
  list: string;
  programmeName: string;
  cycleName?: string;
  /** For the names of providers. */
  trust: TrustList | undefined;
  /** For the names of items. */
  stock: readonly StockItem[];
  language: Language;
  fonts: PaperFonts;
  nowMs: number;
  progress?: (vouchers: number) => void;
}>;

/** Throws an IssuerError where one of the files is there already: a list of vouchers is not kept anywhere else. */
export function assertNew(...paths: readonly string[]): void {
  const known = paths.find((path) => existsSync(path));
  if (known !== undefined) throw new IssuerError(`${known} exists already; vouchers are never overwritten`);
}

/** Enters vouchers into the register, then writes list and paper; both appear whole or not at all. */
export async function writeVouchers(options: WriteOptions): Promise<PrintedSheet> {
  const { vouchers, register, output, list, trust, stock, language } = options;
  const providers = new Map(trust?.providers.map(({ id, name }) => [id, name]));
  const items = new Map(stock.map((one) => [one.item, `${nameIn(one.name, language, one.item)} (${one.unit})`]));
  const [unfinishedPdf, unfinishedList] = [`${output}.part`, `${list}.part`];
  try {
    writeFileSync(unfinishedList, vouchers.map((one) => `${JSON.stringify(lineOf(one))}\n`).join(''), { mode: 0o600 });
    const printed = await writeVoucherSheet({
      vouchers,
      programmeName: options.programmeName,
      ...(options.cycleName === undefined ? {} : { cycleName: options.cycleName }),
      providerName: (id) => providers.get(id),
      itemName: (item) => items.get(item) ?? item,
      language,
      fonts: options.fonts,
      nowMs: options.nowMs,
      out: createWriteStream(unfinishedPdf, { mode: 0o600 }),
      ...(options.progress === undefined ? {} : { progress: options.progress }),
    });
    register.save();
    renameSync(unfinishedList, list);
    renameSync(unfinishedPdf, output);
    return printed;
  } finally {
    rmSync(unfinishedPdf, { force: true });
    rmSync(unfinishedList, { force: true });
  }
}

function lineOf({ order, code, id, statusIndex, gv1, jwt }: MadeVoucher): object {
  const { beneficiary, provider, validFromMs, validUntilMs } = order;
  const printed = isVoucherCode(code) ? printedCode(code) : code;
  return { code, printed, id, statusIndex, beneficiary, provider, validFromMs, validUntilMs, gv1, jwt };
}
