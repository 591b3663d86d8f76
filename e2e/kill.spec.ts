import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { bridgeOf, must } from './fixtures/bridge.ts';
import { isRunning, killAtOnce, processesOf } from './fixtures/kill.ts';
import { exportedLedger, ofType } from './fixtures/ledger.ts';
import { CLERK, Headquarters, SUPERVISOR } from './fixtures/programme.ts';
import { enrolAndInstall, openDay, QUICK_SECRETS, signIn } from './fixtures/ready.ts';
import { serve, serveUntilGone, type Acknowledged, type UnderWay } from './fixtures/serving-run.ts';
import { startStation, type Station } from './fixtures/station.ts';
import { expect, test } from './fixtures/test.ts';
import { Desk } from './screens/desk.ts';
import type { HandoverView } from '../shared/ipc/views.ts';
import { readReceiptCode } from '../shared/wire/receipt-code.ts';
import { seedOf, streamOf } from '../upstream/issuer/generate/random.ts';

const KILLS = { vault: 160, main: 20, whole: 20 } as const;
type Victim = keyof typeof KILLS;
const LONGEST_DELAY_MS = 150;
const HOUSEHOLDS = 3000;

/** A day of serving in which the station dies over and over. */
class Day {
  readonly headquarters: Headquarters;
  readonly profile: string;
  station: Station;
  readonly acknowledged: Acknowledged[] = [];
  /** Every hand-over that the station has shown as recorded, by its seq. */
  readonly recorded = new Map<number, HandoverView>();
  readonly #waiting: string[];
  unanswered = 0;
  replayed = 0;
  /** The newest that an earlier check has seen. */
  #checked = -1;

  constructor(headquarters: Headquarters, station: Station, waiting: string[]) {
    this.headquarters = headquarters;
    this.station = station;
    this.profile = station.profile;
    this.#waiting = waiting;
  }

  next(): string {
    const household = this.#waiting.pop();
    if (household === undefined) throw new Error('nobody is left to be served');
    return household;
  }

  /** Serves, and kills in the middle of it. */
  async killWhileServing(victim: Victim, delayMs: number): Promise<UnderWay> {
    const { station } = this;
    const vault = await station.pidOf('tallypoint-vault');
    const all = processesOf(station);
    const serving = serveUntilGone(
      station,
      this.headquarters,
      () => this.next(),
      (done) => this.acknowledged.push(done),
    );
    // The moment is what this test is about: nothing is waited for.
    await setTimeout(delayMs);
    for (const pid of { vault: [vault], main: [station.pid], whole: all }[victim]) killAtOnce(pid);
    const underWay = await serving;
    if (victim === 'vault') return underWay;
    this.station = await startStation({ profile: this.profile });
    await expect.poll(() => all.filter(isRunning), 'nothing of a killed program stays').toEqual([]);
    return underWay;
  }

  /** What a person sees afterwards, held against what had been answered before. */
  async check(underWay: UnderWay, before: number): Promise<void> {
    const bridge = bridgeOf(this.station.page);
    const { vault } = must(await bridge.station.view());
    expect(vault.day?.counted, 'the day is still open').toBe(false);
    const { handovers } = must(await bridge.receipts.recent({}));
    for (const { handover, household } of this.acknowledged.slice(before)) {
      const { seq, receipt, check } = handover;
      expect(handovers).toContainEqual(expect.objectContaining({ seq, receipt, check, household }));
      this.recorded.set(seq, handover);
    }
    const unseen = handovers.filter(({ seq }) => seq > this.#checked && !this.recorded.has(seq));
    expect(unseen.length, 'at most the one hand-over whose answer was under way').toBeLessThanOrEqual(1);
    for (const one of unseen) {
      expect(one.household).toBe(underWay.give === undefined ? undefined : underWay.household);
      this.recorded.set(one.seq, one);
      this.unanswered += 1;
    }
    for (const { seq } of vault.replayed) expect(this.recorded.has(seq), `replayed: ${seq}`).toBe(true);
    this.replayed += vault.replayed.length;
    if (vault.replayed.length > 0) must(await bridge.session.acknowledgeReplayed());
    expect(vault.counts.served).toBe(this.recorded.size);
    await this.#askAgain(underWay, unseen[0]);
    this.#checked = Math.max(this.#checked, ...this.recorded.keys());
  }

  /** The clerk who saw no answer gives again; so does one who has forgotten. */
  async #askAgain({ household, give }: UnderWay, recorded: HandoverView | undefined): Promise<void> {
    const { desk } = bridgeOf(this.station.page);
    if (give !== undefined) {
      const again = await desk.give(give);
      if (again.ok) expect(again.value.seq).toBe(recorded?.seq);
      else expect(again.error.code).toBe('unknown-token');
    }
    const card = { text: this.headquarters.card(household), via: 'wedge' as const };
    if (recorded === undefined) {
      const done = await serve(this.station, this.headquarters, household);
      this.acknowledged.push(done);
      this.recorded.set(done.handover.seq, done.handover);
    }
    const verdict = must(await desk.scan(card));
    expect(verdict).toMatchObject({ code: 'already-served', canGive: false });
    expect(verdict.earlier).toHaveLength(1);
  }
}

