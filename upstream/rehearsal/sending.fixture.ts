import { join } from 'node:path';
import { fetchPackage } from '../../main/upload/download.ts';
import { FIRST_PACE } from '../../main/upload/pace.ts';
import { vaultOutcome, type Outcome } from '../../main/upload/exchange.ts';
import { runRound } from '../../main/upload/round.ts';
import { openLink, type Exchange, type LinkFailure, type Reply } from '../../main/upload/transport.ts';
import type { SignedRequest } from '../../shared/ipc/outbox-contract.ts';
import { err, type Result } from '../../shared/result.ts';
import { checkpointText, cosignNote, formatNote } from '../../shared/wire/note.ts';
import { takeDesk } from './acts.fixture.ts';
import { briefPlace, startRealCollector, type Place, type RealCollector } from './real-collector.fixture.ts';
import { plainRoll, type RollContent } from './roll.fixture.ts';
import { must, NOW_MS, openedDay, type Rehearsal, type Station } from './station.fixture.ts';
import type { FarEnd } from './thin-link.fixture.ts';

export const LOG = 'tallypoint/relief/kassala/desk-1/1';

/** What happens to requests and answers on their way; `pass` carries them as they are. */
export type Line = (request: SignedRequest, pass: Exchange) => Promise<Result<Reply, LinkFailure>>;

export type Sending = Rehearsal & {
  station: Station;
  collector: RealCollector;
  client: Station['client'];
  /** The line that rounds go over. */
  way: { line: Line };
  round: () => Promise<Outcome>;
  /** Ends collector and station. */
  end: () => Promise<void>;
};

const GOOD_LINE: Line = (request, pass) => pass(request);

/** A day at the desk, OMAR signed in, and the real collector that its package names, a second ahead. */
export async function sendingDay(more: Partial<RollContent> = {}, at?: Place): Promise<Sending> {
  const collector = await startRealCollector(at ?? (await briefPlace()), () => NOW_MS + 1000);
  const rehearsal = await openedDay(plainRoll(5, { upstream: collector.upstream, ...more }));
  const { client } = rehearsal.station;
  collector.trust(rehearsal.signer);
  await takeDesk(client, 'OMAR');
  const way = { line: GOOD_LINE };
  return {
    ...rehearsal,
    collector,
    client,
    way,
    round: rounds(client, join(rehearsal.folder, 'inbox'), (request, pass) => way.line(request, pass)),
    async end() {
      await collector.close();
      rehearsal.close();
    },
  };
}

/** Entries that say nothing, quickly. */
export async function addEntries({ client }: Pick<Sending, 'client'>, count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) must(await client.day.xReport({ print: false }));
}

/** Rounds as the program runs them, over a new connection each. */
export function rounds(client: Station['client'], folder: string, line: Line = GOOD_LINE): () => Promise<Outcome> {
  const pace = { current: FIRST_PACE };
  return async () => {
    const named = await client.outbox.link();
    if (!named.ok) return vaultOutcome(named.error.code);
    const link = openLink({ ...named.value, idleMs: 10_000 });
    try {
      return await runRound({
        vault: client.outbox,
        exchange: (request) => line(request, link.exchange),
        fetchPackage: (order) => fetchPackage({ vault: client.outbox, link, folder }, order),
        // However busy the computer is, batches are as large as ever.
        nowMs: () => 0,
        pace,
        breathe: () => Promise.resolve(true),
      });
    } finally {
      link.close();
    }
  };
}

/** A line that breaks before a request has arrived, in the middle of its body (`begin` sends that), after it was worked on, or not. */
export function breaking(end: () => 'before' | 'within' | 'after' | 'neither', begin: FarEnd['begun']): Line {
  return async (request, pass) => {
    const when = end();
    if (when === 'within' && request.body !== null) await begin(request, Math.floor(request.body.length / 2));
    if (when === 'before' || when === 'within') return err('interrupted');
    const reply = await pass(request);
    return when === 'after' ? err('interrupted') : reply;
  };
}

/** Somebody on the line who changes what good answers to some requests say. */
export function changing(
  isMeant: (request: SignedRequest) => boolean,
  change: (answer: Readonly<Record<string, unknown>>) => object,
): Line {
  return async (request, pass) => {
    const reply = await pass(request);
    if (!reply.ok || reply.value.status >= 300 || !isMeant(request)) return reply;
    const answer = JSON.parse(Buffer.from(reply.value.body).toString()) as Record<string, unknown>;
    return { ok: true, value: { ...reply.value, body: Buffer.from(JSON.stringify(change(answer))) } };
  };
}

/** What the collector's own key would sign over another tree of so many entries. */
export function otherTree({ witness: { name, signer } }: RealCollector, size: number): string {
  const text = checkpointText({ origin: LOG, size, root: new Uint8Array(32) });
  return formatNote(text, [cosignNote(text, name, signer, NOW_MS / 1000)]);
}
