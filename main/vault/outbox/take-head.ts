import { err, ok, type Result } from '../../../shared/result.ts';
import { equalBytes, fromBase64Url, fromHex } from '../../../shared/wire/bytes.ts';
import { parseStrictJson } from '../../../shared/wire/canonical.ts';
import { parseCheckpoint, parseNote, verifyCosignature } from '../../../shared/wire/note.ts';
import { LogHead } from '../../../shared/wire/upload.ts';
import { verify } from '../crypto/ed25519.ts';
import { NO_LEAF } from '../ledger/entry.ts';
import { database } from '../session/serving.ts';
import type { Outbox } from './outbox.ts';
import * as store from './outbox.store.ts';

/** Why nothing more may be sent until somebody has looked. */
export type Stop = 'fork' | 'split-view' | 'ahead' | 'frozen';
export type HeadFailure = 'malformed' | 'not-cosigned';
export type HeadTaken = Readonly<{ size: number; stop: Stop | null; timeMs: number }>;

const MAXIMUM_BYTES = 256 * 1024;

/** Reads a body that should say where the collector stands with this log. */
export function readHead(outbox: Outbox, text: string): Result<LogHead, 'malformed'> {
  const json = parseStrictJson(new TextEncoder().encode(text), MAXIMUM_BYTES);
  const head = json.ok ? LogHead.safeParse(json.value).data : undefined;
  return head?.log === outbox.origin ? ok(head) : err('malformed');
}

/**
 * Holds what the collector says against this station's own rows, and keeps it. Nothing of a head is ever believed for itself: leaf
 * and root are compared with the ones made from the entries here. `stick`: the head came as a file and may be an old one.
 */
export function takeHead(outbox: Outbox, head: LogHead, via: 'link' | 'stick'): Result<HeadTaken, HeadFailure> {
  const db = database(outbox.serving);
  const nowMs = Math.floor(outbox.serving.clock.nowMs());
  const seen = head.note === null ? null : cosigned(outbox, head.note);
  if (seen === 'not-cosigned') return err('not-cosigned');
  const total = outbox.serving.ledger.head().size;
  const stop = conflict(outbox, head, seen?.size ?? 0, seen?.matches ?? true);
  if (stop !== null) {
    store.raiseAlarm(db, stop, stop === 'ahead' ? total : head.size, Math.max(head.size, seen?.size ?? 0), nowMs);
    if (stop !== 'frozen') return ok({ size: head.size, stop, timeMs: head.timeMs });
  }
  db.transaction(() => {
    const before = store.sentSize(db);
    if (via === 'link' && head.size < before) store.raiseAlarm(db, 'lost-data', before, head.size, nowMs);
    store.keepSentSize(db, via === 'link' ? head.size : Math.max(head.size, before));
    if (seen !== null && head.note !== null) {
      const { size, timeMs } = seen;
      const collector = outbox.upstream.name;
      store.keepAcknowledgement(db, { size, note: head.note, collector, atMs: timeMs, via });
    }
    for (const { seq } of head.quarantined) {
      if (!store.wasRaised(db, 'quarantined', seq)) store.raiseAlarm(db, 'quarantined', seq, 0, nowMs);
    }
  })();
  return ok({ size: head.size, stop, timeMs: head.timeMs });
}

type Cosigned = Readonly<{ size: number; timeMs: number; matches: boolean }>;

/** The collector's signature on a checkpoint, and whether it is one of this very log. */
function cosigned({ upstream, serving, origin }: Outbox, text: string): Cosigned | 'not-cosigned' {
  const note = parseNote(text);
  if (!note.ok) return 'not-cosigned';
  const timeSeconds = verifyCosignature(
    note.value,
    { name: upstream.name, publicKey: fromHex(upstream.publicKey) },
    verify,
  );
  const checkpoint = parseCheckpoint(note.value.text);
  if (timeSeconds === undefined || !checkpoint.ok) return 'not-cosigned';
  const { size } = checkpoint.value;
  if (size > serving.ledger.head().size) return { size, timeMs: timeSeconds * 1000, matches: true };
  const matches = checkpoint.value.origin === origin && equalBytes(checkpoint.value.root, serving.ledger.rootAt(size));
  return { size, timeMs: timeSeconds * 1000, matches };
}

function conflict({ serving }: Outbox, head: LogHead, cosignedSize: number, matches: boolean): Stop | null {
  const { ledger } = serving;
  const total = ledger.head().size;
  if (!matches) return 'split-view';
  if (head.size > total || cosignedSize > total) return 'ahead';
  const leaf = head.size === 0 ? NO_LEAF : ledger.read(head.size - 1, 1)[0]?.leaf;
  if (leaf === undefined || !equalBytes(leaf, decoded(head.leaf))) return 'fork';
  return head.state === 'frozen' ? 'frozen' : null;
}

function decoded(leaf: string): Uint8Array {
  try {
    return fromBase64Url(leaf);
  } catch {
    return new Uint8Array();
  }
}
