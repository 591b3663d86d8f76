import { randomBytes } from 'node:crypto';
import type { VaultContract } from '../../../shared/ipc/host-contract.ts';
import type { Client } from '../../../shared/ipc/kinds.ts';
import type { Verdict } from '../../../shared/ipc/views.ts';
import { openBareCommits } from '../bare.ts';
import { readSamples } from '../samples.ts';
import { timed, timedNow } from '../statistics.ts';
import { CLERK, must, openStation, runFiles, SUPERVISOR } from '../station.ts';

export type ServeInput = Readonly<{ folder: string; profile: string }>;
export type Served = Readonly<{
  verdict: readonly number[];
  commit: readonly number[];
  bareCommit: readonly number[];
}>;

const WARM_UP = 20;
/** An entry with its signature takes about this much. */
const ROW_BYTES = 1024;

/**
 * A day at the desk: opens it, then scans and hands over card after card through the vault's own door. A hand-over counts
 * from the request to the answer, which is after journal, signature and commit are on the disk. Bare: one row in one commit
 * of the same driver at the same durability, in turns with the hand-overs, for a disk's mood changes.
 */
export async function serve(input: ServeInput): Promise<Served> {
  const { cards } = readSamples(input.folder);
  const station = await openStation(input.profile);
  must(await station.session.signIn(SUPERVISOR));
  await openDay(station);
  must(await station.session.signIn(CLERK));
  const bare = openBareCommits(runFiles(input.folder).bareCommits);
  const insert = bare.prepare('INSERT INTO bare(bytes) VALUES (?)');
  const row = new Uint8Array(randomBytes(ROW_BYTES));
  for (const card of cards.slice(0, WARM_UP)) {
    await handOver(station, must(await station.desk.scan({ text: card, via: 'wedge' })));
    insert.run([row]);
  }
  const verdict: number[] = [];
  const commit: number[] = [];
  const bareCommit: number[] = [];
  for (const card of cards.slice(WARM_UP)) {
    const judged = must(await timed(verdict, () => station.desk.scan({ text: card, via: 'wedge' })));
    await timed(commit, () => handOver(station, judged));
    timedNow(bareCommit, () => insert.run([row]));
  }
  bare.close();
  must(await station.host.shutdown());
  return { verdict, commit, bareCommit };
}

/** As much of everything on hand as the day may need. */
async function openDay(station: Client<VaultContract>): Promise<void> {
  const { cycle } = must(await station.host.view());
  must(
    await station.day.open({
      cash: (cycle?.currencies ?? []).map(({ currency, denominations }) => ({
        currency,
        valueMinor: Math.max(...denominations),
        count: 1_000_000,
      })),
      stock: (cycle?.items ?? []).map(({ item, planned }) => ({ item, quantity: planned })),
    }),
  );
}

async function handOver(station: Client<VaultContract>, { token, due, household, code }: Verdict): Promise<void> {
  const collector = household?.members[0];
  if (collector === undefined) throw new Error(`A card that can be served was answered with ${code}`);
  must(
    await station.desk.give({
      token,
      collector: { kind: 'member', id: collector.id },
      lines: due.map(({ entitlement, line, remaining }) => ({ entitlement, line, quantity: remaining })),
    }),
  );
}
