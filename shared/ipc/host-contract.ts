import { z } from 'zod';
import { INSTALL_FAILURES, contract } from './contract.ts';
import { ClaimForm } from './claims-contract.ts';
import { command, event } from './kinds.ts';
import * as view from './views.ts';
import { SavedReconciliation } from './reconciliation-contract.ts';
import { credentialsContract } from './credentials-contract.ts';
import { outboxContract } from './outbox-contract.ts';
import * as paper from './paper-views.ts';

const nothing = z.void();
const Path = z.string().min(1).max(4096);
const WRITE = ['disk-full', 'storage-fault', 'locked'] as const;

/** What only the main process may ask of the vault: files it chose in a dialog, the device secret, the printer's outcomes. */
const host = {
  /** Once, first of all. Trouble is told in the view, never as a failure. */
  open: command(
    z.object({
      profile: Path,
      /** 32 bytes hex out of the operating system's key store, or null where there is none worth the name. */
      deviceSecret: z
        .string()
        .regex(/^[0-9a-f]{64}$/)
        .nullable(),
      appVersion: z.string().max(32),
    }),
    view.VaultView,
  ),
  view: command(nothing, view.VaultView),
  /** Reads and shows a certificate; `setup.acceptCertificate` takes it. */
  readCertificate: command(
    z.object({ path: Path }),
    contract.setup.chooseCertificate.output.shape.chosen.unwrap(),
    contract.setup.chooseCertificate.failures,
  ),
  /** Long; `view` tells its progress in `job`, `cycle.cancelInstall` stops it. Expects `<path>.sig` beside it. */
  install: command(z.object({ path: Path }), contract.cycle.chooseAndInstall.output, INSTALL_FAILURES),
  /** The oldest receipt to be printed, or null. It stays the next one until `printStarted`. */
  nextPrint: command(nothing, paper.PrintJob.nullable(), ['locked']),
  /** To be called before the first byte goes to the printer: from now on the paper may exist. */
  printStarted: command(z.object({ job: z.int() }), nothing, [...WRITE, 'not-found']),
  /** Becomes a signed entry. While locked it is kept and written at the next sign-in. */
  printOutcome: command(
    z.object({ job: z.int(), state: z.enum(['confirmed', 'sent', 'failed', 'unknown']) }),
    nothing,
    [...WRITE, 'not-found'],
  ),
  summaryData: command(z.object({ day: z.string().min(1).max(64) }), paper.SummaryData, ['locked', 'not-found']),
  writeSummary: command(z.object({ day: z.string().min(1).max(64), path: Path, language: view.Language }), nothing, [
    'locked',
    'not-found',
    'disk-full',
    'storage-fault',
  ]),
  /**
   * Signed entries as NDJSON `{b, s}` (base64url of bytes and signature), in order of `seq`; beside it, as `<path>.checkpoint`,
   * the signed head over just these.
   */
  exportLedger: command(z.object({ path: Path }), z.object({ entries: z.int() }), [
    'locked',
    'not-allowed',
    'disk-full',
    'storage-fault',
  ]),
  writeBundle: command(
    z.object({ all: z.boolean(), path: Path }),
    z.object({ entries: z.int() }),
    contract.sending.saveBundle.failures,
  ),
  readTrustList: command(z.object({ path: Path }), nothing, contract.supervisor.chooseTrustList.failures),
  readAcknowledgement: command(
    z.object({ path: Path }),
    z.object({ acknowledged: z.int() }),
    contract.sending.importAcknowledgement.failures,
  ),
  /** Long, as `reconciliation.read`. */
  writeReconciliation: command(
    SavedReconciliation.extend({ path: Path }),
    z.object({ rows: z.int() }),
    contract.reconciliation.save.failures,
  ),
  /** `language` is that of the paper. */
  writeClaim: command(
    z.object({ seq: z.int(), form: ClaimForm, path: Path, language: view.Language }),
    nothing,
    contract.claims.save.failures,
  ),
  readClaimAnswer: command(
    z.object({ path: Path }),
    z.object({ number: z.string() }),
    contract.claims.loadAnswer.failures,
  ),
  /** The proof that a hand-over is in the log as its head is signed now. */
  saveProof: command(z.object({ seq: z.int(), path: Path }), nothing, contract.receipts.saveProof.failures),
  /** Locks and closes all files; the process may end after the answer. */
  shutdown: command(nothing, nothing),
  /** After a commit and after every change of phase, operator or job. */
  changed: event(view.VaultView),
} as const;

const { createStation, enrolmentRequest, acceptCertificate } = contract.setup;
const { readAlarms, bundleCodes, acceptCertificate: acceptArrived } = contract.sending;
const { recent, reprint, settle } = contract.receipts;
const { read, list, cancel } = contract.reconciliation;
const { save: _saveClaim, loadAnswer: _loadAnswer, ...claims } = contract.claims;
const { trustList, reverse } = contract.supervisor;
const { open, receive, xReport, count, close, closed } = contract.day;

/** All the vault answers: the screen's commands that main hands through unchanged, and main's own. */
export const vaultContract = {
  setup: { createStation, enrolmentRequest, acceptCertificate },
  session: contract.session,
  cycle: { cancelInstall: contract.cycle.cancelInstall },
  desk: contract.desk,
  credentials: credentialsContract,
  vouchers: contract.vouchers,
  receipts: { recent, reprint, settle },
  day: { open, receive, xReport, count, close, closed },
  supervisor: { trustList, reverse },
  sending: { readAlarms, bundleCodes, acceptCertificate: acceptArrived },
  reconciliation: { read, list, cancel },
  claims,
  outbox: outboxContract,
  host,
} as const;
export type VaultContract = typeof vaultContract;
