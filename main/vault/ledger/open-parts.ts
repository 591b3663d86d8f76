import type { Database } from '@signalapp/sqlcipher';
import { join } from 'node:path';
import { err, ok, type Result } from '../../../shared/result.ts';
import type { Tree } from '../../../shared/wire/tree.ts';
import { closeQuietly } from '../store/close.ts';
import { drizzle, type Drizzle } from '../store/drizzle.ts';
import { storageTrouble } from '../store/errors.ts';
import { checkDatabase, openDatabase, type OpenDatabaseFailure } from '../store/open-database.ts';
import { holds } from './commit.ts';
import { readEntries, readHead, writeVerified } from './entry.store.ts';
import { cutJournal, type Journal, type JournalOptions, type JournalState } from './journal.ts';
import type { LedgerOptions } from './ledger.ts';
import type { Appended } from './ledger.types.ts';
import { recover, type RecoverFailure } from './recover.ts';
import { verifyNew, verifyToEnd } from './verify.ts';

export type OpenLedgerFailure = OpenDatabaseFailure | RecoverFailure;

/** An append whose outcome is open. */
export type Pending = Readonly<{ appended: Appended; journalLength: number }>;

export type Parts = Readonly<{
  db: Database;
  drizzle: Drizzle;
  journal: Journal;
  journalState: JournalState;
  tree: Tree;
  leaf: Uint8Array;
  newest: Appended | undefined;
  replayed: readonly number[];
  /** Whether the database turned out to hold the pending entry. */
  pendingHeld: boolean;
}>;

/** After this many newly checked entries the verified point is worth a write at the start. */
const WORTH_STORING = 256;

/** Opens and mends both files, and checks what is new since the last verified point. */
export function openParts(options: Required<LedgerOptions>, pending?: Pending): Result<Parts, OpenLedgerFailure> {
  const journalOptions: JournalOptions = {
    disk: options.disk,
    path: join(options.directory, 'ledger.journal'),
    key: options.journalKey,
    random: options.random,
  };
  const path = join(options.directory, 'ledger.db');
  const opened = openDatabase({ path, key: options.key, migrations: options.migrations, now: options.clock.nowMs });
  if (!opened.ok) return opened;
  const db = opened.value;
  let journal: Journal | undefined;
  const fail = (error: OpenLedgerFailure): Result<never, OpenLedgerFailure> => {
    closeQuietly(journal);
    closeQuietly(db);
    return err(error);
  };
  try {
    const checked = checkDatabase(db, { path, key: options.key });
    if (!checked.ok) return fail(checked.error);
    const pendingHeld = pending !== undefined && holds(db, pending.appended);
    // Declared as failed, so it must not come back from the journal.
    if (pending !== undefined && !pendingHeld) cutJournal(journalOptions, pending.journalLength);
    const identity = { origin: options.origin, publicKey: options.signer.publicKey };
    const recovered = recover(db, journalOptions, identity, options.projectors);
    if (!recovered.ok) return fail(recovered.error);
    ({ journal } = recovered.value);
    const verifier = verifyNew(db, identity);
    const start = verifier.tree().size();
    if (verifyToEnd(verifier).fault !== undefined) return fail('chain-broken');
    const head = readHead(db);
    const tree = verifier.tree();
    if (head.size - start >= WORTH_STORING) writeVerified(db, { ...head, frontier: tree.frontier() });
    return ok({
      db,
      drizzle: drizzle(db),
      journal,
      journalState: recovered.value.state,
      tree,
      leaf: head.leaf,
      newest: readEntries(db, head.size - 1, 1)[0],
      replayed: recovered.value.replayed,
      pendingHeld,
    });
  } catch (thrown) {
    const kind = storageTrouble(thrown)?.kind;
    fail('storage-fault');
    if (kind === undefined || kind === 'constraint') throw thrown;
    if (kind === 'disk-full') return err('disk-full');
    return err(kind === 'io' || kind === 'busy' ? 'storage-fault' : 'database-damaged');
  }
}
