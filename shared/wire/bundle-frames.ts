import { sha256 } from '@noble/hashes/sha2.js';
import { err, ok, type Result } from '../result.ts';
import { fromBase32, toBase32 } from './base32.ts';
import { joinBytes } from './bytes.ts';
import { withCheck, withoutCheck } from './check-characters.ts';

/**
 * A sealed bundle as QR codes shown one after the other: `TB1`, eight characters of the bundle's hash, four digits each for the
 * frame's number (from 1) and how many there are, base32 of the piece, a dot, four check characters. Only characters of QR's
 * alphanumeric mode; frames may be read in any order and more than once.
 */
export const FRAME_LIMITS = {
  /** A QR code of version 20 or so: a telephone reads it off a laptop's screen. */
  pieceBytes: 560,
  /** More would take longer than finding a stick. */
  frames: 240,
} as const;

const KIND = 'TB1';
const ID_LENGTH = 8;
const FRAME = /^TB1([A-Z2-7]{8})(\d{4})(\d{4})([A-Z2-7]+)$/;

export type Frame = Readonly<{ id: string; number: number; count: number; piece: Uint8Array }>;

/** `too-large` where it would take more than `FRAME_LIMITS.frames`. */
export function bundleFrames(bundle: Uint8Array): Result<readonly string[], 'too-large'> {
  const count = Math.max(1, Math.ceil(bundle.length / FRAME_LIMITS.pieceBytes));
  if (count > FRAME_LIMITS.frames) return err('too-large');
  const id = bundleId(bundle);
  return ok(
    Array.from({ length: count }, (_none, index) => {
      const at = index * FRAME_LIMITS.pieceBytes;
      const piece = toBase32(bundle.subarray(at, at + FRAME_LIMITS.pieceBytes));
      return withCheck(`${KIND}${id}${digits(index + 1)}${digits(count)}${piece}`);
    }),
  );
}

export function readFrame(text: string): Result<Frame, 'not-a-frame' | 'unreadable'> {
  if (!text.startsWith(KIND)) return err('not-a-frame');
  const plain = text.length > FRAME_LIMITS.pieceBytes * 2 ? undefined : withoutCheck(text);
  const match = plain === undefined ? null : FRAME.exec(plain);
  if (match === null) return err('unreadable');
  const [, id = '', number = '', count = '', piece = ''] = match;
  const bytes = fromBase32(piece, FRAME_LIMITS.pieceBytes);
  if (!bytes.ok || Number(count) > FRAME_LIMITS.frames || Number(number) < 1 || Number(number) > Number(count))
    return err('unreadable');
  return ok({ id, number: Number(number), count: Number(count), piece: bytes.value });
}

/** Puts the frames of one bundle together again. `missing`: the numbers that have not been read yet. */
export function joinFrames(
  frames: Iterable<Frame>,
): Result<Uint8Array, Readonly<{ code: 'missing'; missing: readonly number[] } | { code: 'mixed' | 'damaged' }>> {
  const pieces = new Map<number, Frame>();
  let first: Frame | undefined;
  for (const frame of frames) {
    first ??= frame;
    if (frame.id !== first.id || frame.count !== first.count) return err({ code: 'mixed' });
    pieces.set(frame.number, frame);
  }
  const count = first?.count ?? 1;
  const numbers = Array.from({ length: count }, (_none, index) => index + 1);
  const missing = numbers.filter((number) => !pieces.has(number));
  if (missing.length > 0) return err({ code: 'missing', missing });
  const bundle = joinBytes(...numbers.map((number) => pieces.get(number)?.piece ?? new Uint8Array()));
  return bundleId(bundle) === first?.id ? ok(bundle) : err({ code: 'damaged' });
}

function bundleId(bundle: Uint8Array): string {
  return toBase32(sha256(bundle).subarray(0, 5)).slice(0, ID_LENGTH);
}

function digits(value: number): string {
  return String(value).padStart(4, '0');
}
