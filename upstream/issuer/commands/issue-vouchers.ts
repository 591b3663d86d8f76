import type { KeyObject } from 'node:crypto';
import type { PaperFonts } from '../../../main/vault/reports/paper/fonts.ts';
import type { TrustList } from '../../../shared/domain/trust-list.ts';
import type { Language } from '../../../shared/ipc/views.ts';
import { voucherId } from '../../../shared/wire/gv1.ts';
import { IssuerError } from '../issuer-error.ts';
import { ownCredentials } from '../keys/credentials-file.ts';
import type { ProgrammeFolder } from '../keys/programme-folder.ts';
import { openG2pSigner, voucherKeys, voucherSigner, type OpenG2pIssuer } from '../keys/voucher-keys.ts';
import type { Placed } from '../source/households.ts';
import { readStock } from '../source/plans.ts';
import { createProblems, type Problems } from '../source/problems.ts';
import { readVoucherOrders } from '../source/voucher-orders.ts';
import {
  drawCode,
  makeVoucher,
  openG2pFault,
  openG2pVoucher,
  type MadeVoucher,
  type MakingOptions,
} from '../vouchers/make-voucher.ts';
import type { VoucherOrder } from '../vouchers/order.ts';
import { fitsBox } from '../vouchers/printed-qr.ts';
import { openRegister } from '../vouchers/register.ts';
import type { PrintedSheet } from '../vouchers/voucher-sheet.ts';
import { assertNew, writeVouchers } from './write-vouchers.ts';

/** What issuing anew and issuing beside another issuer's voucher have in common. */
export type VoucherRun = Readonly<{
  programme: ProgrammeFolder;
  input: string;
  /** PDF file to write. */
  output: string;
  /** NDJSON file to write: every voucher's codes. */
  list: string;
  cycle: string;
  cycleName?: string;
  exclude: ReadonlySet<string>;
  language: Language;
  fonts: PaperFonts;
  nowMs: number;
  askPassphrase: () => Promise<string>;
  progress?: (vouchers: number) => void;
}>;

export type IssueVouchersOptions = VoucherRun &
  Readonly<{
    /** Folder whose `stock` names the items; their codes are printed where it is left out. */
    stock?: string;
    /** Makes each voucher in OpenG2P's form as well. */
    openG2p: boolean;
    /** Cryptographically random bytes. */
    random: (bytes: number) => Uint8Array;
  }>;

/**
 * Makes the vouchers that a file asks for. Throws an IssuerError that lists every wrong row before anything is written, or
 * where one of the files exists already.
 */
export async function issueVouchers(options: IssueVouchersOptions): Promise<PrintedSheet> {
  const { programme, output, list, nowMs, askPassphrase } = options;
  assertNew(output, list);
  const keys = voucherKeys(programme);
  if (options.openG2p && keys.openG2p === undefined)
    throw new IssuerError('There is no key for vouchers in OpenG2P’s form (command "voucher-keys" with --openg2p)');
  const problems = createProblems(options.exclude);
  const trust = ownCredentials(programme.folder, nowMs);
  const stock = options.stock === undefined ? [] : await readStock(options.stock, problems);
  const { programme: name, programmeName } = programme.programme;
  const register = openRegister(programme.folder);
  const making = {
    programme: name,
    cycle: options.cycle,
    signer: await voucherSigner(programme, askPassphrase),
    register,
  };
  const openG2p = options.openG2p ? keys.openG2p : undefined;
  const key = openG2p === undefined ? undefined : await openG2pSigner(programme, askPassphrase);
  const check = orderChecks({
    items: options.stock === undefined ? undefined : new Set(stock.map(({ item }) => item)),
    trust,
    keyEndsMs: keys.key.validUntilMs,
    openG2p,
    nowMs,
  });

  const vouchers: MadeVoucher[] = [];
  for await (const placed of readVoucherOrders(options.input, problems)) {
    const { file, line, id, value } = placed;
    if (options.exclude.has(id)) continue;
    const faults = check(value);
    const code = value.code ?? drawCode(name, register, options.random);
    if (register.find(voucherId(name, code)) !== undefined) faults.push(`code ${code} was issued before`);
    for (const fault of faults) problems.add(file, line, id, fault);
    const made = faults.length > 0 ? undefined : madeOrProblem(placed, { issuer: name, code }, making, problems);
    if (made !== undefined) vouchers.push(withOpenG2p(made, openG2p, key, trust));
  }
  if (vouchers.length === 0) problems.add(options.input, 0, '', 'there are no vouchers');
  problems.assertNone();
  return writeVouchers({ ...options, vouchers, register, programmeName, trust, stock });
}

/** A voucher, or a row of the list of problems. */
export function madeOrProblem(
  { file, line, id, value }: Placed<VoucherOrder>,
  naming: Readonly<{ issuer: string; code: string }>,
  making: MakingOptions,
  problems: Problems,
): MadeVoucher | undefined {
  try {
    const made = makeVoucher(value, naming, making);
    if (fitsBox(made.gv1)) return made;
    problems.add(file, line, id, 'too much for a code of 35 mm: leave out the name, or divide the items');
  } catch (thrown) {
    if (!(thrown instanceof RangeError)) throw thrown;
    problems.add(file, line, id, thrown.message);
  }
  return undefined;
}

type Checks = Readonly<{
  items: ReadonlySet<string> | undefined;
  trust: TrustList | undefined;
  keyEndsMs: number;
  openG2p: OpenG2pIssuer | undefined;
  nowMs: number;
}>;

function orderChecks({ items, trust, keyEndsMs, openG2p, nowMs }: Checks): (order: VoucherOrder) => string[] {
  const providers = trust === undefined ? undefined : new Set(trust.providers.map(({ id }) => id));
  return (order) => {
    const { provider, validFromMs, validUntilMs } = order;
    const strange = items === undefined ? undefined : order.items.find(({ item }) => !items.has(item));
    const fault = openG2p === undefined ? undefined : openG2pFault(order, openG2p);
    return [
      ...(validUntilMs <= nowMs ? ['valid_until is over already'] : []),
      ...(validFromMs >= keyEndsMs ? ['valid_from is after the end of the voucher key'] : []),
      ...(strange === undefined ? [] : [`item ${strange.item} is not in the stock plan`]),
      ...(provider !== undefined && providers?.has(provider) === false
        ? [`provider ${provider} is not in the trust list`]
        : []),
      ...(fault === undefined ? [] : [fault]),
    ];
  };
}

function withOpenG2p(
  made: MadeVoucher,
  openG2p: OpenG2pIssuer | undefined,
  key: KeyObject | undefined,
  trust: TrustList | undefined,
): MadeVoucher {
  if (openG2p === undefined || key === undefined) return made;
  const provider = trust?.providers.find(({ id }) => id === made.order.provider);
  return { ...made, jwt: openG2pVoucher(made, openG2p, key, provider?.name) };
}
