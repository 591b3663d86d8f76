import type { Status } from '../../../shared/domain/reconcile/model.ts';
import type { VaultContract } from '../../../shared/ipc/host-contract.ts';
import type { Handlers } from '../../../shared/ipc/kinds.ts';
import { err, ok } from '../../../shared/result.ts';
import type { Standing } from '../reconciliation/books.ts';
import { listedEntitlement } from '../reconciliation/read.ts';
import { readAll, writeAllRows, type Held } from '../reconciliation/reconciliation-job.ts';
import type { Core } from '../session/core.ts';
import type { Cycle, ServingCycle } from '../session/serving.ts';

type Answers = Handlers<VaultContract>;
type Denied = 'locked' | 'not-allowed' | 'no-cycle';
const PAGE = 50;

/**
 * What the supervisor's reconciliation asks for. `tracked` keeps hold of long work until it has ended. The last reading goes with the
 * roll it is of: a lock forgets both.
 */
export function reconciliationAnswers(
  core: Core,
  tracked: <T>(work: Promise<T>) => Promise<T>,
): Pick<Answers, 'reconciliation'> & Pick<Answers['host'], 'writeReconciliation'> {
  const held = new WeakMap<Cycle, Held>();

  function supervised(): ServingCycle | Denied {
    const serving = core.serving();
    if (serving === undefined) return 'locked';
    if (serving.operator.role !== 'supervisor') return 'not-allowed';
    return core.withCycle() ?? 'no-cycle';
  }

  return {
    reconciliation: {
      async read() {
        const serving = supervised();
        if (typeof serving === 'string') return err({ code: serving });
        const { cycle } = serving;
        const read = await tracked(readAll(core, serving));
        if (!read.ok) return read;
        held.set(cycle, read.value);
        const { size, reading } = read.value;
        return ok({ entries: size, atMs: Math.floor(core.ports.clock.nowMs()), ...reading.sums() });
      },
      list({ status, from }) {
        const serving = supervised();
        if (typeof serving === 'string') return err({ code: serving });
        const last = held.get(serving.cycle);
        if (last === undefined) return err({ code: 'not-found' });
        const listed = last.reading.listed[status];
        const standings = listed.slice(from, from + PAGE).flatMap((name) => standingNamed(serving, last, status, name));
        return ok({ rows: standings.map(listedEntitlement), more: from + PAGE < listed.length });
      },
      cancel() {
        if (core.state.job?.kind === 'reconcile') core.state.cancel?.abort();
        return ok(undefined);
      },
    },
    async writeReconciliation(wanted) {
      const serving = supervised();
      if (typeof serving === 'string') return err({ code: serving });
      const last = held.get(serving.cycle);
      if (last === undefined) return err({ code: 'not-found' });
      const written = await tracked(writeAllRows(core, serving, { ...wanted, size: last.size }));
      return written.ok ? ok({ rows: written.value }) : written;
    },
  };
}

/** Only what no package makes due any more goes by its pseudonym. */
function standingNamed({ cycle }: ServingCycle, { books }: Held, status: Status, name: string): Standing[] {
  const one = status === 'unexplained' ? undefined : cycle.roll.entitlementById(name);
  const standing = one === undefined ? books.withdrawnStanding(name) : books.standingOf(one);
  return standing === undefined ? [] : [standing];
}
