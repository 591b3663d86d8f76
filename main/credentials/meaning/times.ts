import type { ClaimMap } from '../../../shared/domain/trust-list.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import type { Claims } from '../types.ts';
import { claimAt } from './paths.ts';
import { w3cPlaces } from './w3c-claims.ts';

/** UTC ms; null where the credential does not say. */
export type Times = Readonly<{
  issuedAtMs: number | null;
  /** Valid from (inclusive) … until (exclusive). */
  fromMs: number | null;
  untilMs: number | null;
}>;

const DAY_MS = 86_400_000;
const LATEST_SECONDS = 253_402_300_800;
const ISO = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(Z|[+-]\d{2}:\d{2})?)?$/;

/**
 * When a credential is in force: from the latest of its beginnings to the earliest of its ends, whatever it calls them. OpenG2P
 * writes its "valid from" into `iat`, so nothing is in force before it was issued either.
 */
export function readTimes(claims: Claims, map: ClaimMap | undefined): Result<Times, 'time-unreadable'> {
  const mapped = (path: ClaimMap['validFrom']): unknown => (path === undefined ? undefined : claimAt(claims, path));
  const all = (name: string): unknown[] => w3cPlaces(claims).map((place) => place[name]);
  const issued = [claims['iat'], ...all('issuanceDate')].map((value) => momentOf(value, 0));
  const from = [claims['nbf'], ...all('validFrom'), mapped(map?.validFrom)].map((value) => momentOf(value, 0));
  // A date without time is over when its day is over.
  const until = [claims['exp'], ...all('expirationDate'), ...all('validUntil'), mapped(map?.validUntil)].map((value) =>
    momentOf(value, DAY_MS),
  );
  if ([...issued, ...from, ...until].includes('unreadable')) return err('time-unreadable');
  const known = (moments: readonly unknown[]): number[] => moments.filter((moment) => typeof moment === 'number');
  const [begins, ends, signed] = [known([...issued, ...from]), known(until), known([...issued, ...from])];
  return ok({
    issuedAtMs: signed[0] ?? null,
    fromMs: begins.length === 0 ? null : Math.max(...begins),
    untilMs: ends.length === 0 ? null : Math.min(...ends),
  });
}

/** Seconds since 1970 or an ISO 8601 date. */
function momentOf(value: unknown, dateAddsMs: number): number | 'unreadable' | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'number') return value >= 0 && value < LATEST_SECONDS ? Math.floor(value * 1000) : 'unreadable';
  const match = typeof value === 'string' ? ISO.exec(value) : null;
  if (match === null) return 'unreadable';
  const [, date, text, zone] = match;
  // RFC 3339 knows leap seconds; the clocks of computers do not.
  const time = text?.replace(/^(\d{2}:\d{2}):60/, '$1:59');
  const ms = Date.parse(time === undefined ? `${date}T00:00Z` : `${date}T${time}${zone ?? 'Z'}`);
  return Number.isNaN(ms) ? 'unreadable' : ms + (time === undefined ? dateAddsMs : 0);
}
