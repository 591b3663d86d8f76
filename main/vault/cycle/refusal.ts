import type { INSTALL_FAILURES } from '../../../shared/ipc/contract.ts';
import { storageTrouble } from '../store/errors.ts';

export type InstallFailureCode = (typeof INSTALL_FAILURES)[number];

/** Why a package was not installed. `place` says where (a part and line, never a person's data), for the log and HQ. */
export type InstallFailure = Readonly<{ code: InstallFailureCode; place?: string }>;

/** Carries a foreseen failure out of nested streams; `installPackage` turns it into a Result. */
export class Refusal extends Error {
  override name = 'Refusal';
  readonly failure: InstallFailure;

  constructor(code: InstallFailureCode, place?: string) {
    super(place === undefined ? code : `${code}: ${place}`);
    this.failure = place === undefined ? { code } : { code, place };
  }
}

/** Reads what was thrown; undefined for a fault of ours. */
export function failureOf(thrown: unknown): InstallFailure | undefined {
  if (thrown instanceof Refusal) return thrown.failure;
  const kind = storageTrouble(thrown)?.kind;
  if (kind === 'disk-full') return { code: 'disk-full' };
  return kind === 'io' || kind === 'damaged' || kind === 'busy' ? { code: 'storage-fault' } : undefined;
}
