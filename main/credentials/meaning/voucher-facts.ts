import { parseAmountMinor } from '../../../shared/domain/currency.ts';
import type { CredentialReason, VoucherFacts } from '../../../shared/domain/credential-verdict.ts';
import { Currency } from '../../../shared/domain/roll.ts';
import type { ClaimMap, ClaimPath } from '../../../shared/domain/trust-list.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { voucherId, type Voucher } from '../../../shared/wire/gv1.ts';
import type { Opened } from '../opened.ts';
import { isObject } from '../read/bounded-json.ts';
import type { Claims } from '../types.ts';
import { claimAt } from './paths.ts';

/** How OpenG2P's documentation writes vouchers; stands for an issuer without a map of its own, and then nothing is demanded. */
const OPENG2P: ClaimMap = { entitlement: 'sub', code: 'code', amount: 'amount', provider: 'aud', name: 'bName' };
const LONGEST = 2000;

export type Facts = Readonly<{ facts: VoucherFacts; flags: readonly CredentialReason[] }>;

/** The map that holds for this kind of credential, if its issuer has one. */
export function claimMapOf({ issuer, type }: Pick<Opened, 'issuer' | 'type'>): ClaimMap | undefined {
  return issuer.types?.find((one) => one.type === type)?.claims ?? issuer.claims;
}

/** The claims whose presence and signature a map demands. */
export function neededPaths(map: ClaimMap | undefined): readonly ClaimPath[] {
  if (map === undefined) return [];
  const { beneficiary, entitlement, code, amount, currency, provider, validFrom, validUntil, items, name, birthDate } =
    map;
  return [
    beneficiary,
    entitlement,
    code,
    amount,
    currency,
    provider,
    validFrom,
    validUntil,
    items,
    name,
    birthDate,
  ].filter((path) => path !== undefined);
}

/** What the voucher is good for, by its issuer's map. An error names what the map promises and the voucher does not keep. */
export function voucherFacts(opened: Opened): Result<Facts, CredentialReason> {
  if (opened.voucher !== undefined) return ok({ facts: ownFacts(opened.voucher, claimMapOf(opened)), flags: [] });
  const map = claimMapOf(opened);
  const { claims } = opened;
  if (neededPaths(map).some((path) => claimAt(claims, path) === undefined)) return err('needed-claim-missing');
  const used = map ?? (opened.format === 'jwt' ? OPENG2P : {});
  const text = (path: ClaimPath | undefined): string | null =>
    path === undefined ? null : textOf(claimAt(claims, path));
  const code = text(used.code);
  const currency = used.currency === undefined ? (used.defaultCurrency ?? null) : text(used.currency);
  const amount = text(used.amount);
  const items = used.items === undefined ? [] : itemsOf(claimAt(claims, used.items));
  if (items === undefined) return err('items-unreadable');
  const isCurrency = Currency.safeParse(currency).success;
  const amountMinor = amount === null || currency === null ? undefined : parseAmountMinor(amount, currency);
  if (amount !== null && map !== undefined && !isCurrency) return err('currency-unknown');
  if (amount !== null && isCurrency && amountMinor === undefined) return err('amount-unreadable');
  return ok({
    facts: {
      unique: uniqueOf(opened, code),
      code,
      beneficiary: text(used.beneficiary),
      entitlement: text(used.entitlement),
      name: text(used.name),
      birthDate: birthDateOf(text(used.birthDate)),
      amountMinor: isCurrency ? (amountMinor ?? null) : null,
      currency: isCurrency ? currency : null,
      items,
      providers: used.provider === undefined ? [] : providersOf(claimAt(claims, used.provider)),
      partial: used.partial === true,
      programme: null,
      cycle: null,
    },
    flags: amount !== null && !isCurrency ? ['currency-unknown'] : [],
  });
}

/** Our own vouchers need no map; whether they are used in parts is for the issuer's to say. */
function ownFacts(voucher: Voucher, map: ClaimMap | undefined): VoucherFacts {
  return {
    unique: voucher.id,
    code: null,
    beneficiary: voucher.beneficiary,
    entitlement: null,
    name: voucher.name ?? null,
    birthDate: null,
    amountMinor: voucher.cash?.amountMinor ?? null,
    currency: voucher.cash?.currency ?? null,
    items: [...voucher.items],
    providers: voucher.provider === undefined ? [] : [voucher.provider],
    partial: map?.partial === true,
    programme: voucher.programme,
    cycle: voucher.cycle,
  };
}

/** The issuer's id in the trust list counts, so that a voucher is the same under all of its issuer's spellings. */
function uniqueOf({ issuer, claims }: Opened, code: string | null): string | null {
  const id = code ?? textOf(claims['cti']) ?? textOf(claims['jti']) ?? textOf(claims['id']);
  return id === null ? null : voucherId(issuer.id, id);
}

function textOf(value: unknown): string | null {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  return typeof value === 'string' ? value.toWellFormed().slice(0, LONGEST) : null;
}

/** The date in whatever longer form of ISO 8601; null for what is none, for it only serves a question. */
function birthDateOf(text: string | null): string | null {
  return /^\d{4}(?:-\d{2}-\d{2})?(?=$|T)/.exec(text ?? '')?.[0] ?? null;
}

function providersOf(value: unknown): string[] {
  const all: readonly unknown[] = Array.isArray(value) ? value : [value];
  return all
    .slice(0, 20)
    .map(textOf)
    .filter((one) => one !== null);
}

function itemsOf(value: unknown): VoucherFacts['items'] | undefined {
  if (!Array.isArray(value) || value.length > 50) return undefined;
  const items = value.map((one: unknown) => {
    const [item, quantity] = Array.isArray(one) ? (one as unknown[]) : isObject(one) ? pairOf(one) : [];
    return typeof item === 'string' && item.length > 0 && item.length <= 64 && isCount(quantity)
      ? { item, quantity }
      : undefined;
  });
  return items.every((item) => item !== undefined) ? items : undefined;
}

function pairOf(one: Claims): unknown[] {
  return [one['item'], one['quantity']];
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
