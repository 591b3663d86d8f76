import { err, ok, type Result } from '../result.ts';
import { fromHex, toHex } from './bytes.ts';
import { fromBase32, toBase32 } from './base32.ts';
import { withCheck, withoutCheck } from './check-characters.ts';
import { decodeCbor, encodeCbor, readSign1, sign1, verifySign1, type CborMap } from './cose.ts';
import type { Signer, Verify } from './ed25519.ts';

/**
 * The beneficiary card's code: `GC1`, base32 of a signed CBOR Web Token (RFC 8392), a dot, four check characters. Upper-case
 * letters, digits and the dot only. It names the household and proves who issued it; it holds no secret.
 */
export type CardClaims = Readonly<{
  programme: string;
  /** Readable household id, e.g. `HH-20-3417`. */
  household: string;
  site: string;
  /** 8 bytes, hex: what a cancellation list names. */
  serial: string;
  /** UTC ms, whole seconds; valid from (inclusive) … until (exclusive). */
  validFromMs: number;
  validUntilMs: number;
}>;
export type Card = CardClaims & Readonly<{ keyId: string }>;

/** `not-a-card`: some other code. `unreadable`: the check says the scan is damaged. */
export type CardFailure = 'not-a-card' | 'unreadable' | 'unknown-issuer' | 'forged';

const KIND = 'GC1';
const MAXIMUM_BYTES = 600;
const CLAIM = { programme: 1, household: 2, validUntil: 4, validFrom: 5, serial: 7, site: -70_001 } as const;
const CLAIM_COUNT = Object.keys(CLAIM).length;

/** Throws a RangeError for claims that a reader would refuse. */
export function issueCard(claims: CardClaims, signer: Signer): string {
  const map = new Map<number, unknown>([
    [CLAIM.programme, claims.programme],
    [CLAIM.household, claims.household],
    [CLAIM.validUntil, claims.validUntilMs / 1000],
    [CLAIM.validFrom, claims.validFromMs / 1000],
    [CLAIM.serial, fromHex(claims.serial)],
    [CLAIM.site, claims.site],
  ]);
  if (claimsOf(map) === undefined) throw new RangeError('These claims do not fit on a card');
  return withCheck(KIND + toBase32(sign1(encodeCbor(map), KIND, signer)));
}

/**
 * Reads a scanned card and checks who signed it. Validity in time, cancellation and place are for the caller to judge.
 * `findKey` gives a trusted issuer's public key for its id.
 */
export function readCard(
  scanned: string,
  findKey: (keyId: string) => Uint8Array | undefined,
  verify: Verify,
): Result<Card, CardFailure> {
  if (!scanned.startsWith(KIND)) return err('not-a-card');
  const text = scanned.length > MAXIMUM_BYTES * 2 ? undefined : withoutCheck(scanned);
  if (text === undefined) return err('unreadable');
  const bytes = fromBase32(text.slice(KIND.length), MAXIMUM_BYTES);
  if (!bytes.ok) return err('forged');
  const signed = readSign1(bytes.value, MAXIMUM_BYTES);
  if (!signed.ok) return err('forged');
  const key = findKey(signed.value.keyId);
  if (key === undefined) return err('unknown-issuer');
  if (!verifySign1(signed.value, KIND, key, verify)) return err('forged');
  const map = decodeCbor(signed.value.payload, MAXIMUM_BYTES);
  const claims = map.ok && map.value instanceof Map ? claimsOf(map.value) : undefined;
  return claims === undefined ? err('forged') : ok({ ...claims, keyId: signed.value.keyId });
}

function claimsOf(map: CborMap): CardClaims | undefined {
  const programme = map.get(CLAIM.programme);
  const household = map.get(CLAIM.household);
  const site = map.get(CLAIM.site);
  const serial = map.get(CLAIM.serial);
  const validFrom = map.get(CLAIM.validFrom);
  const validUntil = map.get(CLAIM.validUntil);
  if (map.size !== CLAIM_COUNT || !isName(programme) || !isName(household) || !isName(site)) return undefined;
  if (!(serial instanceof Uint8Array) || serial.length !== 8 || !isTime(validFrom) || !isTime(validUntil))
    return undefined;
  return {
    programme,
    household,
    site,
    serial: toHex(serial),
    validFromMs: validFrom * 1000,
    validUntilMs: validUntil * 1000,
  };
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && /^[A-Za-z0-9][A-Za-z0-9-]{0,63}$/.test(value);
}

/** Seconds; at most the year 9999. */
function isTime(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < 253_402_300_800;
}
