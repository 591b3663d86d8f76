import type { VaultContract } from '../../../shared/ipc/host-contract.ts';
import type { Handlers } from '../../../shared/ipc/kinds.ts';
import { err, ok } from '../../../shared/result.ts';
import { markMessage } from '../outbox/inbox.store.ts';
import { takeInbox } from '../outbox/inbox.ts';
import { outboxOf, type Outbox } from '../outbox/outbox.ts';
import { flagPoison, raiseAlarm } from '../outbox/outbox.store.ts';
import { askEntries, askHead, askInbox, askPackage, askRegistration } from '../outbox/requests.ts';
import { readHead, takeHead } from '../outbox/take-head.ts';
import { claimUpload } from './claim-upload.ts';
import { tellUpstreamClock } from '../session/begin.ts';
import type { Core } from '../session/core.ts';
import { database, type Serving } from '../session/serving.ts';

/** What main needs for carrying the ledger home. Nothing here waits for a network, and nothing decides over a hand-over. */
export function outboxAnswers(core: Core): Pick<Handlers<VaultContract>, 'outbox'> {
  /** The session in which a difference of clocks was told last: once is enough. */
  let toldClock: Serving | undefined;

  const within = <R>(work: (outbox: Outbox) => R): R | ReturnType<typeof err<{ code: 'locked' | 'no-upstream' }>> => {
    const outbox = outboxOf(core);
    return typeof outbox === 'string' ? err({ code: outbox }) : work(outbox);
  };

  /** Never blocks anything: a wrong clock becomes an entry and a warning. */
  function compareClocks({ serving }: Outbox, timeMs: number): void {
    if (toldClock !== serving && tellUpstreamClock(serving, timeMs)) toldClock = serving;
  }

  return {
    outbox: {
      link: () =>
        within(({ upstream }) =>
          upstream.url === undefined
            ? err({ code: 'no-upstream' })
            : ok({ url: upstream.url, authorities: upstream.certificateAuthorities ?? null }),
        ),
      askHead: () => within(async (outbox) => ok(await askHead(outbox))),
      askRegistration: () => within((outbox) => ok(askRegistration(outbox))),
      askEntries: (wanted) => within(async (outbox) => ok((await askEntries(outbox, wanted)) ?? null)),
      takeHead: ({ text }) =>
        within((outbox) => {
          const head = readHead(outbox, text);
          const taken = head.ok ? takeHead(outbox, head.value, 'link') : head;
          core.changed();
          if (!taken.ok) return err({ code: taken.error });
          const { size, stop, timeMs } = taken.value;
          compareClocks(outbox, timeMs);
          return ok({ size, stop });
        }),
      flagPoison: ({ seq }) =>
        within(({ serving }) => {
          flagPoison(database(serving), seq);
          raiseAlarm(database(serving), 'poison', seq, 0, Math.floor(serving.clock.nowMs()));
          core.changed();
          return ok(undefined);
        }),
      ...claimUpload(core, within),
      askInbox: () => within(async (outbox) => ok(await askInbox(outbox))),
      takeInbox: ({ text }) =>
        within(async (outbox) => {
          const taken = await takeInbox(outbox, core.state.unlocked?.secrets.identity ?? '', text);
          if (!taken.ok) return err({ code: taken.error });
          compareClocks(outbox, taken.value.timeMs);
          core.changed();
          return ok({ packages: taken.value.packages });
        }),
      askPackage: ({ sha256, from }) => within(async (outbox) => ok(await askPackage(outbox, sha256, from))),
      packageArrived: ({ id }) =>
        within(({ serving }) => {
          markMessage(database(serving), id, 'here');
          core.changed();
          return ok(undefined);
        }),
    },
  };
}
