import { equalBytes, toHex } from '../../../shared/wire/bytes.ts';
import { PAYLOAD_TYPE } from '../../../shared/wire/documents.ts';
import { preAuthenticationEncoding } from '../../../shared/wire/dsse.ts';
import type { Verify } from '../../../shared/wire/ed25519.ts';
import type { Entry } from '../../../shared/wire/entry-types.ts';
import { leafHash } from '../../../shared/wire/leaf.ts';
import type { Findings } from './catalogue.ts';
import { certificateRule } from './certificate-rule.ts';
import type { DueLists } from './due.ts';
import { readEntry } from './entry-schema.ts';
import type { SignedBytes } from './lines.ts';
import { createLogStore, NO_LEAF } from './log-store.ts';
import { isInOrder, newCursor, skipEntry, type Cursor } from './order.ts';
import type { Tell } from './rules/rule.ts';
import { createRules } from './rules/rules.ts';
import type { Certificate, Programme } from './trust.ts';

export type LogOptions = Readonly<{
  origin: string;
  findings: Findings;
  verify: Verify;
  nowMs: number;
  programme: Programme;
  certificates: readonly Certificate[];
  due: DueLists | undefined;
  /** Sizes at which the root is asked for, and entries of which more than the leaf is kept. */
  wanted: Readonly<{ sizes: ReadonlySet<number>; seqs: ReadonlySet<number> }>;
}>;

export type Kept = Readonly<{ entry: Entry; signature: Uint8Array; leaf: Uint8Array }>;

/**
 * One log, out of as many files as hold parts of it. Entries that are new are chained, signed and judged; entries that were
 * read before must be the very same.
 */
export function createLogAudit(options: LogOptions) {
  const { origin, findings, verify, wanted } = options;
  const tell: Tell = (code, seq, values) =>
    findings.add(code, { log: origin, ...(seq === undefined ? {} : { seq }) }, values);
  const store = createLogStore(wanted.sizes);
  const kept = new Map<number, Kept>();
  const atMs = new Map<number, number>();
  const rules = createRules({ ...options, tell });
  const certified = certificateRule({ ...options, tell });
  /** Entries before this one are in no file. */
  let from = 0;
  let newestAtMs = 0;

  function judge(signed: SignedBytes, entry: Entry, leaf: Uint8Array): void {
    const { seq } = entry;
    const read = { ...entry, atMs: Date.parse(entry.at) };
    newestAtMs = Math.max(newestAtMs, read.atMs);
    if (wanted.sizes.has(seq + 1)) atMs.set(seq + 1, read.atMs);
    if (wanted.seqs.has(seq)) kept.set(seq, { entry, signature: signed.signature, leaf });
    certified.entry(read);
    // Without what came before nothing can be said of sums and claims.
    if (from === 0) rules.entry(read);
  }

  /** True where this very entry is known already, or another one under its number. */
  function isKnown(cursor: Cursor, seq: number, leaf: Uint8Array): boolean | 'fork' {
    const known = seq < from ? undefined : store.leaf(seq);
    if (known === undefined) return false;
    if (equalBytes(known, leaf) || equalBytes(known, NO_LEAF)) return true;
    tell('fork', seq, { file: cursor.file, one: toHex(known).slice(0, 16), other: toHex(leaf).slice(0, 16) });
    return 'fork';
  }

  /** Takes the next entry of a file. False where this file has left the log that is known: it says nothing more of it. */
  function take(cursor: Cursor, signed: SignedBytes, value: unknown): boolean {
    const read = readEntry(value);
    const header = read?.kind === 'entry' ? read.entry : read?.header;
    if (read === undefined || header?.log !== origin) {
      if (header === undefined) tell('malformed-entry', cursor.seq);
      else tell('foreign-log', cursor.seq, { other: header.log });
      skipEntry(cursor, store);
      return true;
    }
    const { seq } = header;
    if (!cursor.started && store.size() === 0) from = seq;
    if (!isInOrder(cursor, header, store, tell)) return true;
    if (read.kind === 'entry' && read.entry.t === 'log_open') certified.open(read.entry);
    const leaf = leafHash(signed.bytes);
    const key = certified.key();
    const message = preAuthenticationEncoding(PAYLOAD_TYPE.entry, signed.bytes);
    if (key === undefined) certified.tellNoKey();
    else if (!verify(signed.signature, message, key)) tell('forged', seq);
    cursor.seq = seq + 1;
    cursor.previous = leaf;
    const known = isKnown(cursor, seq, leaf);
    if (known !== false) return known === true;
    store.add(seq, leaf);
    if (signed.quarantined) tell('quarantined', seq);
    if (read.kind === 'entry') judge(signed, read.entry, leaf);
    else tell('unknown-type', seq, { type: read.header.t });
    return true;
  }

  return {
    origin,
    rules,
    take,
    cursor: newCursor,
    skip: (cursor: Cursor) => skipEntry(cursor, store),
    /** `proved`: entries whose place in the log a proof shows, which a file that starts late may then do without. */
    end(proved: ReadonlySet<number>): void {
      const rest = Array.from({ length: from === 0 ? 0 : store.size() - from }, (_, index) => from + index);
      if (!rest.every((seq) => proved.has(seq))) tell('starts-late', from, { from });
      if (from === 0) rules.end();
      certified.end();
    },
    from: () => from,
    size: store.size,
    leaf: store.leaf,
    root: (size: number) => store.root(size),
    isWhole: store.isWhole,
    /** UTC ms of the newest entry of the first `size`, where it was asked for. */
    atMs: (size: number): number | undefined => (size === store.size() ? newestAtMs : atMs.get(size)),
    kept: (seq: number): Kept | undefined => kept.get(seq),
    key: certified.key,
    certificate: certified.certificate,
  };
}
export type LogAudit = ReturnType<typeof createLogAudit>;
