import { z } from 'zod';
import { Envelope } from './documents.ts';

/**
 * What passes between a station and the collector over HTTP. Entries and checkpoints carry their own signatures, so the same bytes
 * are as good from a stick as from a socket. `{log}` in a path is the log's origin, percent-encoded.
 *
 *   POST /v1/logs                       DSSE (log) -> 201 | 200 where it is known; LogHead
 *   GET  /v1/logs/{log}/head            LogHead; Accept names the content types of entries that are understood
 *   PUT  /v1/logs/{log}/entries?from=N  EntryLine* CheckpointLine? -> 200 LogHead; Problem 409 rewind, 422 unreadable, 423 fork
 *   GET  /v1/logs/{log}/proof/{seq}     c2sp.org/tlog-proof@v1
 *   POST /v1/bundles                    age(brotli(BundleHead EntryLine* CheckpointLine)) -> 200 DSSE (acknowledgement)
 *   GET  /v1/stations/{key}/inbox       Inbox; `?after=ID`
 *   GET  /v1/packages/{sha256}          the file, Range-resumable
 *   GET|PUT /v1/stations/{key}/claims/… what claims are about: see claim-file.ts
 *
 * A body has a Content-Digest (RFC 9530) over its bytes as sent, after any Content-Encoding (`br` or `gzip`). Requests of a
 * station but the first and POST /v1/bundles are signed by its key (RFC 9421): see REQUEST_SIGNATURE. `{key}` in a path is the
 * `keyId` of the station's key.
 *
 * A packed body (`packed-entries.ts`) counts as far as it came. Where the line breaks in it, or where the station asks for the head
 * or puts entries over another line meanwhile, the collector takes in the entries that are there whole, each once its own signature
 * was checked, for the digest of what never came proves nothing; the next head tells how many they were. Lines count as a whole or
 * not at all.
 */
export const UPLOAD_LIMITS = {
  /** Of one PUT, after decompression. */
  batchBytes: 4 * 1024 * 1024,
  batchEntries: 2000,
  /** Of a bundle, before and after decompression. */
  bundleBytes: 128 * 1024 * 1024,
  bundlePlainBytes: 1024 * 1024 * 1024,
  /** As much as a station's ledger takes. */
  entryBytes: 64 * 1024,
  registrationBytes: 64 * 1024,
  /** Of an inbox: what waits beyond it comes with the next look. */
  inboxBytes: 6 * 1024 * 1024,
} as const;

/**
 * What a request's signature covers, at least; `content-digest` where there is a body. `alg` is `ed25519`, `keyid` is `keyId` of
 * the station's key; `created` is for people to read: no clock decides whether a request is heard.
 */
export const REQUEST_SIGNATURE = {
  components: ['@method', '@path', '@query'],
  bodyComponent: 'content-digest',
  algorithm: 'ed25519',
} as const;

/** Content types of what a station sends. */
export const UPLOAD_TYPES = {
  envelope: 'application/json',
  /** PUT entries: one JSON object a line. */
  lines: 'application/x-ndjson',
  /** POST bundles: the sealed bytes, or the text of the QR codes that carry them. */
  bundle: 'application/octet-stream',
  frames: 'text/plain',
} as const;

const Hex32 = z.string().regex(/^[0-9a-f]{64}$/);
const Base64Url = z.string().regex(/^[A-Za-z0-9_-]+$/);
const Leaf = Base64Url.length(43);
const Size = z.int().min(0);
/** A C2SP signed note. */
const NoteText = z.string().min(1).max(65_536);

/** `tallypoint/<programme>/<site>/<desk>/<epoch>` */
export const LogOrigin = z.string().regex(/^tallypoint(?:\/[a-z0-9][a-z0-9-]{0,39}){3}\/[1-9][0-9]{0,3}$/);

/** Registers a log before its first entry counts; signed by the station. */
export const LogRegistration = z.strictObject({ v: z.literal(1), log: LogOrigin, certificate: Envelope });
export type LogRegistration = z.infer<typeof LogRegistration>;

