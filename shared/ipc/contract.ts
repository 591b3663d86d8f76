import { z } from 'zod';
import { command, event } from './kinds.ts';
import { TRUST_FILE_FAILURES, TrustListView } from './credentials-contract.ts';
import { claimsContract } from './claims-contract.ts';
import { INSTALL_FAILURES } from './install-failures.ts';
import { reconciliationContract } from './reconciliation-contract.ts';
import { sendingContract } from './sending-contract.ts';
import * as view from './views.ts';
import { voucherContract } from './voucher-contract.ts';

const nothing = z.void();
const Id = z.string().min(1).max(64);
const Secret = z.string().min(1).max(256);
const Note = z.string().max(280);
export { INSTALL_FAILURES };

/** False where the person chose no place. */
const Saved = z.object({ saved: z.boolean() });
/** Anything that writes may meet these. */
const WRITE = ['disk-full', 'storage-fault', 'locked'] as const;

/** The whole door between a screen and the station: nothing else can be called. */
export const contract = {
  station: {
    view: command(nothing, view.StationView),
    changed: event(view.StationView),
    setLanguage: command(z.object({ language: view.Language }), nothing),
    setDisplay: command(z.object({ contrast: z.enum(['normal', 'high']), sounds: z.boolean() }), nothing),
    setCamera: command(z.object({ camera: z.string().min(1).max(256) }), nothing),
    setPrinter: command(z.object({ settings: view.PrinterSettings.nullable() }), nothing, ['not-allowed', 'locked']),
    testPrint: command(nothing, z.object({ state: view.PrinterState }), ['not-set-up']),
    quit: command(nothing, nothing),
  },
  setup: {
    createStation: command(z.object({ passphrase: Secret }), nothing, [
      'already-created',
      'weak-passphrase',
      'disk-full',
      'storage-fault',
    ]),
    enrolmentRequest: command(nothing, z.object({ fingerprint: z.string(), text: z.string() }), ['locked']),
    saveEnrolmentRequest: command(nothing, Saved, ['locked', 'disk-full']),
    chooseCertificate: command(
      nothing,
      z.object({
        chosen: z
          .object({
            programmeName: z.string(),
            siteName: z.string(),
            deskName: z.string(),
            epoch: z.int(),
            programmeFingerprint: z.string(),
          })
          .nullable(),
      }),
      [
        'locked',
        'not-allowed',
        'file-missing',
        'not-a-certificate',
        'forged',
        'foreign-station',
        'expired',
        'older-epoch',
        'newer-format',
      ],
    ),
    /** Takes the certificate shown last, after a person compared the fingerprint. */
    acceptCertificate: command(nothing, nothing, [...WRITE, 'not-allowed', 'nothing-chosen']),
  },
  session: {
    signIn: command(z.object({ operator: Id, secret: Secret }), nothing, [
      'wrong-secret',
      'locked-out',
      'pin-needs-device-secret',
      'trouble',
      'disk-full',
      'storage-fault',
    ]),
    lock: command(nothing, nothing),
    /** Keeps the idle lock away; sent at most every few seconds while somebody works. */
    touch: command(nothing, nothing),
    changeSecret: command(z.object({ current: Secret, next: Secret }), nothing, [
      ...WRITE,
      'wrong-secret',
      'weak-passphrase',
    ]),
    /** The operator has read the list of hand-overs found in the journal. */
    acknowledgeReplayed: command(nothing, nothing, ['locked']),
  },
  cycle: {
    chooseAndInstall: command(
      nothing,
      z.object({ kind: z.enum(['full', 'delta']), packageNumber: z.int(), households: z.int(), entitlements: z.int() }),
      INSTALL_FAILURES,
    ),
    cancelInstall: command(nothing, nothing),
  },
  desk: {
    /** A scanner that is no keyboard (HID POS) read this; the screen treats it like any scan. */
    scanned: event(z.object({ text: z.string().max(8192) })),
    scan: command(z.object({ text: z.string().max(8192), via: z.enum(['wedge', 'camera', 'typed']) }), view.Verdict, [
      'locked',
      'no-cycle',
      'storage-fault',
    ]),
    /**
     * At least two different attributes; counted and recorded. Not `ready`: the search is still being prepared, and only the
     * household whose very number was given can be among the matches.
     */
    find: command(
      z.object({
        name: z.string().max(120).optional(),
        birthYear: z.string().max(10).optional(),
        place: z.string().max(120).optional(),
        idNumber: z.string().max(64).optional(),
        phone: z.string().max(32).optional(),
      }),
      z.object({ matches: z.array(view.FoundHousehold), more: z.boolean(), ready: z.boolean() }),
      [...WRITE, 'no-cycle', 'two-attributes-needed'],
    ),
    openFound: command(z.object({ household: Id }), view.Verdict, ['locked', 'no-cycle', 'not-found', 'storage-fault']),
    give: command(
      z.object({
        token: Id,
        /** `holder`: whoever brought a voucher for nobody of the roll; `id` says nothing then. */
        collector: z.object({ kind: z.enum(['member', 'proxy', 'holder']), id: Id }),
        lines: z
          .array(z.object({ entitlement: Id, line: Id, quantity: z.int().min(1).max(Number.MAX_SAFE_INTEGER) }))
          .min(1)
          .max(100),
        note: Note.optional(),
        approval: view.ApprovalInput.optional(),
      }),
      view.HandoverView,
      [
        ...WRITE,
        'already-served',
        'changed-since',
        'more-than-due',
        'part-not-allowed',
        'proxy-not-allowed',
        'out-of-stock',
        'limit-reached',
        'no-day-open',
        'needs-approval',
        'approval-refused',
        'approver-locked-out',
        'unknown-token',
        'holder-not-checked',
      ],
    ),
    notServed: command(
      z.object({ token: Id, reason: view.NotServedReason, note: Note.optional() }),
      z.object({ seq: z.int() }),
      [...WRITE, 'unknown-token', 'no-day-open', 'already-recorded'],
    ),
  },
  vouchers: voucherContract,
  claims: claimsContract,
  receipts: {
    recent: command(
      z.object({ before: z.int().optional(), text: z.string().max(64).optional() }),
      z.object({ handovers: z.array(view.HandoverView), more: z.boolean() }),
      ['locked'],
    ),
    reprint: command(z.object({ seq: z.int() }), nothing, [...WRITE, 'not-found', 'no-day-open']),
    /** The clerk's answer where the printer could not tell whether the paper came out. */
    settle: command(z.object({ seq: z.int(), cameOut: z.boolean() }), nothing, [...WRITE, 'not-found']),
    /** Asks for a place, then writes a c2sp.org/tlog-proof file of a hand-over. */
    saveProof: command(z.object({ seq: z.int() }), Saved, [...WRITE, 'not-allowed', 'not-found']),
  },
  day: {
    open: command(
      z.object({ cash: z.array(view.DenominationCount).max(400), stock: z.array(view.StockCount).max(200) }),
      view.DayReport,
      [...WRITE, 'not-allowed', 'already-open', 'no-cycle', 'cycle-expired', 'bad-count'],
    ),
    receive: command(
      z.object({
        waybill: z.string().min(1).max(64),
        cash: z.array(view.DenominationCount).max(400),
        stock: z.array(view.StockCount).max(200),
      }),
      view.DayReport,
      [...WRITE, 'not-allowed', 'no-day-open', 'bad-count'],
    ),
    xReport: command(z.object({ print: z.boolean() }), view.DayReport, [...WRITE, 'no-day-open']),
    /** Blind: the expected figures are answered only after the count is recorded. */
    count: command(
      z.object({ cash: z.array(view.DenominationCount).max(400), stock: z.array(view.StockCount).max(200) }),
      z.object({ report: view.DayReport, coSignNeeded: z.boolean() }),
      [...WRITE, 'not-allowed', 'no-day-open', 'bad-count'],
    ),
    close: command(z.object({ approval: view.ApprovalInput.optional() }), view.DayReport, [
      ...WRITE,
      'not-allowed',
      'no-day-open',
      'not-counted',
      'needs-approval',
      'approval-refused',
      'approver-locked-out',
    ]),
    /** Newest first. */
    closed: command(nothing, z.object({ days: z.array(view.DayReport) }), ['locked']),
    /** Asks for a place, then writes the disbursement summary of a day (open or closed) as PDF. */
    saveSummary: command(z.object({ day: Id }), Saved, [...WRITE, 'not-found']),
    /** Asks for a place, then writes the signed ledger as NDJSON for upstream or an auditor. */
    exportLedger: command(nothing, z.object({ saved: z.boolean(), entries: z.int() }), [
      'locked',
      'not-allowed',
      'disk-full',
      'storage-fault',
    ]),
  },
  sending: sendingContract,
  reconciliation: reconciliationContract,
  supervisor: {
    /** Whose vouchers and credentials this station believes. */
    trustList: command(nothing, TrustListView, ['locked', 'not-allowed', 'no-cycle', 'storage-fault']),
    /** Asks for a `.trust` file and puts its list in force. */
    chooseTrustList: command(nothing, z.object({ chosen: z.boolean() }), TRUST_FILE_FAILURES),
    reverse: command(
      z.object({ seq: z.int(), reason: view.ReversalReason, approval: view.ApprovalInput }),
      view.HandoverView,
      [...WRITE, 'not-found', 'already-reversed', 'no-day-open', 'approval-refused', 'approver-locked-out'],
    ),
  },
} as const;
export type Station = typeof contract;
