import { z } from 'zod';
import { OutboxView, SendingView } from './sending-views.ts';

/** What every screen is shown of the station itself: the vault's half, and what this machine adds. */

export const ItemView = z.object({
  item: z.string(),
  name: z.record(z.string(), z.string()),
  unit: z.string(),
  icon: z.string(),
  planned: z.int(),
});
export type ItemView = z.infer<typeof ItemView>;

/** Where a station stands, as its certificate says. */
export const StationPlace = z.strictObject({
  programme: z.string(),
  programmeName: z.string(),
  site: z.string(),
  siteName: z.string(),
  desk: z.string(),
  deskName: z.string(),
  epoch: z.int(),
});

export const PrinterState = z.enum([
  'not-set-up',
  /** Set up, and not asked yet. */
  'checking',
  'ready',
  /** Prints, but the roll comes to its end. */
  'paper-low',
  'printing',
  'no-answer',
  'paper-out',
  'cover-open',
  'fault',
]);
export type PrinterState = z.infer<typeof PrinterState>;
export const Language = z.enum(['en', 'fr', 'ar']);
export type Language = z.infer<typeof Language>;
export const TroubleCode = z.enum([
  'wrong-key',
  'database-damaged',
  'database-newer',
  'migration-edited',
  'journal-damaged',
  'chain-broken',
  'log-shortened',
  'disk-full',
  'vault-stopped',
  'keyslots-damaged',
  'files-missing',
]);
export type TroubleCode = z.infer<typeof TroubleCode>;
/** What can be wrong with the roll alone, while the ledger beside it is whole. */
export const CycleTroubleCode = TroubleCode.extract([
  'wrong-key',
  'database-damaged',
  'database-newer',
  'migration-edited',
  'files-missing',
]);
export type CycleTroubleCode = z.infer<typeof CycleTroubleCode>;

export const PrinterSettings = z.object({
  host: z.string().max(253),
  port: z.int().min(1).max(65_535),
  columns: z.union([z.literal(32), z.literal(42), z.literal(48)]),
  mode: z.enum(['auto', 'text', 'raster']),
});
export type PrinterSettings = z.infer<typeof PrinterSettings>;

/** The vault's half of what every screen shows. */
export const VaultView = z.object({
  phase: z.enum(['new', 'locked', 'open', 'trouble']),
  trouble: z.object({ code: TroubleCode, incident: z.string().nullable() }).nullable(),
  enrolment: z.enum(['none', 'requested', 'certified']),
  /** SHA-256 of the station's public key, first 16 hex digits in groups of four; null before `createStation`. */
  fingerprint: z.string().nullable(),
  station: StationPlace.nullable(),
  /** Ids for the sign-in screen; names only show once somebody is signed in. */
  operators: z.array(
    z.object({
      id: z.string(),
      role: z.enum(['clerk', 'supervisor', 'setup']),
      secretKind: z.enum(['passphrase', 'pin']),
      lockedUntilMs: z.int().nullable(),
    }),
  ),
  operator: z.object({ id: z.string(), name: z.string(), role: z.enum(['clerk', 'supervisor', 'setup']) }).nullable(),
  idleLockMinutes: z.int(),
  cycle: z
    .object({
      id: z.string(),
      name: z.string(),
      packageNumber: z.int(),
      issuedAtMs: z.int(),
      revocationAsOfMs: z.int(),
      validUntilMs: z.int(),
      households: z.int(),
      /** How far the search without a card is prepared, below 100; left out once it is ready. */
      searchPercent: z.int().min(0).max(99).optional(),
      items: z.array(ItemView),
      currencies: z.array(z.object({ currency: z.string(), denominations: z.array(z.int()) })),
      partCollection: z.boolean(),
      proxyCollection: z.boolean(),
      /** See domain/approvers.ts. */
      soleSupervisor: z.boolean(),
    })
    .nullable(),
  /** Why a roll that was installed is not there; the same package may be installed again. Left out where nothing is wrong. */
  cycleTrouble: CycleTroubleCode.optional(),
  /** Numbers of the packages that were in force here and are not any more, in the order they go in. Left out where none is. */
  packagesToInstall: z.array(z.int()).optional(),
  day: z.object({ day: z.string(), openedAtMs: z.int(), openedBy: z.string(), counted: z.boolean() }).nullable(),
  counts: z.object({ served: z.int(), part: z.int(), notServed: z.int(), reversed: z.int(), stillToCome: z.int() }),
  /** Vouchers set aside at this desk, and those for too long. Left out where there are none. */
  openHolds: z.object({ open: z.int(), overdue: z.int() }).optional(),
  /** How far the ledger is on its way home; all zero while nobody is signed in. */
  outbox: OutboxView,
  /** Hand-overs found in the journal but not in the database at start: shown to the operator until seen. */
  replayed: z.array(z.object({ seq: z.int(), receipt: z.string(), atMs: z.int() })),
  clockWarning: z.boolean(),
  job: z
    .object({
      kind: z.enum(['install', 'reconcile']),
      step: z.enum(['checking', 'decrypting', 'reading', 'finishing', 'reconciling', 'writing']),
      done: z.int(),
      total: z.int(),
    })
    .nullable(),
});
export type VaultView = z.infer<typeof VaultView>;

export const StationView = z.object({
  vault: VaultView,
  language: Language,
  contrast: z.enum(['normal', 'high']),
  sounds: z.boolean(),
  /** The camera chosen last, as the browser names it; null for whichever there is. */
  camera: z.string().nullable(),
  sending: SendingView,
  printer: z.object({ state: PrinterState, waiting: z.int(), settings: PrinterSettings.nullable() }),
  version: z.string(),
  /** Wall clock of the main process when the view was made: ages are reckoned from it. */
  nowMs: z.int(),
});
export type StationView = z.infer<typeof StationView>;

export * from './sending-views.ts';
