import type { Database } from '@signalapp/sqlcipher';
import type { Policy, Trust } from '../../../shared/domain/policy.ts';
import type { PackageManifest } from '../../../shared/wire/documents.ts';
import type { SearchProgress } from './search/progress.ts';

/** The manifest without its list of parts, which can be long and is of no use after installing. */
export type InstalledManifest = Omit<PackageManifest, 'parts'>;
export type TrustKeys = Omit<Trust, 'revokedCards'>;
export type RollCounts = Readonly<{ households: number; entitlements: number; photos: number }>;

/** Single facts of a cycle database, each kept as JSON text under its name. */
export type MetaValues = Partial<{
  manifest: InstalledManifest;
  /** SHA-256 (hex) of the manifest bytes of the package that was installed last: full or delta. */
  manifestHash: string;
  policy: Policy;
  trust: TrustKeys;
  counts: RollCounts;
  /** See `countExpected`. */
  expected: number;
  /** Sum of all entitlements by account. */
  totals: Record<string, number>;
  /** How far the search is prepared; nothing once it is ready. */
  search: SearchProgress;
}>;

export function writeMeta(db: Database, values: MetaValues): void {
  const put = db.prepare('INSERT OR REPLACE INTO meta(key, value) VALUES (?, ?)');
  for (const [key, value] of Object.entries(values)) put.run([key, JSON.stringify(value)]);
}

/** Reads one fact. Throws where it is missing: a cycle database is only ever used after a whole install. */
export function readMeta<K extends keyof MetaValues>(db: Database, key: K): NonNullable<MetaValues[K]> {
  const value = findMeta(db, key);
  if (value === undefined) throw new Error(`The cycle database holds no ${key}`);
  return value;
}

/** Reads a fact that need not be there. */
export function findMeta<K extends keyof MetaValues>(db: Database, key: K): NonNullable<MetaValues[K]> | undefined {
  const text = db.prepare('SELECT value FROM meta WHERE key = ?', { pluck: true }).get([key]);
  return typeof text === 'string' ? (JSON.parse(text) as NonNullable<MetaValues[K]>) : undefined;
}

export function removeMeta(db: Database, key: keyof MetaValues): void {
  db.prepare('DELETE FROM meta WHERE key = ?').run([key]);
}
