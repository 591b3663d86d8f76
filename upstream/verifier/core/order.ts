import { equalBytes, fromBase64Url } from '../../../shared/wire/bytes.ts';
import { NO_LEAF, type LogStore } from './log-store.ts';
import type { Tell } from './rules/rule.ts';

/** One reading of a log from one file. `previous` is undefined where the entry before could not be read. */
export type Cursor = { readonly file: string; seq: number; previous: Uint8Array | undefined; started: boolean };

export function newCursor(file: string): Cursor {
  return { file, seq: 0, previous: NO_LEAF, started: false };
}

/** A line that holds no entry: the numbers go on behind it, the chain does not. */
export function skipEntry(cursor: Cursor, store: LogStore): void {
  store.spoil();
  cursor.seq += 1;
  cursor.previous = undefined;
}

/** Holds number and link of an entry against its place. False where this number was passed already. */
export function isInOrder(
  cursor: Cursor,
  entry: Readonly<{ seq: number; prev: string }>,
  store: LogStore,
  tell: Tell,
): boolean {
  const { seq } = entry;
  if (!cursor.started) begin(cursor, seq, store, tell);
  else if (seq < cursor.seq) {
    tell('duplicate-seq', seq);
    store.spoil();
    return false;
  } else if (seq > cursor.seq) {
    tell('missing-entries', seq, { first: cursor.seq, last: seq - 1 });
    store.spoil();
    cursor.seq = seq;
    cursor.previous = undefined;
  }
  if (cursor.previous !== undefined && !pointsTo(entry.prev, cursor.previous)) {
    tell('broken-chain', seq);
    store.spoil();
  }
  return true;
}

/** A further file may begin where the known part of the log is, or right behind it. */
function begin(cursor: Cursor, seq: number, store: LogStore, tell: Tell): void {
  cursor.started = true;
  if (seq > store.size()) {
    // That a log starts late is told at its end, once it is known what proofs there are.
    if (store.size() > 0) tell('missing-entries', seq, { first: store.size(), last: seq - 1 });
    store.spoil();
  }
  cursor.seq = seq;
  cursor.previous = seq === 0 ? NO_LEAF : store.leaf(seq - 1);
}

function pointsTo(prev: string, leaf: Uint8Array): boolean {
  try {
    return equalBytes(fromBase64Url(prev), leaf);
  } catch {
    return false;
  }
}
