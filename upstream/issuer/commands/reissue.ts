import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { createInterface } from 'node:readline';
import { checkCredential } from '../../../main/credentials/credentials.ts';
import type { CredentialResult, VoucherFacts } from '../../../shared/domain/credential-verdict.ts';
import type { TrustList } from '../../../shared/domain/trust-list.ts';
import { voucherSigner } from '../keys/voucher-keys.ts';
import { readEntitlements } from '../source/entitlements.ts';
import { createProblems, reasonOf, type Problems } from '../source/problems.ts';
import type { MadeVoucher } from '../vouchers/make-voucher.ts';
import { VoucherOrder } from '../vouchers/order.ts';
import { openRegister, revokedVouchers } from '../vouchers/register.ts';
import type { PrintedSheet } from '../vouchers/voucher-sheet.ts';
import { madeOrProblem, type VoucherRun } from './issue-vouchers.ts';
import { assertNew, writeVouchers } from './write-vouchers.ts';

export type ReissueOptions = VoucherRun &
  Readonly<{
    /** Whom to believe: the very list that stations have, for the voucher's id is reckoned from what it calls the issuer. */
    trust: TrustList;
    /** Folder that `build` reads: says which household a code belongs to. */
    roll?: string;
    /** Carries the beneficiaries' names over. */
    names: boolean;
  }>;

/**
 * Issues a `GV1` beside each of another issuer's vouchers (JWT, one a line) that a station would accept now. Both have one id,
 * so that a station redeems one of them only. A voucher that has a `GV1` already gets the same one again. Throws an IssuerError that
 * lists the others by line before anything is written.
 */
export async function reissueVouchers(options: ReissueOptions): Promise<PrintedSheet> {
  const { programme, input, output, list, trust, nowMs } = options;
  assertNew(output, list);
  const problems = createProblems(options.exclude);
  const { programme: name, programmeName } = programme.programme;
  const signer = await voucherSigner(programme, options.askPassphrase);
  const register = openRegister(programme.folder);
  const revoked = new Set(revokedVouchers(programme.folder).indexes);
  const making = { programme: name, cycle: options.cycle, signer, register };
  const households = options.roll === undefined ? undefined : await householdsByCode(options.roll, problems);
  const file = basename(input);
  const vouchers = new Map<string, MadeVoucher>();
  let line = 0;
  for await (const text of createInterface({ input: createReadStream(input), crlfDelay: Infinity })) {
    line += 1;
    if (text.trim() === '') continue;
    const result = await checkCredential(text, { trust, clock: { nowMs, seenMs: 0 } });
    const id = result.voucher?.code ?? '';
    if (options.exclude.has(id)) continue;
    const read = orderFrom(result, options.names, households);
    if (typeof read === 'string') {
      problems.add(file, line, id, read);
      continue;
    }
    const made = madeOrProblem({ file, line, id, value: read.order }, read.naming, making, problems);
    if (made === undefined) continue;
    if (vouchers.has(made.id)) problems.add(file, line, id, 'stands there twice');
    if (revoked.has(made.statusIndex)) problems.add(file, line, id, 'was revoked');
    vouchers.set(made.id, made);
  }
  if (line === 0) problems.add(file, 0, '', 'there are no vouchers');
  problems.assertNone();
  return writeVouchers({ ...options, vouchers: [...vouchers.values()], register, programmeName, stock: [] });
}

type Naming = Readonly<{ issuer: string; code: string }>;

/** What to make of a verdict, or why nothing can be made of it. */
function orderFrom(
  { verdict, reasons, format, issuer, voucher, validFromMs, validUntilMs }: CredentialResult,
  names: boolean,
  households: ReadonlyMap<string, string> | undefined,
): Readonly<{ order: VoucherOrder; naming: Naming }> | string {
  if (verdict !== 'valid') return `${verdict} (${reasons.join(', ')})`;
  if (format !== 'jwt') return `not a voucher as JWT, but ${format}`;
  if (issuer === null || voucher === null || voucher.code === null) return 'no code that makes it unique';
  if (voucher.providers.length > 1) return 'several providers: a GV1 has one, or is for all';
  const beneficiary = beneficiaryOf(voucher, households);
  if (beneficiary === undefined) return 'the roll has no entitlement with this code';
  const { code, amountMinor, currency, items, name } = voucher;
  const [provider] = voucher.providers;
  const parsed = VoucherOrder.safeParse({
    beneficiary,
    ...(provider === undefined ? {} : { provider }),
    items,
    ...(amountMinor === null || currency === null ? {} : { cash: { currency, amountMinor } }),
    validFromMs: validFromMs ?? 0,
    validUntilMs,
    ...(names && name !== null ? { name: name.slice(0, 60) } : {}),
  });
  return parsed.success ? { order: parsed.data, naming: { issuer: issuer.id, code } } : reasonOf(parsed.error.issues);
}

/** The household by the roll, else what the voucher calls the beneficiary, else its code, which the roll may know as well. */
function beneficiaryOf(
  { code, beneficiary }: VoucherFacts,
  households: ReadonlyMap<string, string> | undefined,
): string | undefined {
  return households === undefined ? (beneficiary ?? code ?? undefined) : households.get(code ?? '');
}

async function householdsByCode(folder: string, problems: Problems): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for await (const { value } of readEntitlements(folder, problems))
    if (value.voucherCode !== undefined) found.set(value.voucherCode, value.household);
  return found;
}
