import type { Database } from '@signalapp/sqlcipher';
import { randomBytes } from 'node:crypto';
import { err, ok, type Result } from '../../../shared/result.ts';
import type { Signer } from '../../../shared/wire/ed25519.ts';
import type { EntryBodies, EntryType } from '../../../shared/wire/entry-types.ts';
import { growTree } from '../../../shared/wire/tree.ts';
import { checkpointText, formatNote, signNote } from '../../../shared/wire/note.ts';
import type { Random } from '../crypto/aead.ts';
import { closeQuietly } from '../store/close.ts';
import { nodeDisk, type Disk } from '../store/disk.ts';
import type { Drizzle } from '../store/drizzle.ts';
import type { Migration } from '../store/migrate.ts';
import { assertDurable } from '../store/open-database.ts';
import { stamp, watchClock, type Clock } from './clock.ts';
import { commitEntry } from './commit.ts';
import { makeEntry } from './entry.ts';
import { readEntries, writeVerified } from './entry.store.ts';
import type { JournalState } from './journal.ts';
import type { Appended, AppendFailure, Aux, Draft, EntryContext, Projectors } from './ledger.types.ts';
import { openParts, type OpenLedgerFailure, type Parts, type Pending } from './open-parts.ts';
import { MAXIMUM_AUX_BYTES } from './record.ts';
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
  /** The head as a signed note (c2sp.org/tlog-checkpoint): what is exported, printed and cosigned. */
  checkpoint: () => string;
  /** At most `count` entries from `from` on. */
  read: (from: number, count: number) => readonly Appended[];
  /** A check of everything from the first entry on, run in slices. */
  verifier: () => Verifier;
  /**
   * Entries that are recorded although nobody was told so: found in the journal alone at the start or after an error, or
   * committed by an append that had to answer with a failure. Each is told once.
   */
  takeReplayed: () => readonly number[];
  /** What the journal was like when the ledger was opened; it has been mended since. */
  journalState: JournalState;
  /** A draft to append where somebody set the clock (see `ClockWatch`); each jump is told once. */
  lookAtClock: (lastSignedMs?: number) => Draft<'clock'> | undefined;
  close: () => void;
}>;

/** So often the verified point moves along with an entry. */
const VERIFIED_EVERY = 256;

/**
 * Opens the log: database and journal, each mended from the other, chain and signatures checked since the last verified point.
 * Throws only for faults of the program.
 */
export function openLedger(given: LedgerOptions): Result<Ledger, OpenLedgerFailure> {
  const options = { disk: nodeDisk, random: (bytes: number) => new Uint8Array(randomBytes(bytes)), ...given };
  const first = openParts(options);
  if (!first.ok) return first;
  const watch = watchClock(options.clock, lastStamp(first.value));
  let parts: Parts = first.value;
  let replayed: number[] = [...parts.replayed];
  let pending: Pending | undefined;
  let stale = false;
  let durable = false;

  /** Opens both files again after an error. False where they still cannot be. */
  function reopen(): boolean {
    closeQuietly(parts.journal);
    closeQuietly(parts.db);
    const again = openParts(options, pending);
    stale = !again.ok;
    durable = false;
    if (!again.ok) return false;
    parts = again.value;
    replayed.push(...parts.replayed);
    return true;
  }

  /** Makes a ledger that could not be opened again usable, should that work by now. */
  function revive(): boolean {
    if (!stale) return true;
    if (!reopen()) return false;
    // Its append answered with a failure, yet it is recorded: somebody has to be told.
    if (pending !== undefined && parts.pendingHeld) replayed.push(pending.appended.entry.seq);
    pending = undefined;
    return true;
  }

  function append(draft: Draft, context: EntryContext): Result<Appended, AppendFailure> {
    if (!revive()) return err({ code: 'storage-fault' });
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
    if (outcome.kind === 'unsure') {
      pending = { appended, journalLength: outcome.journalLength };
      if (!reopen()) return err(outcome.failure);
      pending = undefined;
      return parts.pendingHeld ? ok(appended) : err(outcome.failure);
    }
    parts = { ...parts, tree: grown, leaf: appended.leaf, newest: appended };
    // Only the first write of a connection shows whether the driver kept to what it was told.
    if (!durable) assertDurable(db);
    durable = true;
    return ok(appended);
  }

  return ok({
    database() {
      revive();
      return parts.db;
    },
    drizzle() {
      revive();
      return parts.drizzle;
    },
    // The entry that comes back is the draft's own type.
    append: append as Ledger['append'],
    head: () => ({ size: parts.tree.size(), leaf: parts.leaf, root: parts.tree.root() }),
    checkpoint() {
      const text = checkpointText({ origin: options.origin, size: parts.tree.size(), root: parts.tree.root() });
      return formatNote(text, [signNote(text, options.origin, options.signer)]);
    },
    read: (from, count) => readEntries(parts.db, from, count),
    verifier: () => verifyAll(parts.db, { origin: options.origin, publicKey: options.signer.publicKey }),
    takeReplayed() {
      const told = replayed;
      replayed = [];
      return told;
    },
    journalState: first.value.journalState,
    lookAtClock: (lastSignedMs) => watch.look(lastSignedMs),
    close() {
      if (!stale) tidy(parts);
      closeQuietly(parts.journal);
      closeQuietly(parts.db);
    },
  });
}

/** What makes the next start quick. None of it is needed for safety, so a full disk does not stop the closing. */
function tidy({ db, tree, leaf }: Parts): void {
  try {
    if (tree.size() > 0) writeVerified(db, { size: tree.size(), leaf, frontier: tree.frontier() });
    db.pragma('optimize');
    db.pragma('wal_checkpoint(TRUNCATE)');
  } catch {
    // The next start checks a little more.
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
