import { z } from 'zod';

/** What the office's page gets from the collector. */

const Count = z.int().min(0);
const Time = z.int().nullable();

export const Desk = z.object({
  log: z.string(),
  desk: z.string(),
  deskName: z.string(),
  openDay: z.string().nullable(),
  lastReceivedMs: Time,
  silentForMs: Time,
});

export const Site = z.object({
  scope: Count,
  programme: z.string(),
  site: z.string(),
  siteName: z.string(),
  cycle: z.string(),
  cycleName: z.string(),
  list: Count,
  statuses: z.object({
    served: Count,
    part: Count,
    'not-served': Count,
    'not-presented': Count,
    reversed: Count,
    conflict: Count,
    unexplained: Count,
  }),
  openConflicts: Count,
  vouchers: z.object({ acts: Count, usedTwice: Count, openHolds: Count, oldestHoldMs: Time }),
  lastHeardMs: Time,
  desks: z.array(Desk),
});
export type Site = z.infer<typeof Site>;

export const Overview = z.object({
  sites: z.array(Site),
  /** What the tables do not hold yet. */
  lag: z.object({ entries: Count, entitlements: Count }),
  timeMs: z.int(),
});
export type Overview = z.infer<typeof Overview>;

const Cell = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]);
export const TablePage = z.object({ rows: z.array(z.record(z.string(), Cell)), next: z.string().nullable() });
export type TablePage = z.infer<typeof TablePage>;

export const StockAnswer = z.object({
  series: z.array(z.object({ account: z.string(), points: z.array(z.object({ hourMs: z.int(), onHand: z.int() })) })),
});

export const OFFICE_PROBLEMS = [
  'unauthorised',
  'not-found',
  'malformed',
  'too-large',
  'wrong-type',
  'unknown-key',
  'forged',
  'no-such-claim',
  'busy',
  'storage-fault',
] as const;
export const OfficeProblem = z.object({ code: z.enum(OFFICE_PROBLEMS) });
export type OfficeProblemCode = (typeof OFFICE_PROBLEMS)[number];
