import type { CredentialReason, CredentialStatus } from '../../../shared/domain/credential-verdict.ts';
import type { StatusList, TrustedIssuer } from '../../../shared/domain/trust-list.ts';
import type { Opened } from '../opened.ts';
import type { Surroundings } from '../types.ts';
import { readStatusList, type ReadList } from './read-list.ts';
import { statusReferences, type StatusReference } from './references.ts';

/** What is known of a credential's status. `refuses`: it decides; else the reasons are to be seen beside the verdict. */
export type StatusFound = Readonly<{
  status: CredentialStatus | null;
  reasons: readonly CredentialReason[];
  refuses: 'revoked' | 'status-stale' | null;
}>;

const NONE: StatusFound = { status: null, reasons: [], refuses: null };
const UNNAMED: CredentialStatus = { uri: '', index: 0, state: 'unknown', asOfMs: null, old: false };

/** Looks a credential up in the lists at hand. Of several places the worst answer counts. */
export async function checkStatus(opened: Opened, surroundings: Surroundings): Promise<StatusFound> {
  const references = statusReferences(opened);
  if (references === undefined) return unknown(UNNAMED, 'status-list-unreadable', surroundings);
  const found: StatusFound[] = [];
  for (const reference of references) found.push(await lookUp(reference, opened.issuer, surroundings));
  const worst = (['revoked', 'status-stale', null] as const)
    .map((refuses) => found.find((one) => one.refuses === refuses))
    .find((one) => one !== undefined);
  return worst === undefined
    ? NONE
    : { ...worst, reasons: [...new Set([...worst.reasons, ...found.flatMap(({ reasons }) => reasons)])] };
}

async function lookUp(
  reference: StatusReference,
  issuer: TrustedIssuer,
  surroundings: Surroundings,
): Promise<StatusFound> {
  const { uri, index } = reference;
  const nothing: CredentialStatus = { uri, index, state: 'unknown', asOfMs: null, old: false };
  const list = surroundings.trust.statusLists.find((one) => one.uri === uri);
  if (list === undefined) return unknown(nothing, 'status-list-missing', surroundings);
  const read = await readOnce(list, issuer, surroundings);
  const value = read?.purpose === reference.purpose ? read.bits(index) : undefined;
  if (read === undefined || value === undefined) return unknown(nothing, 'status-list-unreadable', surroundings);
  const asOfMs = Math.min(list.fetchedAtMs, read.issuedAtMs ?? list.fetchedAtMs);
  const old = isOld(list, read, asOfMs, surroundings.clock.nowMs);
  const state = stateOf(value, reference.purpose);
  const status: CredentialStatus = { uri, index, state, asOfMs, old };
  const age: readonly CredentialReason[] = old ? ['status-list-old'] : [];
  // What was revoked stays so, however old the list.
  if (state !== 'valid')
    return { status, reasons: [state === 'not-valid' ? 'status-not-valid' : state, ...age], refuses: 'revoked' };
  return { status, reasons: age, refuses: old && list.whenOlder === 'refuse' ? 'status-stale' : null };
}

function unknown(status: CredentialStatus, reason: CredentialReason, { trust }: Surroundings): StatusFound {
  return { status, reasons: [reason], refuses: trust.whenStatusMissing === 'refuse' ? 'status-stale' : null };
}

function isOld(list: StatusList, read: ReadList, asOfMs: number, nowMs: number): boolean {
  if (nowMs >= asOfMs + list.maxAgeMs) return true;
  if (read.lifetimeMs !== null && nowMs >= list.fetchedAtMs + read.lifetimeMs) return true;
  return read.untilMs !== null && nowMs >= read.untilMs;
}

function stateOf(value: number, purpose: StatusReference['purpose']): 'valid' | 'revoked' | 'suspended' | 'not-valid' {
  if (value === 0) return 'valid';
  if (purpose !== 'ietf') return purpose === 'suspension' ? 'suspended' : 'revoked';
  return value === 1 ? 'revoked' : value === 2 ? 'suspended' : 'not-valid';
}

/** A list is signed once and asked thousands of times. What was read goes when the trust list goes. */
const known = new WeakMap<StatusList, Map<TrustedIssuer, Promise<ReadList | undefined>>>();

function readOnce(list: StatusList, issuer: TrustedIssuer, surroundings: Surroundings): Promise<ReadList | undefined> {
  const byIssuer = known.get(list) ?? new Map<TrustedIssuer, Promise<ReadList | undefined>>();
  known.set(list, byIssuer);
  const read = byIssuer.get(issuer) ?? readStatusList(list, issuer, surroundings);
  byIssuer.set(issuer, read);
  return read;
}
