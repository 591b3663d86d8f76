import { vaultContract, type VaultContract } from '../../shared/ipc/host-contract.ts';
import type { Command, EdgeFailure, Handlers } from '../../shared/ipc/kinds.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { serve } from '../ipc/serve.ts';
import { claimAnswers } from './answers/claims.ts';
import { credentialAnswers } from './answers/credentials.ts';
import { hostAnswers, sessionAnswers, type RenderSummary } from './answers/host.ts';
import { outboxAnswers } from './answers/outbox.ts';
import { reconciliationAnswers } from './answers/reconciliation.ts';
import { sendingAnswers } from './answers/sending.ts';
import { servingAnswers } from './answers/serving.ts';
import { setupAnswers } from './answers/setup.ts';
import type { RenderClaim } from './reimbursement/write-claim.ts';
import { voucherAnswers } from './answers/vouchers.ts';
import { runInstall } from './installs/install-job.ts';
import { createSearchJob } from './installs/search-job.ts';
import type { Ledger } from './ledger/ledger.ts';
import { tellClock } from './session/begin.ts';
import { createCore, type Core } from './session/core.ts';
import type { VaultPorts } from './session/ports.ts';
import { writeFailure } from './session/sign-in.ts';
import { giveUpDamagedCycle } from './session/unlocked.ts';

export type Answer = Result<unknown, { code: string } | EdgeFailure>;

/** The whole vault behind one door. */
export type Vault = Readonly<{
  /** `name` is `group.command` of `vaultContract`. Requests are answered one after the other, in order. */
  call: (name: string, input: unknown) => Promise<Answer>;
  /**
   * To be called every few seconds: locks an idle station, notices a clock that was set, signs the log's head where that is
   * due, and goes on with what was left to check when the ledger was opened.
   */
  tick: () => Promise<void>;
}>;

/** Long or harmless: these do not wait for the request before them, and nobody at the desk waits for them. */
const AT_ONCE: ReadonlySet<string> = new Set([
  'host.view',
  'host.install',
  'cycle.cancelInstall',
  'session.touch',
  'outbox.askEntries',
  'outbox.nextClaim',
  'host.writeClaim',
  'host.writeBundle',
  'sending.bundleCodes',
  'reconciliation.read',
  'reconciliation.cancel',
  'host.writeReconciliation',
]);
/** Asked by main of its own accord: no sign that somebody is at the desk. */
const OWN_ACCORD = /^(host|outbox)\./;
/** These end long work first. */
const ENDING: ReadonlySet<string> = new Set(['session.lock', 'session.signIn', 'host.open', 'host.shutdown']);
/** After these there may be a roll whose search is still to be prepared. */
const BRINGING_A_ROLL: ReadonlySet<string> = new Set(['session.signIn', 'host.install']);
const MINUTE_MS = 60_000;
/** A few milliseconds of work: whoever hands over meanwhile does not notice. */
const PAGES_PER_TICK = 512;

/** What draws papers: it is large, and brought by whoever can wait for it. */
export type Renderers = Readonly<{ summary: RenderSummary; claim: RenderClaim }>;

export function createVault(ports: VaultPorts, render: Renderers): Vault {
  const core = createCore(ports);
  const { state } = core;
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => T | Promise<T>): Promise<T> => {
    const result = turn.then(work);
    turn = result.catch(() => undefined);
    return result;
  };
  let working: Promise<unknown> = Promise.resolve();
  const tracked = <T>(work: Promise<T>): Promise<T> => {
    working = work.catch(() => undefined);
    return work;
  };

  const { readCertificate, ...setup } = setupAnswers(core);
  const { sending, ...carried } = sendingAnswers(core, setup.acceptCertificate);
  const { credentials, trustList, readTrustList } = credentialAnswers(core);
  const { supervisor, ...served } = servingAnswers(core);
  const { claims, ...claimed } = claimAnswers(core, render.claim);
  const { reconciliation, ...reconciled } = reconciliationAnswers(core, tracked);
  const handlers: Handlers<VaultContract> = {
    setup,
    ...sessionAnswers(core),
    cycle: {
      cancelInstall() {
        state.cancel?.abort();
        return ok(undefined);
      },
    },
    ...served,
    credentials,
    vouchers: voucherAnswers(core),
    supervisor: { ...supervisor, trustList },
    sending,
    reconciliation,
    claims,
    ...outboxAnswers(core),
    host: {
      ...hostAnswers(core, render.summary),
      ...claimed,
      ...carried,
      ...reconciled,
      readCertificate,
      readTrustList,
      install({ path }) {
        return tracked(runInstall(core, path, inTurn));
      },
    },
  };
  const answer = serve(vaultContract, guarded(core, handlers), (name, cause) => ports.report(name, cause));

  const prepareSearch = createSearchJob(core, (slice) => inTurn(() => guardedSlice(core, slice)));

  async function call(name: string, input: unknown): Promise<Answer> {
    const answered = await answerOf(name, input);
    // Not waited for: it goes on between the requests that follow.
    if (BRINGING_A_ROLL.has(name)) void prepareSearch();
    return answered;
  }

  async function answerOf(name: string, input: unknown): Promise<Answer> {
    if (AT_ONCE.has(name)) return await answer(name, input);
    if (ENDING.has(name)) {
      state.cancel?.abort();
      await working;
    }
    return await inTurn(() => {
      lockIfIdle(core);
      if (!OWN_ACCORD.test(name)) state.lastTouchMs = ports.clock.monotonicMs();
      return answer(name, input);
    });
  }

  return {
    call,
    async tick() {
      await inTurn(() => {
        if (lockIfIdle(core)) return;
        const serving = state.unlocked?.serving;
        if (serving == null) return;
        const { size } = serving.ledger.head();
        // A full disk is told by the next act; the jump itself is noticed again at the next start.
        tellClock(serving);
        if (serving.ledger.head().size > size) core.changed();
        keepLedger(core, serving.ledger);
      });
      void prepareSearch();
    },
  };
}

