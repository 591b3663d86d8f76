import { sha256 } from '@noble/hashes/sha2.js';
import { err, ok, type Result } from '../result.ts';
import { fromBase32, toBase32 } from './base32.ts';
import { fromHex, joinBytes, toHex, utf8Bytes } from './bytes.ts';
import { decodeCbor, encodeCbor, readSign1, sign1, verifySign1, type CborMap } from './cose.ts';
import type { Signer, Verify } from './ed25519.ts';

/**
 * The programme's own voucher: `GV1` and base32 without padding of a CBOR Web Token (RFC 8392) in a tagged COSE_Sign1 with EdDSA.
 * Upper-case letters and digits only, so keyboard-wedge scanners bring it unharmed. It carries a reference to the beneficiary,
 * a name only where the programme wants one.
 */
export type VoucherClaims = Readonly<{
  programme: string;
  cycle: string;
  /** What the roll knows the beneficiary by. */
  beneficiary: string;
  /** The provider that may redeem it; left out: anybody. */
  provider?: string;
  /** 16 bytes, hex. `voucherId` gives it where the voucher stands for one that another system has numbered. */
  id: string;
  /** UTC ms, whole seconds; valid from (inclusive) … until (exclusive). */
  validFromMs: number;
  validUntilMs: number;
  /** Item codes and whole quantities. */
  items: readonly Readonly<{ item: string; quantity: number }>[];
  cash?: Readonly<{ currency: string; amountMinor: number }>;
  /** Place in the issuer's status list. */
  statusIndex?: number;
  /** For a human look: short, and only where the programme accepts that it is printed. */
  name?: string;
}>;
export type Voucher = VoucherClaims & Readonly<{ keyId: string }>;

/**
 * `unreadable`: no whole token, as after a damaged scan. `unsupported`: genuine, with claims of a later version.
 * `forged`: the signature does not fit.
 */
export type VoucherFailure = 'not-a-voucher' | 'unreadable' | 'unknown-issuer' | 'forged' | 'unsupported';

const KIND = 'GV1';
const MAXIMUM_BYTES = 1200;
const MAXIMUM_ITEMS = 20;
const ID_BYTES = 16;
/** Names of RFC 8392 as far as it has one, then numbers of its range for private use. */
const CLAIM = {
  beneficiary: 2,
  provider: 3,
  validUntil: 4,
  validFrom: 5,
  id: 7,
  programme: -70_002,
  cycle: -70_003,
  items: -70_004,
  cash: -70_005,
  statusIndex: -70_006,
  name: -70_007,
} as const;
const KNOWN: ReadonlySet<unknown> = new Set(Object.values(CLAIM));

/** The id of the voucher that stands for another system's: the same for every copy, so that it is redeemed once only. */
export function voucherId(issuer: string, code: string): string {
  const hash = sha256(joinBytes(utf8Bytes(issuer.toWellFormed()), Uint8Array.of(0), utf8Bytes(code.toWellFormed())));
  return toHex(hash.subarray(0, ID_BYTES));
}

/** Throws a RangeError for claims that a reader would refuse. */
export function issueVoucher(claims: VoucherClaims, signer: Signer): string {
  const optional: readonly (readonly [number, unknown])[] = [
    [CLAIM.provider, claims.provider],
    [CLAIM.cash, claims.cash === undefined ? undefined : [claims.cash.currency, claims.cash.amountMinor]],
    [CLAIM.statusIndex, claims.statusIndex],
    [CLAIM.name, claims.name],
  ];
  const map = new Map<number, unknown>([
    [CLAIM.beneficiary, claims.beneficiary],
    [CLAIM.validUntil, claims.validUntilMs / 1000],
    [CLAIM.validFrom, claims.validFromMs / 1000],
    [CLAIM.id, fromHex(claims.id)],
    [CLAIM.programme, claims.programme],
    [CLAIM.cycle, claims.cycle],
    [CLAIM.items, claims.items.map(({ item, quantity }) => [item, quantity])],
    ...optional.filter(([, value]) => value !== undefined),
  ]);
  const bytes = encodeCbor(map);
  if (claimsOf(map) === undefined) throw new RangeError('These claims do not fit on a voucher');
  const text = KIND + toBase32(sign1(bytes, KIND, signer));
  if (text.length > longest()) throw new RangeError('These claims are too long for a voucher');
  return text;
}

