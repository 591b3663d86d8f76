import type { VaultView } from '../../../shared/ipc/views.ts';
import type { Random } from '../crypto/aead.ts';
import type { Clock } from '../ledger/clock.ts';
import type { Disk } from '../store/disk.ts';
import type { openDatabase } from '../store/open-database.ts';

/** The world outside the vault, handed in. */
export type VaultPorts = Readonly<{
  disk: Disk;
  /** Opens the database that a package is read into. */
  openDatabase: typeof openDatabase;
  /** Free bytes on the folder's disk. */
  freeBytes: (folder: string) => number;
  /** Creates the folder and those above it where they are missing. */
  makeFolder: (folder: string) => void;
  clock: Clock;
  /** See `LedgerOptions`. */
  checkAtOnceBytes: number;
  random: Random;
  /** Told after a commit and after every change of phase, operator or job. */
  changed: (view: VaultView) => void;
  /** A fault: answers the incident's number. The text must hold no personal data. */
  report: (what: string, cause: unknown) => string;
}>;

/** What main said once when it opened the profile. */
export type Profile = Readonly<{ folder: string; deviceSecret: Uint8Array | undefined; appVersion: string }>;
