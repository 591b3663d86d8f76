import type { PackageFiles } from '../inbox/package-files.ts';
import type { Witness } from '../logs/acknowledge.ts';
import type { Programme } from '../logs/register.ts';
import type { ParcelFiles } from '../reimbursement/parcel-files.ts';
import type { Sql } from '../sql/sql.ts';
import type { Verifier } from '../verification/verifier.ts';

/** What the routes work with. */
export type CollectorPorts = Readonly<{
  sql: Sql;
  witness: Witness;
  /** Null while no programme is set: then no log can be registered. */
  programme: Programme | null;
  /** age identity that bundles are sealed to. */
  identity: string;
  packages: PackageFiles;
  parcels: ParcelFiles;
  verifier: Verifier;
  now: () => number;
  /** SHA-256 (hex) of the office's bearer token; without one the office's routes answer 401. */
  officeToken: string | null;
}>;
