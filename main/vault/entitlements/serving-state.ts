import type { Database } from '@signalapp/sqlcipher';
import type { Entitlement } from '../../../shared/domain/roll.ts';
import type { PackageManifest } from '../../../shared/wire/documents.ts';
import { accountOf } from '../../../shared/wire/package/totals.ts';
import { balances } from './balances.ts';
import type { Pseudonyms } from './pseudonym.ts';
import type { EntitlementFacts } from './verdict.ts';

/** An entitlement with what the ledger knows of it, under both its names. */
export type ServingState = EntitlementFacts &
  Readonly<{
    pseudonym: string;
    /** Number of acts on it so far: the next act must carry exactly this ordinal. */
    nextOrdinal: number;
  }>;

/** What is due of the roll and given by the ledger, together. Windows are narrowed to the package's own. */
export function servingStates(
  db: Database,
  entitlements: readonly Entitlement[],
  manifest: Pick<PackageManifest, 'validFromMs' | 'validUntilMs'>,
  pseudonyms: Pseudonyms,
): ServingState[] {
  const { given, nextOrdinal } = balances(db);
  return entitlements.map((one) => {
    const pseudonym = pseudonyms.entitlement(one.id);
    return {
      id: one.id,
      pseudonym,
      nextOrdinal: nextOrdinal(pseudonym),
      validFromMs: Math.max(one.validFromMs ?? manifest.validFromMs, manifest.validFromMs),
      validUntilMs: Math.min(one.validUntilMs ?? manifest.validUntilMs, manifest.validUntilMs),
      homeDesk: one.homeDesk ?? null,
      lines: one.lines.map((line) => ({
        line: line.line,
        account: accountOf(line),
        due: line.kind === 'item' ? line.quantity : line.amountMinor,
        given: given(pseudonym, line.line),
      })),
    };
  });
}

/** True where it may be collected at this desk, at whatever time. */
export function isOwn({ homeDesk }: Pick<ServingState, 'homeDesk'>, desk: string): boolean {
  return homeDesk === null || homeDesk === desk;
}

/** Those that may be collected at this desk at this moment. */
export function collectable(states: readonly ServingState[], desk: string, nowMs: number): ServingState[] {
  return states.filter((state) => isOwn(state, desk) && state.validFromMs <= nowMs && nowMs < state.validUntilMs);
}