/**
 * Reads a scanned voucher and checks who signed it. Validity in time, revocation, provider and earlier use are for the caller
 * to judge. `findKey` gives a trusted issuer's public key for its id.
 */
export function readVoucher(
  scanned: string,
  findKey: (keyId: string) => Uint8Array | undefined,
  verify: Verify,
): Result<Voucher, VoucherFailure> {
  if (!scanned.startsWith(KIND)) return err('not-a-voucher');
  const bytes = fromBase32(scanned.slice(KIND.length), MAXIMUM_BYTES);
  const signed = bytes.ok ? readSign1(bytes.value, MAXIMUM_BYTES) : bytes;
  if (!signed.ok) return err('unreadable');
  const key = findKey(signed.value.keyId);
  if (key === undefined) return err('unknown-issuer');
  if (!verifySign1(signed.value, KIND, key, verify)) return err('forged');
  const map = decodeCbor(signed.value.payload, MAXIMUM_BYTES);
  const claims = map.ok && map.value instanceof Map ? claimsOf(map.value) : undefined;
  return claims === undefined ? err('unsupported') : ok({ ...claims, keyId: signed.value.keyId });
}

function longest(): number {
  return KIND.length + Math.ceil((MAXIMUM_BYTES * 8) / 5);
}

function claimsOf(map: CborMap): VoucherClaims | undefined {
  const at = (name: keyof typeof CLAIM): unknown => map.get(CLAIM[name]);
  const [programme, cycle, beneficiary] = [at('programme'), at('cycle'), at('beneficiary')];
  const [id, validFrom, validUntil] = [at('id'), at('validFrom'), at('validUntil')];
  const [provider, name, statusIndex] = [at('provider'), at('name'), at('statusIndex')];
  const items = itemsOf(at('items'));
  const cash = at('cash') === undefined ? undefined : cashOf(at('cash'));
  if ([...map.keys()].some((claim) => !KNOWN.has(claim))) return undefined;
  if (!isReference(programme) || !isReference(cycle) || !isReference(beneficiary)) return undefined;
  if (!(id instanceof Uint8Array) || id.length !== ID_BYTES || !isTime(validFrom) || !isTime(validUntil))
    return undefined;
  if (validFrom >= validUntil || items === undefined || (at('cash') !== undefined && cash === undefined))
    return undefined;
  if (provider !== undefined && !isReference(provider)) return undefined;
  if (name !== undefined && !isShortText(name)) return undefined;
  if (statusIndex !== undefined && !isCount(statusIndex)) return undefined;
  return {
    programme,
    cycle,
    beneficiary,
    ...(provider === undefined ? {} : { provider }),
    id: toHex(id),
    validFromMs: validFrom * 1000,
    validUntilMs: validUntil * 1000,
    items,
    ...(cash === undefined ? {} : { cash }),
    ...(statusIndex === undefined ? {} : { statusIndex }),
    ...(name === undefined ? {} : { name }),
  };
}

function itemsOf(value: unknown): VoucherClaims['items'] | undefined {
  if (!Array.isArray(value) || value.length > MAXIMUM_ITEMS) return undefined;
  const items = value.map((pair: unknown) => {
    const [item, quantity] = Array.isArray(pair) && pair.length === 2 ? (pair as unknown[]) : [];
    return typeof item === 'string' && /^[A-Z0-9][A-Z0-9-]{0,31}$/.test(item) && isCount(quantity)
      ? { item, quantity }
      : undefined;
  });
  return items.every((one) => one !== undefined) ? items : undefined;
}

function cashOf(value: unknown): VoucherClaims['cash'] | undefined {
  const [currency, amountMinor] = Array.isArray(value) && value.length === 2 ? (value as unknown[]) : [];
  return typeof currency === 'string' && /^[A-Z]{3}$/.test(currency) && isCount(amountMinor)
    ? { currency, amountMinor }
    : undefined;
}

function isReference(value: unknown): value is string {
  return typeof value === 'string' && /^[A-Za-z0-9][A-Za-z0-9._:/-]{0,63}$/.test(value);
}

function isShortText(value: unknown): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= 60 && value.isWellFormed();
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

/** Seconds; at most the year 9999. */
function isTime(value: unknown): value is number {
  return isCount(value) && value < 253_402_300_800;
}
