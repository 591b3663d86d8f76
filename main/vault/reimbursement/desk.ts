import { join } from 'node:path';
import type { Core } from '../session/core.ts';
import { database, type Serving } from '../session/serving.ts';
import type { Disk } from '../store/disk.ts';
import { documentFiles, type DocumentFiles } from './documents.ts';
import { reimbursementStore, type ReimbursementStore } from './reimbursement.store.ts';

/** All that claims need, from a supervisor's sign-in to the lock. */
export type ClaimDesk = Readonly<{
  serving: Serving;
  store: ReimbursementStore;
  documents: DocumentFiles;
  disk: Disk;
  makeFolder: (folder: string) => void;
  /** Where sealed claim files wait for the collector. */
  parcelFolder: string;
  nowMs: () => number;
  /** False once the person has left: the files are closed then. */
  isOpen: () => boolean;
}>;

/** Undefined where nobody who serves is signed in. */
export function claimDesk({ ports, state, serving: current }: Core): ClaimDesk | undefined {
  const serving = current();
  const { unlocked, profile } = state;
  if (serving === undefined || unlocked === null || profile === null) return undefined;
  return {
    serving,
    store: reimbursementStore(database(serving)),
    documents: documentFiles(ports, profile.folder, unlocked.stationKey),
    disk: ports.disk,
    makeFolder: ports.makeFolder,
    parcelFolder: join(profile.folder, 'claims'),
    nowMs: () => Math.floor(serving.clock.nowMs()),
    isOpen: () => current() === serving,
  };
}
