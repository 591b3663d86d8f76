import type { Database } from '@signalapp/sqlcipher';
import { randomBytes } from 'node:crypto';
import { err, ok, type Result } from '../../../shared/result.ts';
import type { Signer } from '../../../shared/wire/ed25519.ts';
import type { EntryBodies, EntryType } from '../../../shared/wire/entry-types.ts';
import { consistencyProof, inclusionProof } from '../../../shared/wire/proof.ts';
import { rootAt } from '../../../shared/wire/subtrees.ts';
import { growTree } from '../../../shared/wire/tree.ts';
import type { Random } from '../crypto/aead.ts';
import { closeQuietly } from '../store/close.ts';
import { nodeDisk, type Disk } from '../store/disk.ts';
import type { Drizzle } from '../store/drizzle.ts';
import type { Migration } from '../store/migrate.ts';
import { CHECKPOINT_EVERY, checkpointAt, checkpointIsDue, checkpointQuietly } from './checkpoints.ts';
import { writeCleanMark } from './clean-mark.ts';
import { stamp, watchClock, type Clock } from './clock.ts';
import { commitEntry } from './commit.ts';
import { makeEntry } from './entry.ts';
import { readEntries, writeVerified } from './entry.store.ts';
import type { JournalState } from './journal.ts';
import type { Appended, AppendFailure, Aux, Draft, EntryContext, Projectors } from './ledger.types.ts';
import { liveParts, type LiveParts } from './live-parts.ts';
import { openParts, type OpenLedgerFailure, type Parts } from './open-parts.ts';
import { MAXIMUM_AUX_BYTES } from './record.ts';
import { storedSubtrees } from './tree.store.ts';
import { verifyAll, type Verifier } from './verify.ts';

export type LedgerOptions = Readonly<{
  /** Holds `ledger.db` and `ledger.journal`; must exist. */
  directory: string;
  /** 32 bytes each, never the same. */
  key: Uint8Array;
  journalKey: Uint8Array;
  /** The station's key: signs entries, and stored ones are checked with it. */
  signer: Signer;
  /** `tallypoint/<programme>/<site>/<desk>/<epoch>`. */
  origin: string;
  clock: Clock;
  projectors: Projectors;
  migrations: readonly Migration[];
  disk?: Disk;
  random?: Random;
  /** Up to this size the pages of the database are checked at every start; above it only after a crash, else while serving. */
  checkAtOnceBytes: number;
}>;

export type LedgerHead = Readonly<{
  /** Number of entries; the newest has the `seq` one below. */
  size: number;
  /** Leaf of the newest entry; 32 zero bytes for an empty log. */
  leaf: Uint8Array;
  /** Merkle root over all leaves. */
  root: Uint8Array;
}>;

export type Ledger = Readonly<{
  /** The open database. Ask anew each time and never keep it: after an I/O error the ledger opens it again. */
  database: () => Database;
  /** The same, for typed reads. */
  drizzle: () => Drizzle;
  /** Where it answers ok the entry is chained, signed and durable in two files. Throws only for faults of the program. */
  append: <T extends EntryType>(
    draft: Readonly<{ t: T; body: EntryBodies[T]; aux?: Aux }>,
    context: EntryContext,
  ) => Result<Appended<T>, AppendFailure>;
  head: () => LedgerHead;
  /**
   * The log's first `size` entries as a signed note (c2sp.org/tlog-checkpoint): what is exported, printed and cosigned. Kept
   * before it is answered. Throws what disk and database throw, and a RangeError for sizes that the log does not have.
   */
  checkpointAt: (size: number) => string;
  /** Signs the head where entries have waited long enough for it; to be called every few seconds. */
  checkpointIfDue: () => void;
  /** Root over the first `size` entries. */
  rootAt: (size: number) => Uint8Array;
  /** Shows entry `seq` to be in the log of the first `size` entries, all of them unless said otherwise. */
  proof: (seq: number, size?: number) => Uint8Array[];
  /** Shows the log of `from` entries to be the beginning of that of `to`. */
  consistency: (from: number, to: number) => Uint8Array[];
  /** At most `count` entries from `from` on. */
  read: (from: number, count: number) => readonly Appended[];
  /** A check of everything from the first entry on, run in slices. */
  verifier: () => Verifier;
  /**
   * Entries that are recorded although nobody was told so: found in the journal alone at the start or after an error, or
   * committed by an append that had to answer with a failure. Each is told once.
   */
  takeReplayed: () => readonly number[];
  /** Checks `pages` more of a database that was opened without a check of all its pages. */
  checkFurther: (pages: number) => 'more' | 'sound' | 'damaged';
  /** To be called where damage was met: the next start checks everything before it serves. */
  markDamaged: () => void;
  /** What the journal was like when the ledger was opened; it has been mended since. */
  journalState: JournalState;
  /** A draft to append where somebody set the clock (see `ClockWatch`); each jump is told once. */
  lookAtClock: (lastSignedMs?: number) => Draft<'clock'> | undefined;
  close: () => void;
}>;