/** In an order of chance. */
function plan(random: ReturnType<typeof streamOf>): { victim: Victim; delayMs: number }[] {
  const kills = (Object.keys(KILLS) as Victim[]).flatMap((victim) =>
    Array.from({ length: KILLS[victim] }, () => ({
      victim,
      delayMs: random.between(0, LONGEST_DELAY_MS),
      place: random.unit(),
    })),
  );
  return kills.toSorted((a, b) => a.place - b.place);
}

async function signInOnScreen(station: Station): Promise<void> {
  const desk = new Desk(station.page);
  await expect(station.page.getByRole('heading', { name: desk.say('trouble.vault-stopped.title') })).toBeVisible();
  await desk.button('trouble.signInAgain').click();
  await desk.signIn(CLERK);
  const { station: state } = bridgeOf(station.page);
  await expect.poll(async () => must(await state.view()).vault.phase).toBe('open');
}

test('kill -9 at 200 moments of serving loses nothing that was answered', async ({ folder, printer }, info) => {
  test.setTimeout(20 * 60_000);
  const seed = process.env['KILL_SEED'] ?? String(Date.now());
  process.stdout.write(`KILL_SEED=${seed}\n`);
  info.annotations.push({ type: 'seed', description: seed });
  const headquarters = await Headquarters.open(join(folder, 'hq'), {
    seed: 'kill',
    households: HOUSEHOLDS,
    portraits: 'none',
  });
  headquarters.rewrite('policy.json', (text) =>
    JSON.stringify({ ...(JSON.parse(text) as object), approvalAboveMinor: {}, dayLimitMinor: {} }),
  );
  const first = await startStation({
    profile: join(folder, 'profile'),
    printer: { ...printer.settings, mode: 'text' },
  });
  const day = new Day(
    headquarters,
    first,
    headquarters.served().map(({ id }) => id),
  );
  try {
    await enrolAndInstall(first, headquarters, QUICK_SECRETS);
    await openDay(first);
    await signIn(first, CLERK);
    let screens = 0;
    for (const [number, { victim, delayMs }] of plan(streamOf(seedOf(seed), 0, 0)).entries()) {
      await test.step(`${number + 1}: ${victim} after ${delayMs} ms`, async () => {
        const before = day.acknowledged.length;
        const underWay = await day.killWhileServing(victim, delayMs);
        if (victim === 'vault' && screens++ === 0) await signInOnScreen(day.station);
        else await signIn(day.station, CLERK);
        await day.check(underWay, before);
      });
    }
    await wholeDay(day);
    expect(surplusOriginals(printer.jobs, day.recorded), 'one original at most, and none without a record').toEqual([]);
    expect(printer.jobs.length).toBeLessThanOrEqual(day.recorded.size);
    process.stdout.write(
      `${day.recorded.size} hand-overs, ${day.unanswered} of them unanswered, ${day.replayed} out of the journal, ${printer.jobs.length} receipts begun\n`,
    );
  } finally {
    await day.station.kill();
  }
});

/** Receipts on paper that are a second original, or of no hand-over. In text mode the code goes to the printer as it is. */
function surplusOriginals(jobs: readonly Buffer[], recorded: ReadonlyMap<number, HandoverView>): number[] {
  const codes = jobs.flatMap((job) => job.toString('latin1').match(/TR1[A-Z2-7]+\.[A-Z2-7]{4}/) ?? []);
  expect(codes.length).toBeGreaterThan(jobs.length / 2);
  const read = codes.map((code) => readReceiptCode(code));
  expect(read.filter(({ ok }) => !ok)).toEqual([]);
  const seqs = read.flatMap((one) => (one.ok ? [one.value.seq] : []));
  return seqs.filter((seq, at) => seqs.indexOf(seq) !== at || !recorded.has(seq));
}

/** All of it once more: the list from its beginning, and the log as an auditor reads it. */
async function wholeDay({ station, headquarters, acknowledged, recorded }: Day): Promise<void> {
  const { receipts, session } = bridgeOf(station.page);
  const listed: HandoverView[] = [];
  for (let more = true; more;) {
    const before = listed.at(-1)?.seq;
    const page = must(await receipts.recent(before === undefined ? {} : { before }));
    listed.push(...page.handovers);
    more = page.more;
  }
  expect(listed.map(({ seq }) => seq).toReversed()).toEqual([...recorded.keys()].toSorted((a, b) => a - b));
  expect(new Set(listed.map(({ household }) => household)).size).toBe(listed.length);
  for (const { handover, household } of acknowledged)
    expect(listed.find(({ seq }) => seq === handover.seq)).toMatchObject({ receipt: handover.receipt, household });

  must(await session.lock());
  await signIn(station, SUPERVISOR);
  const entries = await exportedLedger(station, headquarters);
  const handovers = ofType(entries, 'handover');
  expect(handovers.map(({ seq }) => seq)).toEqual([...recorded.keys()].toSorted((a, b) => a - b));
  expect(new Set(handovers.map(({ hid }) => hid)).size).toBe(handovers.length);
  expect(new Set(handovers.map(({ ben }) => ben)).size).toBe(handovers.length);
}
