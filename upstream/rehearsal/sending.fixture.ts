import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { join } from 'node:path';
import { fetchPackage } from '../../main/upload/download.ts';
import { FIRST_PACE } from '../../main/upload/pace.ts';
import { runRound, vaultOutcome, type Outcome } from '../../main/upload/round.ts';
import { openLink } from '../../main/upload/transport.ts';
import { err } from '../../shared/result.ts';
import { takeDesk } from './acts.fixture.ts';
import { startCollector, type FakeCollector } from './collector.fixture.ts';
import { plainRoll, type RollContent } from './roll.fixture.ts';
import { beginOver } from './thin-link.fixture.ts';
import { must, openedDay, type Rehearsal, type Station } from './station.fixture.ts';

export const LOG = 'tallypoint/relief/kassala/desk-1/1';

export type Sending = Rehearsal & {
  station: Station;
  collector: FakeCollector;
  client: Station['client'];
  identity: string;
  round: () => Promise<Outcome>;
};

/** A day at the desk, OMAR signed in, and a collector that its package names. */
export async function sendingDay(more: Partial<RollContent> = {}, offersPacked = true): Promise<Sending> {
  const identity = await generateX25519Identity();
  const collector = await startCollector(await identityToRecipient(identity), offersPacked);
  const rehearsal = await openedDay(plainRoll(5, { upstream: collector.upstream, ...more }));
  const { client } = rehearsal.station;
  await takeDesk(client, 'OMAR');
  return {
    ...rehearsal,
    collector,
    client,
    identity,
    round: rounds(client, join(rehearsal.folder, 'inbox')),
    close() {
      void collector.close();
      rehearsal.close();
    },
  };
}

/** Entries that say nothing, quickly. */
export async function addEntries({ client }: Pick<Sending, 'client'>, count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) must(await client.day.xReport({ print: false }));
}

/** Rounds as the program runs them, over a new connection each; `cut` decides about every request and its answer. */
export function rounds(client: Station['client'], folder: string, cut: Cut = () => 'neither'): () => Promise<Outcome> {
  const pace = { current: FIRST_PACE };
  return async () => {
    const named = await client.outbox.link();
    if (!named.ok) return vaultOutcome(named.error.code);
    const link = openLink({ ...named.value, idleMs: 10_000 });
    try {
      return await runRound({
        vault: client.outbox,
        exchange: async (request) => {
          const end = cut();
          if (end === 'before') return err('interrupted');
          if (end === 'within') {
            await beginOver(named.value.url)(request, Math.floor((request.body?.length ?? 0) / 2));
            return err('interrupted');
          }
          const reply = await link.exchange(request);
          return end === 'after' ? err('interrupted') : reply;
        },
        fetchPackage: (order) => fetchPackage({ vault: client.outbox, link, folder }, order),
        nowMs: () => performance.now(),
        pace,
        breathe: () => Promise.resolve(true),
      });
    } finally {
      link.close();
    }
  };
}

/** Whether the line breaks before a request, in the middle of its body, after it was worked on, or not at all. */
export type Cut = () => 'before' | 'within' | 'after' | 'neither';
