import { NO_OUTBOX, type VaultView } from '../../shared/ipc/views.ts';

/** What is shown for the moment before the vault has spoken. */
export function unopenedVault(): VaultView {
  return {
    phase: 'trouble',
    trouble: { code: 'vault-stopped', incident: null },
    enrolment: 'none',
    fingerprint: null,
    station: null,
    operators: [],
    operator: null,
    idleLockMinutes: 10,
    cycle: null,
    day: null,
    counts: { served: 0, part: 0, notServed: 0, reversed: 0, stillToCome: 0 },
    outbox: NO_OUTBOX,
    replayed: [],
    clockWarning: false,
    job: null,
  };
}

/** True where some screen takes scans: somebody who serves is signed in, and there is a roll to hold cards against. */
export const expectsScans = ({ phase, enrolment, operator, cycle }: VaultView): boolean =>
  phase === 'open' && enrolment === 'certified' && operator !== null && operator.role !== 'setup' && cycle !== null;

/** What is shown when the vault process died: nobody is signed in any more, and signing in starts it again. */
export function lostVault(last: VaultView, incident: string): VaultView {
  return {
    ...unopenedVault(),
    trouble: { code: 'vault-stopped', incident },
    enrolment: last.enrolment,
    fingerprint: last.fingerprint,
    station: last.station,
    operators: last.operators,
    idleLockMinutes: last.idleLockMinutes,
  };
}
