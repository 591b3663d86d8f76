import type { Database } from '@signalapp/sqlcipher';
import type { CycleTroubleCode } from '../../../shared/ipc/views.ts';
import type { StationCertificate } from '../../../shared/wire/documents.ts';
import type { Approval, ApprovedKind, EntryBodies, EntryType } from '../../../shared/wire/entry-types.ts';
import type { Result } from '../../../shared/result.ts';
import type { Pseudonyms } from '../entitlements/pseudonym.ts';
import type { HeldVerdicts } from '../desk/held-verdicts.ts';
import type { Random } from '../crypto/aead.ts';
import type { Clock } from '../ledger/clock.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Appended, AppendFailure, Aux } from '../ledger/ledger.types.ts';
import type { Roll } from '../roll/roll.ts';

export type SignedIn = Readonly<{ id: string; name: string; role: 'clerk' | 'supervisor' | 'setup' }>;

/** The cycle in force: its roll, open for reading, and the names the ledger uses for it. */
export type Cycle = Readonly<{
  roll: Roll;
  pseudonyms: Pseudonyms;
  /** Reads all of the file, which takes seconds for a large one. */
  isSound: () => boolean;
  close: () => void;
}>;

export type ApproveFailure = 'approval-refused' | 'approver-locked-out' | 'storage-fault' | 'disk-full';

/**
 * Lets a second person sign a statement with the key that only that person's secret opens. `doneBy`: whose act is taken back,
 * where it is not that of the one signed in.
 */
export type Approve = (
  input: Readonly<{ operator: string; secret: string }>,
  act: ApprovedAct,
  doneBy?: string,
) => Promise<Result<Approval, ApproveFailure>>;

/** What an approval speaks of. It is signed in canonical bytes together with the log's name and the reason. */
export type ApprovedAct = Readonly<{ act: ApprovedKind; subject: string; reason: string }>;

/** All that serving needs, from sign-in to lock. */
export type Serving = Readonly<{
  ledger: Ledger;
  certificate: StationCertificate;
  operator: SignedIn;
  verdicts: HeldVerdicts;
  approve: Approve;
  clock: Clock;
  random: Random;
  /** The day session that is open, or null. */
  day: () => string | null;
}> & {
  cycle: Cycle | null;
  /** Why a roll that was installed is not there; it can be installed again. */
  cycleTrouble: CycleTroubleCode | null;
};

/** The same where a cycle is installed. */
export type ServingCycle = Serving & { cycle: Cycle };

export function database(serving: Pick<Serving, 'ledger'>): Database {
  return serving.ledger.database();
}

/** The latest time that a trusted signature vouches for (certificate, package): now cannot be earlier. UTC ms. */
export function signedMs({ certificate, cycle }: Pick<Serving, 'certificate' | 'cycle'>): number {
  return Math.max(certificate.validFromMs, cycle?.roll.manifest().issuedAtMs ?? 0);
}

/** The latest time that this station has reason to believe in: the newest entry's, or what is signed. UTC ms. */
export function seenMs(serving: Serving): number {
  const [newest] = serving.ledger.read(serving.ledger.head().size - 1, 1);
  return Math.max(signedMs(serving), newest === undefined ? 0 : Date.parse(newest.entry.at));
}

/** Appends in the name of the operator and cycle of this moment. */
export function append<T extends EntryType>(
  serving: Pick<Serving, 'ledger' | 'operator' | 'cycle'>,
  draft: Readonly<{ t: T; body: EntryBodies[T]; aux?: Aux }>,
): Result<Appended<T>, AppendFailure> {
  const { cycle, operator } = serving;
  return serving.ledger.append(draft, {
    cycle: cycle?.roll.manifest().cycle ?? '',
    package: cycle?.roll.manifestHash() ?? '',
    operator: operator.id,
  });
}

/** A refusal that the rules should have foreseen is a fault of the program: it is thrown, with no data in it. */
export function unforeseen(failure: AppendFailure): 'disk-full' | 'storage-fault' {
  if (failure.code !== 'refused') return failure.code;
  throw new Error(`The ledger refused an entry: ${failure.constraint}`);
}
