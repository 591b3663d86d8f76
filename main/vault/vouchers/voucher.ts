import { cashAccount, type AccountCode } from '../../../shared/domain/account.ts';
import type { CredentialResult } from '../../../shared/domain/credential-verdict.ts';
import type { Entitlement } from '../../../shared/domain/roll.ts';
import type { ServiceProvider, TrustList } from '../../../shared/domain/trust-list.ts';
import { voucherId } from '../../../shared/wire/gv1.ts';
import { voucherName } from '../../../shared/wire/voucher-name.ts';
import { accountOf } from '../../../shared/wire/package/totals.ts';

/** Line of a voucher's money; an item's line has the item's code. */
export const CASH_LINE = 'cash';

type Line = Readonly<{ line: string; account: AccountCode; due: number }>;

/** A genuine voucher that can be told from every other. */
export type Voucher = Readonly<{
  /** `voucherName`. */
  name: string;
  issuer: Readonly<{ id: string; name: string }>;
  code: string | null;
  holder: string | null;
  birthDate: string | null;
  beneficiary: string | null;
  entitlement: string | null;
  /** What it promises; empty where it does not say so in a way that this station can count. */
  lines: readonly Line[];
  partial: boolean;
  /** Ids of providers that may redeem it; empty: anybody. */
  providers: readonly string[];
  validFromMs: number;
  validUntilMs: number;
}>;

/** Undefined for what only says who somebody is, and for what nothing makes unique. */
export function voucherOf(result: CredentialResult): Voucher | undefined {
  const { voucher, issuer, validFromMs, validUntilMs } = result;
  if (voucher === null || issuer === null || voucher.unique === null || !isVoucher(result)) return undefined;
  const { amountMinor, currency } = voucher;
  const money =
    amountMinor === null || currency === null
      ? []
      : [{ line: CASH_LINE, account: cashAccount(currency), due: amountMinor }];
  const items = new Map<string, number>();
  for (const { item, quantity } of voucher.items) items.set(item, (items.get(item) ?? 0) + quantity);
  const goods = [...items].map(([item, due]) => ({ line: item, account: item, due }));
  const lines = [...money, ...goods].filter(({ due }) => due > 0 && Number.isSafeInteger(due));
  const { code, name: holder, birthDate, beneficiary, entitlement, partial, providers } = voucher;
  return {
    name: voucherName(voucher.unique),
    issuer,
    code,
    holder,
    birthDate,
    beneficiary,
    entitlement,
    lines,
    partial,
    providers,
    validFromMs: validFromMs ?? 0,
    validUntilMs: validUntilMs ?? Number.MAX_SAFE_INTEGER,
  };
}

/** Says what it is good for, unlike a credential that only says who somebody is. */
export function isVoucher({ kind, voucher }: CredentialResult): boolean {
  if (kind === 'gv1') return true;
  return voucher !== null && (voucher.amountMinor !== null || voucher.items.length > 0 || voucher.code !== null);
}

/** The provider that a site's desks act for, if it is one. */
export function providerOf(trust: TrustList | undefined, site: string): ServiceProvider | undefined {
  return trust?.providers.find(({ sites }) => sites?.includes(site));
}

/** Money alone, at a provider that offers services in its currency, pays for services; all else is handed over. */
export function isForServices({ lines }: Pick<Voucher, 'lines'>, provider: ServiceProvider | undefined): boolean {
  const [line, ...others] = lines;
  return (
    others.length === 0 &&
    line?.line === CASH_LINE &&
    provider?.services.some(({ currency }) => cashAccount(currency) === line.account) === true
  );
}

/** True where the voucher is the paper of this entitlement of the roll: it names it, or has its code. */
export function standsFor(
  voucher: Pick<Voucher, 'name' | 'issuer' | 'entitlement'>,
  entitlement: Entitlement,
): boolean {
  const { id, voucherCode } = entitlement;
  if (voucher.entitlement !== null && voucher.entitlement === id) return true;
  return voucherCode !== undefined && voucherName(voucherId(voucher.issuer.id, voucherCode)) === voucher.name;
}

/** True where the voucher promises exactly what its entitlement does, by account, or says nothing of it. */
export function promisesTheSame(voucher: Pick<Voucher, 'lines'>, entitlement: Entitlement): boolean {
  const sum = (lines: readonly Readonly<{ account: AccountCode; due: number }>[]): string => {
    const sums = new Map<string, number>();
    for (const { account, due } of lines) sums.set(account, (sums.get(account) ?? 0) + due);
    return JSON.stringify([...sums].filter(([, due]) => due > 0).sort(([a], [b]) => (a < b ? -1 : 1)));
  };
  const due = entitlement.lines.map((line) => ({
    account: accountOf(line),
    due: line.kind === 'item' ? line.quantity : line.amountMinor,
  }));
  return voucher.lines.length === 0 || sum(voucher.lines) === sum(due);
}
