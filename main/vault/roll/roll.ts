import type { Database } from '@signalapp/sqlcipher';
import type { Policy } from '../../../shared/domain/policy.ts';
import type { Entitlement, Household, StockItem } from '../../../shared/domain/roll.ts';
import { readMeta, type InstalledManifest, type RollCounts, type TrustKeys } from './meta.ts';
import { createByIdNumber } from './search/by-id-number.ts';
import { createFindByCard } from './search/find-by-card.ts';
import { createFind, type FindQuery, type Found } from './search/find.ts';
import { createPreparation } from './search/prepare.ts';

/** Where an entitlement stands in the roll. */
export type RollPlace = Readonly<{ household: number; id: string }>;
export type PlacedEntitlement = Readonly<{ place: RollPlace; entitlement: Entitlement }>;

/** What the station knows of the cycle in force. Look-ups are synchronous and take well under a millisecond. */
export type Roll = Readonly<{
  householdById: (id: string) => Household | undefined;
  /** In the order of the package's ids; empty where nothing is due. */
  entitlementsOf: (householdId: string) => Entitlement[];
  /** Undefined where the package has none of this id. */
  entitlementById: (id: string) => Entitlement | undefined;
  /** The only entitlement whose voucher has this code; undefined for none and for several. */
  entitlementByCode: (code: string) => Entitlement | undefined;
  /** So many entitlements of the package behind the one given, in an order of its own; from the first for null. */
  entitlementsAfter: (last: RollPlace | null, limit: number) => PlacedEntitlement[];
  photo: (name: string) => Uint8Array | undefined;
  /** `serial`: hex of the card's `cti`. */
  isRevoked: (serial: string) => boolean;
  items: () => StockItem[];
  policy: () => Policy;
  trust: () => TrustKeys;
  manifest: () => InstalledManifest;
  /** SHA-256 (hex) of the manifest of the package installed last. */
  manifestHash: () => string;
  counts: () => RollCounts;
  /** Households that may collect something at this desk in this cycle. */
  expected: () => number;
  /** Undefined where fewer than two attributes were given. Until the search is ready only households named by their id are found. */
  find: (query: FindQuery) => Found | undefined;
  /** Ids of the households with a member of exactly this identity number; nobody until the search is ready. */
  householdsByIdNumber: (idNumber: string) => string[];
  /** How far the search is prepared, in whole percent below 100; undefined once it is ready. */
  searchPercent: () => number | undefined;
  /** Goes on preparing it for some ten milliseconds. */
  prepareSearch: () => void;
}>;

const CACHE_KIB = 48 * 1024;

/**
 * Look-ups over an open cycle database. Facts that a delta can change (policy, trust, manifest …) are read once and kept:
 * make a new roll after a delta.
 */
export function createRoll(db: Database): Roll {
  // The index's inner pages and its longest lists stay decrypted in memory.
  db.exec(`PRAGMA cache_size = -${CACHE_KIB}`);
  const household = db.prepare('SELECT body FROM household WHERE id = ?', { pluck: true });
  const entitlements = db.prepare(
    'SELECT e.body FROM household h JOIN entitlement e ON e.household = h.number WHERE h.id = ? ORDER BY e.id',
    { pluck: true },
  );
  const entitlement = db.prepare('SELECT body FROM entitlement WHERE id = ?', { pluck: true });
  const byCode = db.prepare(
    'SELECT e.body FROM voucher_code c JOIN entitlement e ON e.id = c.entitlement WHERE c.code = ? LIMIT 2',
    { pluck: true },
  );
  const after = db.prepare(
    'SELECT household, id, body FROM entitlement WHERE (household, id) > (?, ?) ORDER BY household, id LIMIT ?',
  );
  const photo = db.prepare('SELECT bytes FROM photo WHERE name = ?', { pluck: true });
  const revoked = db.prepare('SELECT 1 FROM revoked_card WHERE serial = ?', { pluck: true });
  const item = db.prepare('SELECT body FROM item ORDER BY position', { pluck: true });
  const householdById = (id: string): Household | undefined => parsed<Household>(household.get([id]));
  const find = createFind(db);
  const findByCard = createFindByCard(householdById);
  const byIdNumber = createByIdNumber(db);
  const preparation = createPreparation(db);

  return {
    householdById,
    entitlementsOf: (id) => entitlements.all<string>([id]).map((body) => JSON.parse(body) as Entitlement),
    entitlementById: (id) => parsed<Entitlement>(entitlement.get([id])),
    entitlementByCode: (code) => {
      const [only, ...others] = byCode.all<string>([code]);
      return others.length === 0 ? parsed<Entitlement>(only) : undefined;
    },
    entitlementsAfter: (last, limit) =>
      after
        .all<RollPlace & { body: string }>([last?.household ?? -1, last?.id ?? '', limit])
        .map(({ household: number, id, body }) => ({
          place: { household: number, id },
          entitlement: JSON.parse(body) as Entitlement,
        })),
    photo: (name) => {
      const bytes = photo.get([name]);
      return bytes instanceof Uint8Array ? bytes : undefined;
    },
    isRevoked: (serial) => revoked.get([serial]) !== undefined,
    items: once(() => item.all<string>([]).map((body) => JSON.parse(body) as StockItem)),
    policy: once(() => readMeta(db, 'policy')),
    trust: once(() => readMeta(db, 'trust')),
    manifest: once(() => readMeta(db, 'manifest')),
    manifestHash: once(() => readMeta(db, 'manifestHash')),
    counts: once(() => readMeta(db, 'counts')),
    expected: once(() => readMeta(db, 'expected')),
    find: (query) => (preparation.percent() === undefined ? find : findByCard)(query),
    householdsByIdNumber: (idNumber) => (preparation.percent() === undefined ? byIdNumber(idNumber) : []),
    searchPercent: preparation.percent,
    prepareSearch: preparation.advance,
  };
}

function parsed<T>(body: unknown): T | undefined {
  return typeof body === 'string' ? (JSON.parse(body) as T) : undefined;
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
