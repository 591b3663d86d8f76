import type { Database } from '@signalapp/sqlcipher';
import type { Entry, EntryBodies, EntryType } from '../../../shared/wire/entry-types.ts';

/** What the ledger cannot know by itself at the moment of an entry. Held by the session, handed in per append. */
export type EntryContext = Readonly<{ cycle: string; package: string; operator: string }>;

/** A committed entry: durable in journal and database, chained and signed. */
export type Appended<T extends EntryType = EntryType> = Readonly<{
  entry: Entry<T>;
  bytes: Uint8Array;
  /** SHA-256(0x00 || bytes). */
  leaf: Uint8Array;
  /** 64 bytes, Ed25519 over the DSSE encoding. */
  signature: Uint8Array;
}>;

/**
 * Local data that belongs to an entry but must not leave the station in it (a receipt's name, a free-text note).
 * It travels encrypted in the journal beside the entry, so that a replay restores it too.
 */
export type Aux = Readonly<Record<string, unknown>>;

/**
 * Keeps the tables that screens read equal to the ledger. Runs inside the entry's transaction, at the append and at a
 * replay alike, so it may use nothing but the entry, its aux and the database. A violated UNIQUE or CHECK refuses the entry.
 */
export type Projector<T extends EntryType = EntryType> = (db: Database, appended: Appended<T>, aux: Aux) => void;
export type Projectors = { readonly [T in EntryType]?: Projector<T> };

/** Failures an append declares; everything else is a fault and stops the vault. */
export type AppendFailure = Readonly<{ code: 'disk-full' | 'storage-fault' } | { code: 'refused'; constraint: string }>;

export type Draft<T extends EntryType = EntryType> = {
  [K in T]: Readonly<{ t: K; body: EntryBodies[K]; aux?: Aux }>;
}[T];
