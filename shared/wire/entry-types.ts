import type { AccountCode } from '../domain/account.ts';
import type { NotServedReason, PrintState, ReversalReason, VerdictCode } from '../domain/verdict.ts';
import type { HolderCheck, HolderProof, ReleaseReason } from '../domain/voucher.ts';

/**
 * Bodies of the ledger's entries, version 1. All values are strings, booleans or integers up to 2^53-1 (or lists of them);
 * nothing names a person: `ben`, `ent`, `who` are pseudonyms (HMAC-SHA256 with the cycle secret, 10 bytes, base32).
 */

/** [account, quantity]; cash in minor units. */
export type Amount = readonly [account: AccountCode, quantity: number];
/** One line handed over: [entitlement pseudonym, line id, account, quantity]. */
export type HandedLine = readonly [entitlement: string, line: string, account: AccountCode, quantity: number];
/** One service of a provider: [its code, how many, what it costs in all, minor units]. */
export type ServiceLine = readonly [service: string, quantity: number, amountMinor: number];
/**
 * One act on an entitlement, or on a voucher under its name (`voucherName`): [its name, ordinal of the act on it (0, 1, …), 1 if
 * nothing remains after it else 0].
 */
export type ActOrdinal = readonly [entitlement: string, ordinal: number, complete: 0 | 1];

/**
 * A second person's approval, signed with that person's own Ed25519 key over the DSSE encoding of `approvalStatement`. `sole`:
 * nobody else at the site could approve, so `by` is one of those whose act it is; it is part of what is signed.
 */
export type Approval = Readonly<{ by: string; key: string; reason: string; sole?: true; sig: string }>;

/** What can need an approval. */
export type ApprovedKind = 'handover' | 'void' | 'day_close' | 'hold' | 'capture' | 'release';

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
    /** `holder`: whoever brought a voucher that names nobody of the roll. */
    collector: 'member' | 'proxy' | 'holder';
    who: string;
    lines: HandedLine[];
    /** A voucher that stands for an entitlement of the roll has an act beside that entitlement's, and no lines. */
    acts: ActOrdinal[];
    part: boolean;
    /** Where a voucher was redeemed: how it was made sure that it is its holder's. */
    holder?: HolderProof[];
    note?: NotedHash;
    apv?: Approval;
  };
  /** A voucher was set aside for somebody who is being treated: until it is captured or released nothing else is done with it. */
  hold: {
    day: string;
    hid: string;
    /** `voucherName`. */
    vch: string;
    ben: string;
    holder: HolderProof[];
    /** All that the voucher still has. */
    amount: Amount;
    acts: ActOrdinal[];
    note?: NotedHash;
    apv?: Approval;
  };
  /** Services were given on a voucher. Nothing leaves stock or cash box: the provider claims `amount` from the programme. */
  capture: {
    day: string;
    hid: string;
    vch: string;
    ben: string;
    holder: HolderProof[];
    /** The hold that it ends; left out where there was none. */
    of?: number;
    services: ServiceLine[];
    /** Sum of the services. */
    amount: Amount;
    acts: ActOrdinal[];
    note?: NotedHash;
    apv?: Approval;
  };
  /** Ends a hold with nothing captured, or takes a capture back (which a supervisor approves). */
  release: { day: string; of: number; vch: string; reason: ReleaseReason; acts: ActOrdinal[]; apv?: Approval };
  /** A question put to a voucher's holder, and whether the answer was right. */
  holder_check: { hid: string; vch: string; by: HolderCheck; matched: boolean };
  /**
   * A provider's statement: what it claims for services given on vouchers. Names, codes and documents travel beside the ledger
   * (`claim-file.ts`), held to it by hashes.
   */
  claim: {
    /** [capture, claimed of it in minor units, SHA-256 (hex) of each document], by number of the capture. */
    captures: (readonly [capture: number, amountMinor: number, documents: readonly string[]])[];
    /** Sum of the captures. */
    amount: Amount;
    /** SHA-256 (hex) over a salt and the particulars, as a note's. */
    details: NotedHash;
    /** The claim that it takes the place of, after a question: the same captures, none for more. */
    replaces?: number;
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
    /** Services given on vouchers that day, less what was taken back that day; left out where there were none. */
    captured?: Amount[];
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
