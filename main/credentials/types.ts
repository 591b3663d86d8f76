import type { TrustList } from '../../shared/domain/trust-list.ts';

export type { Algorithm, PublicJwk, TrustedKey } from '../../shared/domain/trust-list.ts';

/** A JSON object that was read and bounded. */
export type Claims = Readonly<Record<string, unknown>>;

export type Clock = Readonly<{
  /** UTC ms. */
  nowMs: number;
  /** The latest time that the station has reason to believe in (ledger, sync); a clock behind it is wrong. */
  seenMs: number;
}>;

/** Everything a verdict depends on. */
export type Surroundings = Readonly<{ trust: TrustList; clock: Clock; signal?: AbortSignal }>;

/** Sizes beyond which nothing is read. */
export const LIMITS = {
  /** Characters of a scanned text or of a credential in a file; a QR code holds 4,296 at the most. */
  textCharacters: 65_536,
  /** Bytes after inflating. */
  inflatedBytes: 65_536,
  /** Values of all kinds in one document, and how deep they may lie in each other. */
  values: 4096,
  depth: 16,
} as const;