/** What the ledger has to do now and then. A disk that fails meanwhile is told by the next act that needs it. */
function keepLedger(core: Core, ledger: Ledger): void {
  try {
    ledger.checkpointIfDue();
    if (ledger.checkFurther(PAGES_PER_TICK) === 'damaged')
      giveUp(core, 'ledger', new Error('A page of the ledger is damaged'));
  } catch (thrown) {
    const failure = writeFailure(thrown);
    if (failure === undefined) throw thrown;
    if (failure === 'damaged') giveUp(core, 'ledger', thrown);
  }
}

/** An install counts as work: it is not cut off because nobody touches a key. */
function lockIfIdle(core: Core): boolean {
  const { state, ports } = core;
  if (state.unlocked === null || state.job !== null) return false;
  const idleMs = ports.clock.monotonicMs() - state.lastTouchMs;
  if (idleMs < core.idleLockMinutes() * MINUTE_MS) return false;
  core.lock();
  core.changed();
  return true;
}

/**
 * What the disk does to us is a declared failure wherever the contract has a word for it. A damaged database closes the
 * station: reading on could show, and writing on could seal, something that never was.
 */
function guarded(core: Core, handlers: Handlers<VaultContract>): Handlers<VaultContract> {
  const groups = Object.entries(handlers).map(([group, members]) => [
    group,
    Object.fromEntries(
      Object.entries(members as Record<string, (input: unknown) => unknown>).map(([name, handle]) => [
        name,
        async (input: unknown) => {
          try {
            const work = async (): Promise<unknown> => await handle(input);
            return AT_ONCE.has(`${group}.${name}`) ? await work() : await core.request(work);
          } catch (thrown) {
            return foreseen(core, group, name, thrown);
          }
        },
      ]),
    ),
  ]);
  // Rebuilt member by member, which TypeScript cannot follow.
  return Object.fromEntries(groups) as Handlers<VaultContract>;
}

function isOnlyTheRoll({ state, changed }: Core): boolean {
  const serving = state.unlocked?.serving;
  if (serving == null || !giveUpDamagedCycle(serving)) return false;
  changed();
  return true;
}

/** A disk that fails stops the preparation until it is called again; damage is met as in any request. */
function guardedSlice(core: Core, slice: () => boolean): boolean {
  try {
    return slice();
  } catch (thrown) {
    const failure = writeFailure(thrown);
    if (failure === undefined) throw thrown;
    if (failure === 'damaged') meetDamage(core, 'search', thrown);
    return false;
  }
}

function meetDamage(core: Core, where: string, thrown: unknown): void {
  if (!isOnlyTheRoll(core)) giveUp(core, where, thrown);
}

/** Damage in the ledger: the station closes and says so. */
function giveUp(core: Core, where: string, cause: unknown): void {
  core.state.unlocked?.ledger?.markDamaged();
  core.state.trouble = { code: 'database-damaged', incident: core.ports.report(where, cause) };
  core.lock();
  core.changed();
}

function foreseen(core: Core, group: string, name: string, thrown: unknown): Result<never, { code: string }> {
  const failure = writeFailure(thrown);
  const spec = (vaultContract as unknown as Record<string, Record<string, Command>>)[group]?.[name];
  if (failure === undefined || spec === undefined) throw thrown;
  if (failure === 'damaged') meetDamage(core, `${group}.${name}`, thrown);
  const code = failure === 'damaged' ? 'storage-fault' : failure;
  if (spec.failures.includes(code)) return err({ code });
  if (failure === 'damaged' && spec.failures.includes('locked')) return err({ code: 'locked' });
  throw thrown;
}