/** One entry: its bytes and signature exactly as in the ledger, base64url. `q` asks to keep an entry that no reader accepted. */
export const EntryLine = z.strictObject({
  b: Base64Url.max(Math.ceil((UPLOAD_LIMITS.entryBytes * 4) / 3)),
  s: Base64Url.length(86),
  q: z.literal(true).optional(),
});
export type EntryLine = z.infer<typeof EntryLine>;

/** The station's signed checkpoint of the log as it is after the lines before it. */
export const CheckpointLine = z.strictObject({ c: NoteText });

export const BundleHead = z.strictObject({ bundle: z.literal(1), log: LogOrigin, from: Size, registration: Envelope });
export type BundleHead = z.infer<typeof BundleHead>;

/** Entries that are kept but count for nothing until somebody has looked. */
export const Quarantined = z.strictObject({ seq: Size, reason: z.string().max(120) });
export type Quarantined = z.infer<typeof Quarantined>;

/** Where the collector stands with a log. Its size is the only cursor of an upload. */
export const LogHead = z.strictObject({
  log: LogOrigin,
  size: Size,
  /** Leaf of the newest entry; of 32 zero bytes for an empty log. */
  leaf: Leaf,
  /** The newest checkpoint with the collector's cosignature: the acknowledgement. */
  note: NoteText.nullable(),
  state: z.enum(['open', 'frozen']),
  quarantined: z.array(Quarantined).max(100),
  timeMs: z.int(),
});
export type LogHead = z.infer<typeof LogHead>;

/** Payload of the acknowledgement that travels back with a stick; signed by the collector. */
export const Acknowledgement = z.strictObject({ v: z.literal(1), collector: z.string().max(200), head: LogHead });
export type Acknowledgement = z.infer<typeof Acknowledgement>;

export const PROBLEM_CODES = [
  'malformed',
  'too-large',
  'bad-digest',
  'bad-signature',
  'unknown-log',
  'unknown-issuer',
  'other-key',
  'rewind',
  'unreadable',
  'fork',
  'frozen',
  'not-found',
  'busy',
  'storage-fault',
] as const;

/** Any refusal (RFC 9457): `code` is for programs, `detail` for people. `size` and `seq` where they help to go on. */
export const Problem = z.object({
  code: z.enum(PROBLEM_CODES),
  status: z.int(),
  title: z.string().max(200),
  detail: z.string().max(500).optional(),
  size: Size.optional(),
  seq: Size.optional(),
});
export type Problem = z.infer<typeof Problem>;

/** What waits for a station, oldest first. Each message is believed for its own signature, not for who brought it. */
export const InboxMessage = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('package'),
    id: z.int().min(1),
    number: z.int().min(1),
    bytes: z.int().min(1),
    sha256: Hex32,
    /** The package's `.cycle.sig`. */
    signature: Envelope,
  }),
  /** A renewed certificate, signed by an issuing key. */
  z.strictObject({ kind: z.literal('certificate'), id: z.int().min(1), certificate: Envelope }),
  /** What was decided about a double claim, signed by an issuing key. */
  z.strictObject({ kind: z.literal('resolution'), id: z.int().min(1), resolution: Envelope }),
  /** What the office says of a claim, signed by the collector (`claim-file.ts`). */
  z.strictObject({ kind: z.literal('claim-status'), id: z.int().min(1), status: Envelope }),
  /** Whom to believe from now on, signed by an issuing key: see `trust-update.ts`. */
  z.strictObject({
    kind: z.literal('trust'),
    id: z.int().min(1),
    number: z.int().min(1),
    cycles: z.array(z.string().max(40)).min(1).max(20),
    trust: Envelope,
  }),
]);
export type InboxMessage = z.infer<typeof InboxMessage>;

export const Inbox = z.strictObject({ messages: z.array(InboxMessage).max(100), timeMs: z.int() });
export type Inbox = z.infer<typeof Inbox>;

/** Payload of a resolution: which of the hand-overs of one entitlement stands as the rightful one. */
export const Resolution = z.strictObject({
  v: z.literal(1),
  programme: z.string().max(40),
  cycle: z.string().max(40),
  entitlement: z.string().max(32),
  rightful: z.strictObject({ log: LogOrigin, seq: Size }),
  decidedAtMs: z.int(),
  decidedBy: z.string().min(1).max(120),
  note: z.string().max(500),
});
export type Resolution = z.infer<typeof Resolution>;
