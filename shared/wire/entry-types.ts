import type { AccountCode } from '../domain/account.ts';
import type { NotServedReason, PrintState, ReversalReason, VerdictCode } from '../domain/verdict.ts';

/**
 * Bodies of the ledger's entries, version 1. All values are strings, booleans or integers up to 2^53-1 (or lists of them);
 * nothing names a person: `ben`, `ent`, `who` are pseudonyms (HMAC-SHA256 with the cycle secret, 10 bytes, base32).
 */

/** [account, quantity]; cash in minor units. */
export type Amount = readonly [account: AccountCode, quantity: number];
/** One line handed over: [entitlement pseudonym, line id, account, quantity]. */
export type HandedLine = readonly [entitlement: string, line: string, account: AccountCode, quantity: number];
/** One act on an entitlement: [entitlement pseudonym, ordinal of the act on it (0, 1, …), 1 if nothing remains after it else 0]. */
export type ActOrdinal = readonly [entitlement: string, ordinal: number, complete: 0 | 1];

/**
 * A second person's approval, signed with that person's own Ed25519 key over the DSSE encoding of `approvalStatement`. `sole`:
 * nobody else at the site could approve, so `by` is one of those whose act it is; it is part of what is signed.
 */
export type Approval = Readonly<{ by: string; key: string; reason: string; sole?: true; sig: string }>;

/** What can need an approval. */
export type ApprovedKind = 'handover' | 'void' | 'day_close';

/**
 * Stands for free text, which may name people and so stays on the station: SHA-256 (hex) over a random salt of 16 bytes and
 * then the text in UTF-8, NFC. Text and salt are kept beside the entry.
 */
export type NotedHash = string;

export type EntryBodies = {
  log_open: { cert: string; pub: string };
  import: { kind: 'full' | 'delta'; num: number; hash: string; households: number; entitlements: number };
  /** A trust list came after its package; `hash` is SHA-256 (hex) of what was signed. */
  trust: { num: number; hash: string; via: 'link' | 'stick' };
  register: { who: string; role: 'clerk' | 'supervisor'; key: string };
  login: { role: 'clerk' | 'supervisor' | 'setup' };
  unlock: { who: string; outcome: 'refused' | 'locked-out' };
  clock: { kind: 'jump' | 'backwards' | 'before-last-signed' | 'upstream'; deltaMs: number };
  control: { kind: 'x-report' | 'replayed' | 'secret-changed'; count?: number };
  lookup: { by: string[]; found: number };
  open: {
    day: string;
    cash: Amount[];
    stock: Amount[];
    denominations: (readonly [currency: string, valueMinor: number, count: number])[];
  };
  receive_stock: { day: string; waybill: string; amounts: Amount[] };
  handover: {
    day: string;
    hid: string;
    ben: string;
    /** `credential`: somebody else's, whose issuer the trust list names. */
    via: 'card' | 'lookup' | 'credential';
    collector: 'member' | 'proxy';
    who: string;
    lines: HandedLine[];
    acts: ActOrdinal[];
    part: boolean;
    note?: NotedHash;
    apv?: Approval;
  };
  not_served: {
    day: string;
    nid: string;
    ben?: string;
    verdict: VerdictCode;
    reason: NotServedReason;
    note?: NotedHash;
  };
  void: {
    day: string;
    of: number;
    ben: string;
    reason: ReversalReason;
    lines: HandedLine[];
    acts: ActOrdinal[];
    apv: Approval;
  };
  /** `of`: the entry that ordered the paper (hand-over, reversal or reprint). */
  print: { of: number; state: PrintState };
  /** `of`: the hand-over or reversal whose paper is printed again. */
  reprint: { of: number; copy: number };
  count: {
    day: string;
    round: number;
    amounts: Amount[];
    denominations: (readonly [currency: string, valueMinor: number, count: number])[];
  };
  day_close: {
    day: string;
    /** [account, opening, received, handed over, reversed, counted, difference]; expected = opening + received - handed over + reversed. */
    accounts: (readonly [
      account: AccountCode,
      opening: number,
      received: number,
      handed: number,
      reversed: number,
      counted: number,
      difference: number,
    ])[];
    served: number;
    part: number;
    notServed: number;
    reversed: number;
    /** Totals handed over less reversed since the log began, per account. */
    grand: Amount[];
    apv?: Approval;
  };
  /** Entries `from` to before `until` left the station as a sealed bundle; `hash` is SHA-256 (hex) of the sealed bytes. */
  export: { form: 'file' | 'codes'; from: number; until: number; hash: string };
};
export type EntryType = keyof EntryBodies;

/** What every entry carries, in front of its body. */
export type EntryHeader = {
  v: 1;
  t: EntryType;
  /** Origin of the log: `tallypoint/<programme>/<site>/<desk>/<epoch>`. */
  log: string;
  seq: number;
  /** base64url of the leaf hash of the entry before; of 32 zero bytes for seq 0. */
  prev: string;
  /** RFC 3339 UTC with milliseconds, never earlier than the entry before (the order is `seq`, not this). */
  at: string;
  /** Milliseconds since the machine started. */
  mono: number;
  /** Names this boot of the machine. */
  boot: string;
  /** Time quality: synced, holdover, never synced. */
  tq: 's' | 'h' | 'n';
  /** Cycle and package (SHA-256 of its manifest, hex) in force; empty before the first import. */
  cyc: string;
  pkg: string;
  /** Operator signed in; empty where nobody is. */
  op: string;
};
export type Entry<T extends EntryType = EntryType> = { [K in T]: EntryHeader & { t: K } & EntryBodies[K] }[T];