/** So often the verified point moves along with an entry. */
const VERIFIED_EVERY = 256;
/** After these the head is signed at once: its figures go on paper. */
const SEALING: ReadonlySet<EntryType> = new Set(['day_close']);

/**
 * Opens the log: database and journal, each mended from the other, chain and signatures checked since the last verified point.
 * Throws only for faults of the program.
 */
export function openLedger(given: LedgerOptions): Result<Ledger, OpenLedgerFailure> {
  const options = {
    disk: nodeDisk,
    random: (bytes: number) => new Uint8Array(randomBytes(bytes)),
    ...given,
  };
  const checkpoints = { ...options, nowMs: options.clock.nowMs };
  const first = openParts(options);
  if (!first.ok) return first;
  const watch = watchClock(options.clock, lastStamp(first.value));
  const live = liveParts(first.value, (pending) => openParts(options, pending));
  let damaged = false;

  function append(draft: Draft, context: EntryContext): Result<Appended, AppendFailure> {
    if (!live.revive()) return err({ code: 'storage-fault' });
    const parts = live.now();
    const { db, journal, tree } = parts;
    const place = {
      origin: options.origin,
      seq: tree.size(),
      previous: parts.leaf,
      stamp: stamp(options.clock, lastStamp(parts)?.atMs ?? 0),
      context,
    };
    const appended = makeEntry(draft.t, draft.body, place, options.signer);
    const grown = growTree(tree.size(), tree.frontier());
    grown.add(appended.leaf);
    const point = { size: grown.size(), leaf: appended.leaf, frontier: grown.frontier() };
    const aux = auxText(draft.aux);
    const verified = grown.size() % VERIFIED_EVERY === 0 ? { verified: point } : {};
    const outcome = commitEntry({ db, journal, appended, aux, projectors: options.projectors, ...verified });
    if (outcome.kind === 'failed') return err(outcome.failure);
    if (outcome.kind === 'unsure')
      return live.settle({ appended, journalLength: outcome.journalLength }) ? ok(appended) : err(outcome.failure);
    live.advance({ tree: grown, leaf: appended.leaf, newest: appended });
    if (grown.size() % CHECKPOINT_EVERY === 0 || SEALING.has(draft.t)) checkpointQuietly(db, checkpoints, headOf(live));
    return ok(appended);
  }

  function database(): Database {
    live.revive();
    return live.now().db;
  }

  return ok({
    database,
    drizzle() {
      live.revive();
      return live.now().drizzle;
    },
    // The entry that comes back is the draft's own type.
    append: append as Ledger['append'],
    head: () => headOf(live),
    checkpointAt: (size) => checkpointAt(database(), checkpoints, headOf(live), size),
    checkpointIfDue() {
      const { db } = live.now();
      if (live.isUsable() && checkpointIsDue(db, headOf(live).size, options.clock.nowMs()))
        checkpointQuietly(db, checkpoints, headOf(live));
    },
    rootAt: (size) => rootAt(storedSubtrees(database()), size),
    proof: (seq, size = headOf(live).size) => inclusionProof(storedSubtrees(database()), seq, size),
    consistency: (from, to) => consistencyProof(storedSubtrees(database()), from, to),
    read: (from, count) => readEntries(live.now().db, from, count),
    verifier: () => verifyAll(live.now().db, { origin: options.origin, publicKey: options.signer.publicKey }),
    takeReplayed: () => live.takeReplayed(),
    checkFurther: (pages) => live.now().unchecked?.step(pages) ?? 'sound',
    markDamaged() {
      damaged = true;
    },
    journalState: first.value.journalState,
    lookAtClock: (lastSignedMs) => watch.look(lastSignedMs),
    close() {
      const { db, journal, leaf } = live.now();
      const tidied = live.isUsable() && tidy(live.now());
      closeQuietly(journal);
      if (closeQuietly(db) && tidied && !damaged) writeCleanMark(options.disk, options.directory, leaf);
    },
  });
}

function headOf(live: LiveParts): LedgerHead {
  const { tree, leaf } = live.now();
  return { size: tree.size(), leaf, root: tree.root() };
}

/** What makes the next start quick. None of it is needed for safety, so a full disk does not stop the closing. */
function tidy({ db, tree, leaf }: Parts): boolean {
  try {
    if (tree.size() > 0) writeVerified(db, { size: tree.size(), leaf, frontier: tree.frontier() });
    db.pragma('optimize');
    return db.pragma('wal_checkpoint(TRUNCATE)')[0]?.['busy'] === 0;
  } catch {
    // The next start checks a little more.
    return false;
  }
}

function lastStamp({
  newest,
}: Pick<Parts, 'newest'>): Readonly<{ atMs: number; mono: number; boot: string }> | undefined {
  return newest && { atMs: Date.parse(newest.entry.at), mono: newest.entry.mono, boot: newest.entry.boot };
}

function auxText(aux: Aux | undefined): string {
  if (aux === undefined) return '';
  const text = JSON.stringify(aux);
  if (Buffer.byteLength(text) > MAXIMUM_AUX_BYTES) throw new RangeError('Local data of an entry is too large');
  return text;
}
