import type { TrustList } from '../../../shared/domain/trust-list.ts';
import { append, database, unforeseen, type Serving, type ServingCycle } from '../session/serving.ts';
import * as store from './trust-lists.store.ts';

export type TrustInForce = Readonly<{
  /** Changes whenever the list does. */
  id: string;
  /** 0 for a list without one, or none. */
  number: number;
  source: 'package' | store.KeptList['via'];
  /** When it came to this station, UTC ms; for a list of the package when that was issued. */
  cameAtMs: number;
  /** Undefined where the cycle brings none, and none has come since. */
  read: () => TrustList | undefined;
}>;

/** Whose vouchers and credentials are believed: the package's own list, or a newer one that was put in force since. */
export function trustInForce(serving: ServingCycle): TrustInForce {
  const { roll } = serving.cycle;
  const { cycle, issuedAtMs } = roll.manifest();
  const own = roll.trust().credentials;
  const db = database(serving);
  const came = store.newestImported(db, cycle);
  if (came !== undefined && came.number > (own?.number ?? 0)) {
    const { hash: id, number, via: source, cameAtMs } = came;
    return { id, number, source, cameAtMs, read: () => listOf(id, () => store.readBody(db, cycle, number)) };
  }
  return {
    id: roll.manifestHash(),
    number: own?.number ?? 0,
    source: 'package',
    cameAtMs: issuedAtMs,
    read: () => own,
  };
}

/** The lowest number that a list must have to count here. Of the highest that ever did only the very same list does. */
export function isNewer(serving: ServingCycle, number: number, hash: string): boolean {
  const highest = store.highestImported(database(serving), serving.cycle.roll.manifest().cycle);
  if (number <= trustInForce(serving).number || number < highest.number) return false;
  return number > highest.number || hash === highest.hash;
}

/**
 * Puts the newest list that was kept for the cycle in force, with an entry of the ledger, where it is newer. Verdicts on vouchers
 * that were given by the former one are forgotten. Told failures are tried again at the next look.
 */
export function putNewestInForce(serving: Serving): 'disk-full' | 'storage-fault' | undefined {
  if (serving.cycle === null) return undefined;
  const current = { ...serving, cycle: serving.cycle };
  const db = database(serving);
  const { cycle } = serving.cycle.roll.manifest();
  const newest = store.newestKept(db, cycle);
  if (newest === undefined || !isNewer(current, newest.number, newest.hash)) return undefined;
  const { number: num, hash, via } = newest;
  const appended = append(serving, { t: 'trust', body: { num, hash, via } });
  if (!appended.ok) return unforeseen(appended.error);
  store.dropBelow(db, cycle, num);
  serving.verdicts.forget('credential');
  return undefined;
}

let parsed: Readonly<{ id: string; list: TrustList | undefined }> | undefined;

/** Lists hold status lists and are long, and every voucher asks for them: the one read last is kept, under the hash of its bytes. */
function listOf(id: string, read: () => string | undefined): TrustList | undefined {
  if (parsed?.id !== id) {
    const body = read();
    parsed = { id, list: body === undefined ? undefined : (JSON.parse(body) as TrustList) };
  }
  return parsed.list;
}
