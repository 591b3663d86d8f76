import type { VaultContract } from '../../../shared/ipc/host-contract.ts';
import type { Handlers } from '../../../shared/ipc/kinds.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { closeSession, openSession, receiveStock, recordCount, xReport } from '../day/day.ts';
import { closedDays } from '../day/day.store.ts';
import { dayReport } from '../day/report.ts';
import { judgeFound, judgeScan } from '../desk/scans.ts';
import { give } from '../handovers/give.ts';
import { handoverStore } from '../handovers/handovers.store.ts';
import { recordNotServed } from '../handovers/not-served.ts';
import { reverse } from '../handovers/reverse.ts';
import { findHouseholds } from '../lookups/find.ts';
import { reprint, settle } from '../receipts/receipts.ts';
import type { Core } from '../session/core.ts';
import { quietly } from './quietly.ts';
import { database, type Serving, type ServingCycle } from '../session/serving.ts';

type Answers = Handlers<VaultContract>;
const LOCKED = err({ code: 'locked' });
const PAGE = 50;

/** Everything a clerk or supervisor does at the desk. */
export function servingAnswers(
  core: Core,
): Pick<Answers, 'desk' | 'receipts' | 'day'> & { supervisor: Omit<Answers['supervisor'], 'trustList'> } {
  /** Runs a rule for whoever is signed in; tells main afterwards where something was written. */
  const served = <R extends Result<unknown, { code: string }>>(work: (serving: Serving) => R): R | typeof LOCKED => {
    const serving = core.serving();
    return serving === undefined ? LOCKED : told(work(serving));
  };
  const cycled = <R extends Result<unknown, { code: string }>, F extends string>(
    missing: F,
    work: (serving: ServingCycle) => R,
  ): R | typeof LOCKED | Result<never, { code: F }> => {
    if (core.serving() === undefined) return LOCKED;
    const serving = core.withCycle();
    return serving === undefined ? err({ code: missing }) : told(work(serving));
  };
  function told<R extends Result<unknown, unknown>>(result: R): R {
    if (result.ok) core.changed();
    return result;
  }

  return {
    desk: {
      scan: ({ text }) => quietly(core, (serving) => ok(judgeScan(serving, text))),
      find: (query) => cycled('no-cycle', (serving) => findHouseholds(serving, query)),
      openFound: ({ household }) =>
        quietly(core, (serving) => {
          const verdict = judgeFound(serving, household);
          return verdict === undefined ? err({ code: 'not-found' }) : ok(verdict);
        }),
      async give(input) {
        const serving = core.withCycle();
        return serving === undefined ? LOCKED : told(await give(serving, input));
      },
      notServed(input) {
        const serving = core.withCycle();
        return serving === undefined ? LOCKED : told(recordNotServed(serving, input));
      },
    },
    receipts: {
      recent({ before, text }) {
        const serving = core.serving();
        if (serving === undefined) return LOCKED;
        const store = handoverStore(database(serving), serving.certificate.desk);
        const found = store.recent(PAGE + 1, before, text);
        return ok({ handovers: found.slice(0, PAGE), more: found.length > PAGE });
      },
      reprint: ({ seq }) => served((serving) => reprint(serving, seq)),
      settle: ({ seq, cameOut }) => served((serving) => settle(serving, seq, cameOut)),
    },
    day: {
      open: (input) => cycled('no-cycle', (serving) => openSession(serving, input)),
      receive: (input) => cycled('no-day-open', (serving) => receiveStock(serving, input)),
      xReport: () => served(xReport),
      count: (input) => cycled('no-day-open', (serving) => recordCount(serving, input)),
      async close({ approval }) {
        if (core.serving() === undefined) return LOCKED;
        const serving = core.withCycle();
        return serving === undefined ? err({ code: 'no-day-open' }) : told(await closeSession(serving, approval));
      },
      closed() {
        const serving = core.serving();
        if (serving === undefined) return LOCKED;
        return ok({ days: closedDays(database(serving)).map((day) => dayReport(serving, day)) });
      },
    },
    supervisor: {
      async reverse(input) {
        const serving = core.serving();
        return serving === undefined ? LOCKED : told(await reverse(serving, input));
      },
    },
  };
}
