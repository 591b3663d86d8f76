import { err, ok, type Result } from '../../../shared/result.ts';
import { fromBase64Url } from '../../../shared/wire/bytes.ts';

/** A line may be a little longer than the largest entry the ledger takes (64 KiB) in base64url, with its signature. */
export const MAXIMUM_LINE_BYTES = 90_000;

/** `null` stands for a line that was too long to be kept. */
export type Line = Uint8Array | null;

/**
 * Cuts bytes that come in pieces into lines, without the newlines. Never holds more than one line. `end` gives what follows
 * the last newline, if anything does.
 */
export function createLineCutter(maximumBytes = MAXIMUM_LINE_BYTES) {
  let pieces: Uint8Array[] = [];
  let held = 0;
  let overlong = false;
  const hold = (piece: Uint8Array): void => {
    if (piece.length === 0 || overlong) return;
    held += piece.length;
    overlong = held > maximumBytes;
    // A view would keep the whole chunk alive.
    pieces = overlong ? [] : [...pieces, piece.slice()];
  };
  const take = (piece: Uint8Array): Line => {
    if (!overlong && held === 0 && piece.length <= maximumBytes) return piece;
    hold(piece);
    const line = overlong ? null : join(pieces, held);
    pieces = [];
    held = 0;
    overlong = false;
    return line;
  };
  return {
    *push(chunk: Uint8Array): Generator<Line> {
      let start = 0;
      for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, start)) {
        yield take(chunk.subarray(start, at));
        start = at + 1;
      }
      hold(chunk.subarray(start));
    },
    *end(): Generator<Line> {
      if (held > 0) yield take(new Uint8Array());
    },
  };
}

const NEWLINE = 0x0a;

function join(pieces: readonly Uint8Array[], length: number): Uint8Array {
  const joined = new Uint8Array(length);
  let offset = 0;
  for (const piece of pieces) {
    joined.set(piece, offset);
    offset += piece.length;
  }
  return joined;
}

export type SignedBytes = Readonly<{ bytes: Uint8Array; signature: Uint8Array; quarantined: boolean }>;

/**
 * A line of an export or bundle. It has one spelling only, `{"b":"…","s":"…"}`, so that no change of a byte, not even of one
 * that no signature covers, goes unseen.
 */
export function readEntryLine(text: string): Result<SignedBytes, 'unreadable'> {
  const match = /^\{"b":"([A-Za-z0-9_-]+)","s":"([A-Za-z0-9_-]{86})"(,"q":true)?\}$/.exec(text);
  if (match?.[1] === undefined || match[2] === undefined) return err('unreadable');
  try {
    const [, b, s, q] = match;
    return ok({ bytes: fromBase64Url(b), signature: fromBase64Url(s), quarantined: q !== undefined });
  } catch {
    return err('unreadable');
  }
}
