import { z } from 'zod';
import { STATUSES } from '../domain/reconcile/model.ts';
import { NotServedReason } from '../domain/verdict.ts';
import { command } from './kinds.ts';

const nothing = z.void();
const Sum = z.int().min(0);
const READ = ['locked', 'not-allowed', 'no-cycle', 'storage-fault'] as const;

const ReconciledStatus = z.enum(STATUSES);
export const RECONCILIATION_FORMATS = ['csv', 'xlsx', 'json'] as const;
/** `ids`: the roll's own ids of households and entitlements stand in the file; else only the ledger's pseudonyms. */
export const SavedReconciliation = z.object({ format: z.enum(RECONCILIATION_FORMATS), ids: z.boolean() });
export type ReconciliationFormat = z.infer<typeof SavedReconciliation>['format'];

/**
 * What is due and where it stands, in minor units or units: due = whole + part + left + notServed + notPresented + reversed +
 * conflict. `left` is what was left of those served in part. Handed over besides: `twice` and `unexplained`.
 */
export const AccountStanding = z.object({
  account: z.string(),
  due: Sum,
  whole: Sum,
  part: Sum,
  left: Sum,
  notServed: Sum,
  notPresented: Sum,
  reversed: Sum,
  conflict: Sum,
  twice: Sum,
  unexplained: Sum,
});
export type AccountStanding = z.infer<typeof AccountStanding>;

/** What the hand-overs of a day came to: handed = reversed + served + twice + unexplained. */
export const DayStanding = z.object({
  day: z.string(),
  account: z.string(),
  handed: Sum,
  reversed: Sum,
  served: Sum,
  twice: Sum,
  unexplained: Sum,
});

/**
 * What was done with vouchers in the cycle, which no list makes due and which are apart from the sums above: handed over and taken
 * back; captured for services and taken back; set aside at that moment.
 */
export const VoucherStanding = z.object({
  account: z.string(),
  handed: Sum,
  reversed: Sum,
  captured: Sum,
  takenBack: Sum,
  held: Sum,
});
export type VoucherStanding = z.infer<typeof VoucherStanding>;

export const Reconciliation = z.object({
  /** Entries of the ledger that it rests on, and when it was made. */
  entries: Sum,
  atMs: z.int(),
  /** Number of entitlements in each status. */
  statuses: z.record(ReconciledStatus, Sum),
  accounts: z.array(AccountStanding),
  days: z.array(DayStanding),
  /** Left out where there were none. */
  vouchers: z.array(VoucherStanding).optional(),
  /** How often people were sent away, by day and reason. */
  turnedAway: z.array(z.object({ day: z.string(), reason: NotServedReason, count: Sum })),
});
export type Reconciliation = z.infer<typeof Reconciliation>;

export const ReconciledEntitlement = z.object({
  /** Ids of the roll; the entitlement's pseudonym and null where a later package left it out. */
  entitlement: z.string(),
  household: z.string().nullable(),
  lines: z.array(
    z.object({
      account: z.string(),
      due: Sum,
      served: Sum,
      remaining: Sum,
      reversed: Sum,
      twice: Sum,
      unexplained: Sum,
    }),
  ),
  days: z.array(z.string()),
  reasons: z.array(NotServedReason),
});
export type ReconciledEntitlement = z.infer<typeof ReconciledEntitlement>;

/** Entitlement by entitlement, as far as this desk's own ledger and roll can tell. For supervisors. */
export const reconciliationContract = {
  /** Long; `view` tells its progress in `job`. */
  read: command(nothing, Reconciliation, [...READ, 'busy', 'cancelled']),
  /** A page of those that were in this status at the last `read`, from number `from` on. */
  list: command(
    z.object({ status: ReconciledStatus, from: Sum }),
    z.object({ rows: z.array(ReconciledEntitlement), more: z.boolean() }),
    [...READ, 'not-found'],
  ),
  /** Asks for a place, then writes one row for each line of each entitlement, as at the last `read`. Long. */
  save: command(SavedReconciliation, z.object({ saved: z.boolean(), rows: Sum }), [
    ...READ,
    'busy',
    'cancelled',
    'disk-full',
    'not-found',
  ]),
  /** Stops the reading or saving that is under way. */
  cancel: command(nothing, nothing),
} as const;
