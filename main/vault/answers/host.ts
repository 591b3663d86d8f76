import { join } from 'node:path';
import type { SummaryData } from '../../../shared/ipc/paper-views.ts';
import type { VaultContract } from '../../../shared/ipc/host-contract.ts';
import type { Handlers } from '../../../shared/ipc/kinds.ts';
import type { Language } from '../../../shared/ipc/views.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { utf8Bytes } from '../../../shared/wire/bytes.ts';
import { exportLedger } from '../day/ledger-export.ts';
import { summaryData } from '../day/summary-data.ts';
import { proofFile } from '../receipts/proof-file.ts';
import { nextPrint, printOutcome, printStarted } from '../receipts/receipts.ts';
import type { Core } from '../session/core.ts';
import { database } from '../session/serving.ts';
import { changeSecret, openProfile, signIn } from '../session/sign-in.ts';
import { replaceFile } from '../store/disk.ts';

type Answers = Handlers<VaultContract>;

/** Lays the disbursement summary out as PDF. */
export type RenderSummary = (data: SummaryData, language: Language) => Promise<Uint8Array>;

const FOLDER = 'vault';

export function sessionAnswers(core: Core): Pick<Answers, 'session'> {
  const { state } = core;
  return {
    session: {
      async signIn(input) {
        const answer = await signIn(core, input);
        core.changed();
        return answer;
      },
      lock() {
        core.lock();
        core.changed();
        return ok(undefined);
      },
      touch() {
        state.lastTouchMs = core.ports.clock.monotonicMs();
        return ok(undefined);
      },
      changeSecret: (input) => changeSecret(core, input),
      acknowledgeReplayed() {
        const serving = core.serving();
        if (serving === undefined) return err({ code: 'locked' });
        database(serving).exec('DELETE FROM replay_notice');
        core.changed();
        return ok(undefined);
      },
    },
  };
}

type HostAnswers = Omit<
  Answers['host'],
  | 'readCertificate'
  | 'readTrustList'
  | 'install'
  | 'writeBundle'
  | 'readAcknowledgement'
  | 'writeReconciliation'
  | 'writeClaim'
  | 'readClaimAnswer'
>;

export function hostAnswers(core: Core, render: RenderSummary): HostAnswers {
  const { state, ports } = core;

  function summary(day: string): Result<SummaryData, { code: 'locked' | 'not-found' }> {
    if (core.serving() === undefined) return err({ code: 'locked' });
    const serving = core.withCycle();
    const data = serving === undefined ? undefined : summaryData(serving, day);
    return data === undefined ? err({ code: 'not-found' }) : ok(data);
  }

  return {
    open({ profile, deviceSecret, appVersion }) {
      const secret = deviceSecret === null ? undefined : Buffer.from(deviceSecret, 'hex');
      openProfile(core, { folder: join(profile, FOLDER), deviceSecret: secret, appVersion });
      core.changed();
      return ok(core.view());
    },
    view: () => ok(core.view()),
    nextPrint() {
      const serving = core.serving();
      return serving === undefined ? err({ code: 'locked' }) : ok(nextPrint(serving));
    },
    printStarted({ job }) {
      const serving = core.serving();
      if (serving === undefined) return err({ code: 'locked' });
      const answer = printStarted(serving, job);
      core.changed();
      return answer;
    },
    printOutcome({ job, state: outcome }) {
      const serving = core.serving();
      if (serving === undefined) {
        state.outcomes.set(job, outcome);
        return ok(undefined);
      }
      const answer = printOutcome(serving, job, outcome);
      core.changed();
      return answer;
    },
    summaryData: ({ day }) => summary(day),
    async writeSummary({ day, path, language }) {
      const data = summary(day);
      if (!data.ok) return data;
      replaceFile(ports.disk, path, await render(data.value, language));
      return ok(undefined);
    },
    exportLedger({ path }) {
      const { unlocked } = state;
      if (unlocked?.serving == null) return err({ code: 'locked' });
      if (unlocked.operator.role === 'clerk') return err({ code: 'not-allowed' });
      return ok({ entries: exportLedger(ports.disk, unlocked.serving.ledger, path) });
    },
    saveProof({ seq, path }) {
      const serving = core.serving();
      if (serving === undefined) return err({ code: 'locked' });
      if (serving.operator.role !== 'supervisor') return err({ code: 'not-allowed' });
      const file = proofFile(serving, seq);
      if (file === undefined) return err({ code: 'not-found' });
      replaceFile(ports.disk, path, utf8Bytes(file));
      return ok(undefined);
    },
    shutdown() {
      core.lock();
      return ok(undefined);
    },
  };
}
