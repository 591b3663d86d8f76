import { z } from 'zod';

/** What screens are shown of the ledger's way home. */

export const AlarmKind = z.enum([
  /** The collector had `had` entries and has `has`: they are sent again. */
  'lost-data',
  /** The collector holds another entry in the place of one of ours. Nothing more is sent. */
  'fork',
  /** The collector cosigned a tree that is not ours. Nothing more is sent. */
  'split-view',
  /** The collector holds more entries (`has`) than this station (`had`): this is an older copy of it. */
  'ahead',
  /** The collector has frozen this log. */
  'frozen',
  /** The collector could not read entry `had`; it keeps it aside. */
  'poison',
  /** The collector holds entry `had` back until somebody has looked. */
  'quarantined',
  /** A double collection was decided; `had` is the hand-over here, `has` 1 where it stands. */
  'resolution',
  /** A message of the programme could not be believed; `had` is its number. */
  'message-refused',
  /** The office asks something about claim `had`. */
  'claim-queried',
]);
export type AlarmKind = z.infer<typeof AlarmKind>;

export const AlarmView = z.object({
  id: z.int(),
  kind: AlarmKind,
  had: z.int(),
  has: z.int(),
  atMs: z.int(),
});
export type AlarmView = z.infer<typeof AlarmView>;

/** The vault's half: what is known to have arrived. */
export const OutboxView = z.object({
  /** Name of the collector; null where the package names none. */
  collector: z.string().nullable(),
  /** False where the programme collects files only. */
  hasAddress: z.boolean(),
  /** Entries in the log, held by the collector when last asked, and under its newest signature. */
  total: z.int(),
  sent: z.int(),
  acknowledged: z.int(),
  /** The collector's signed time of the newest acknowledgement. */
  acknowledgedAtMs: z.int().nullable(),
  /** Not yet read by a supervisor, oldest first. */
  alarms: z.array(AlarmView),
  /** A package that has arrived and may be installed. */
  arrivedPackage: z.object({ id: z.int(), number: z.int(), sha256: z.string() }).nullable(),
  arrivedCertificate: z.object({ id: z.int() }).nullable(),
});
export type OutboxView = z.infer<typeof OutboxView>;

/** Where nothing is known. */
export const NO_OUTBOX: OutboxView = {
  collector: null,
  hasAddress: false,
  total: 0,
  sent: 0,
  acknowledged: 0,
  acknowledgedAtMs: null,
  alarms: [],
  arrivedPackage: null,
  arrivedCertificate: null,
};

/** Why a round of sending failed; each has its sentence. */
export const SendingProblem = z.enum([
  'offline',
  'refused',
  'no-answer',
  'interrupted',
  'certificate-not-believed',
  'not-a-collector',
  'unknown-station',
  'other-key',
  'frozen',
  'fork',
  'split-view',
  'ahead',
  'busy',
  'storage-fault-upstream',
  'refused-request',
  'station-fault',
]);
export type SendingProblem = z.infer<typeof SendingProblem>;

/** Main's half: what the line is doing. */
export const SendingView = z.object({
  /** `stopped`: only a person's "send now" starts it again. `locked`: goes on when somebody signs in. */
  phase: z.enum(['not-set-up', 'paused', 'locked', 'idle', 'sending', 'waiting', 'stopped']),
  problem: SendingProblem.nullable(),
  /** Wall clock of the next try, for showing only. */
  nextTryMs: z.int().nullable(),
});
export type SendingView = z.infer<typeof SendingView>;

/** How far an entry is on its way. `acknowledged`: the collector signed for it. */
export const EntryWay = z.object({
  state: z.enum(['recorded', 'sent', 'acknowledged']),
  by: z.string().optional(),
  atMs: z.int().optional(),
  via: z.enum(['link', 'stick']).optional(),
});
export type EntryWay = z.infer<typeof EntryWay>;
