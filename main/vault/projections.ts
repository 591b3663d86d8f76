import type { Database } from '@signalapp/sqlcipher';
import { projectClose, projectCount, projectOpen, projectReceive } from './day/day.projector.ts';
import { projectHandover, projectNotServed, projectVoid } from './handovers/handovers.projector.ts';
import { projectImport } from './installs/installs.projector.ts';
import type { Projectors } from './ledger/ledger.types.ts';
import { projectLookup } from './lookups/lookups.projector.ts';
import { projectRegister } from './operators/operators.projector.ts';
import { projectClaim } from './reimbursement/reimbursement.projector.ts';
import { projectTrust } from './trust/trust.projector.ts';
import { projectCapture, projectHold, projectHolderCheck, projectRelease } from './vouchers/vouchers.projector.ts';
import { projectPrint, projectReprint } from './receipts/print-job.ts';

/** How each entry changes the tables that screens read. Types that are not listed change none. */
export const projectors: Projectors = {
  import: projectImport,
  trust: projectTrust,
  register: projectRegister,
  lookup: projectLookup,
  open: projectOpen,
  receive_stock: projectReceive,
  handover: projectHandover,
  claim: projectClaim,
  not_served: projectNotServed,
  void: projectVoid,
  hold: projectHold,
  capture: projectCapture,
  release: projectRelease,
  holder_check: projectHolderCheck,
  print: projectPrint,
  reprint: projectReprint,
  count: projectCount,
  day_close: projectClose,
};

/** Every table that follows from the entries alone, in an order that deletes children first. */
export const PROJECTED_TABLES = [
  'reimbursement_document',
  'reimbursement_capture',
  'reimbursement',
  'print_job',
  'holder_check',
  'voucher_release',
  'voucher_capture',
  'voucher_hold',
  'cycle_tally',
  'comer',
  'day_tally',
  'not_served',
  'reversal',
  'claim',
  'line_balance',
  'handover_line',
  'handover',
  'count_round',
  'day_account',
  'day_session',
  'lookup_count',
  'operator',
  'package',
  'trust_import',
] as const;

/** All rows of all projected tables, for comparing a station with a rebuild of it. */
export function projectedRows(db: Database): Record<string, unknown[]> {
  return Object.fromEntries(
    PROJECTED_TABLES.map((table) => [table, db.prepare(`SELECT * FROM ${table} ORDER BY 1, 2`).all()]),
  );
}
