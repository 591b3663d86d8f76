import type { NotServedReason } from '../verdict.ts';
import type { DueLine } from '../../wire/due.ts';

/** One hand-over of one entitlement as a log tells it. Quantities are units, or minor units of a currency. */
export type Claim = Readonly<{
  log: string;
  seq: number;
  desk: string;
  day: string;
  operator: string;
  atMs: number;
  household: string;
  /** Which act on the entitlement the station took this for; -1 where the entry names none. */
  ordinal: number;
  lines: readonly (readonly [line: string, account: string, quantity: number])[];
  /** Number of the entry, in the same log, that took it back. */
  reversedBy: number | null;
}>;

/** What the newest lists say of one entitlement. */
export type Due = Readonly<{
  household: string;
  /** '' where any desk may serve it. */
  homeDesk: string;
  lines: DueLine[3];
  /** A later list leaves it out: nothing is due any more. */
  withdrawn: boolean;
}>;

/** What is known of a household's coming: by any hand-over, or by having been sent away for these reasons. */
export type Presence = Readonly<{ came: boolean; reasons: readonly NotServedReason[] }>;

/** The hand-over that was decided to be the rightful one. */
export type Rightful = Readonly<{ log: string; seq: number }>;

/**
 * Where every entitlement stands; each has exactly one. `not-served`: the household came and went without it.
 * `unexplained`: handed over though nothing (or nothing any more) makes it due.
 */
export const STATUSES = [
  'served',
  'part',
  'not-served',
  'not-presented',
  'reversed',
  'conflict',
  'unexplained',
] as const;
export type Status = (typeof STATUSES)[number];

export const UNEXPLAINED = ['not-due', 'withdrawn', 'line-not-due', 'above-due'] as const;
export type Unexplained = (typeof UNEXPLAINED)[number];

/**
 * Quantities that explain each other: due = served + remaining; handed = reversed + served + twice + unexplained.
 * `twice` left the desk because the entitlement was claimed twice.
 */
export type Figures = Readonly<{
  due: number;
  remaining: number;
  handed: number;
  reversed: number;
  served: number;
  twice: number;
  unexplained: number;
}>;

export type LineState = Figures & Readonly<{ line: string; account: string }>;

/** What one hand-over moved on one line, and what became of it. */
export type Cell = Omit<Figures, 'due' | 'remaining'> &
  Readonly<{ log: string; seq: number; desk: string; day: string; operator: string; account: string }>;

export type EntitlementState = Readonly<{
  entitlement: string;
  household: string;
  homeDesk: string;
  status: Status;
  lines: readonly LineState[];
  claims: readonly Claim[];
  /** `open`: claimed twice and nobody has decided. */
  conflict: 'none' | 'open' | 'settled';
  rightful: Rightful | null;
  unexplained: readonly Unexplained[];
  /** A hand-over that stands was made at another desk than the one it belongs to. */
  moved: boolean;
  reasons: readonly NotServedReason[];
  cells: readonly Cell[];
}>;
