import { cpSync, readFileSync, rmSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { bridgeOf, must } from './fixtures/bridge.ts';
import { flip, hashes } from './fixtures/files.ts';
import { killAtOnce, processesOf } from './fixtures/kill.ts';
import { exportedLedger, ofType } from './fixtures/ledger.ts';
import { CLERK, Headquarters, SUPERVISOR } from './fixtures/programme.ts';
import { enrolAndInstall, openDay, QUICK_SECRETS, signIn } from './fixtures/ready.ts';
import { serve } from './fixtures/serving-run.ts';
import { startStation, type Station } from './fixtures/station.ts';
import { expect, test as base } from './fixtures/test.ts';
import { Desk } from './screens/desk.ts';

type Served = Readonly<{ headquarters: Headquarters; profile: string; foreign: string; receipts: readonly string[] }>;

/** A station that has served and was closed, and another of the same programme; made once, copied for each test. */
const test = base.extend<{ profile: string }, { served: Served }>({
  served: [
    async ({ browserName: _ }, use, info) => {
      const folder = join(info.project.outputDir, `trouble-${info.workerIndex}`);
      rmSync(folder, { recursive: true, force: true });
      const headquarters = await Headquarters.open(join(folder, 'hq'), {
        seed: 'trouble',
        households: 60,
        portraits: 'none',
      });
      const [profile, foreign] = [join(folder, 'profile'), join(folder, 'foreign')];
      const other = await startStation({ profile: foreign });
      await enrolAndInstall(
        other,
        await Headquarters.open(join(folder, 'other-hq'), {
          seed: 'trouble-2',
          households: 60,
          portraits: 'none',
        }),
        QUICK_SECRETS,
      );
      await other.quit();
      const station = await startStation({ profile });
      await enrolAndInstall(station, headquarters, QUICK_SECRETS);
      await openDay(station);
      await signIn(station, CLERK);
      const receipts: string[] = [];
      for (const { id } of headquarters.served().slice(0, 8))
        receipts.push((await serve(station, headquarters, id)).handover.receipt);
      await station.quit();
      await use({ headquarters, profile, foreign, receipts });
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  profile: async ({ folder, served }, use) => {
    const profile = join(folder, 'profile');
    cpSync(served.profile, profile, { recursive: true });
    await use(profile);
  },
});

const vault = (profile: string, name = ''): string => join(profile, 'vault', name);

async function expectTrouble(desk: Desk, code: string): Promise<void> {
  const screen = desk.page.getByRole('alert');
  await expect(screen.getByRole('heading', { name: desk.say(`trouble.${code}.title`) })).toBeVisible();
  await expect(screen).toContainText(desk.say(`trouble.${code}.what`));
  await expect(screen).toContainText(desk.say(`trouble.${code}.todo`));
  await expect(screen).toContainText(code);
  await expect(desk.button('action.quit')).toBeVisible();
}

type Damage = Readonly<{
  what: string;
  code: string;
  /** Found before anybody signs in. */
  atStart?: true;
  damage: (profile: string, served: Served) => void;
}>;

const KEYSLOTS = ['keyslots.json', 'keyslots.json.copy'];
const cases: readonly Damage[] = [
  {
    what: 'the keyslots are those of another station',
    code: 'wrong-key',
    damage: (profile, { foreign }) => KEYSLOTS.forEach((name) => cpSync(vault(foreign, name), vault(profile, name))),
  },
  {
    what: 'the ledger is that of another station',
    code: 'wrong-key',
    damage: (profile, { foreign }) => cpSync(vault(foreign, 'ledger.db'), vault(profile, 'ledger.db')),
  },
  {
    what: 'bytes in the middle of the ledger are changed',
    code: 'database-damaged',
    damage: (profile) => {
      const path = vault(profile, 'ledger.db');
      flip(path, Math.floor(statSync(path).size / 2), 64);
    },
  },
  { what: 'the ledger is missing', code: 'files-missing', damage: (profile) => rmSync(vault(profile, 'ledger.db')) },
  {
    what: 'the sealed secrets are missing',
    code: 'files-missing',
    damage: (profile) => rmSync(vault(profile, 'station.sealed')),
  },
  {
    what: 'the keyslots are missing',
    code: 'files-missing',
    atStart: true,
    damage: (profile) => KEYSLOTS.forEach((name) => rmSync(vault(profile, name))),
  },
  {
    what: 'both copies of the keyslots are damaged',
    code: 'keyslots-damaged',
    atStart: true,
    damage: (profile) => KEYSLOTS.forEach((name) => flip(vault(profile, name), 40, 8)),
  },
];

for (const { what, code, atStart, damage } of cases) {
  test(`${code}: ${what}`, async ({ start, profile, served }) => {
    damage(profile, served);
    const found = hashes(vault(profile));
    const station = await start({ profile });
    const desk = new Desk(station.page);
    if (atStart === undefined) await desk.signIn(CLERK);
    await expectTrouble(desk, code);
    expect(await bridgeOf(station.page).session.signIn({ operator: CLERK.id, secret: CLERK.secret })).toMatchObject({
      error: { code: 'trouble' },
    });
    await station.quit();
    expect(hashes(vault(profile))).toEqual(found);
  });
}

test('one damaged copy of the keyslots is mended from the other, unseen', async ({ start, profile }) => {
  const found = hashes(vault(profile));
  flip(vault(profile, 'keyslots.json'), 40, 8);
  const station = await start({ profile });
  const desk = new Desk(station.page);
  await desk.signIn(CLERK);
  await desk.idle();
  await station.quit();
  expect(hashes(vault(profile))).toMatchObject({
    'keyslots.json': found['keyslots.json'],
    'keyslots.json.copy': found['keyslots.json.copy'],
  });
});

/** Serves four people more and is killed, so that the newest entries lie in the write-ahead log alone. */
async function killedAfterServing(station: Station, { headquarters }: Served): Promise<string[]> {
  await signIn(station, CLERK);
  const receipts: string[] = [];
  for (const { id } of headquarters.served().slice(8, 12))
    receipts.push((await serve(station, headquarters, id)).handover.receipt);
  processesOf(station).forEach(killAtOnce);
  return receipts;
}

const tails: readonly [string, (path: string) => void][] = [
  ['bits in the middle of it changed', (path) => flip(path, Math.floor(statSync(path).size / 2), 16)],
  ['its second half is gone', (path) => truncateSync(path, Math.floor(statSync(path).size / 2))],
  ['all of it is gone', (path) => truncateSync(path, 0)],
];
for (const [what, damage] of tails) {
  test(`a damaged write-ahead log after a power cut (${what}): the journal brings every hand-over back`, async ({
    start,
    profile,
    served,
  }) => {
    const more = await killedAfterServing(await start({ profile }), served);
    const wal = vault(profile, 'ledger.db-wal');
    expect(readFileSync(wal).length).toBeGreaterThan(0);
    damage(wal);

    const station = await start({ profile });
    const desk = new Desk(station.page);
    await desk.signIn(CLERK);
    // Whoever signs in is told which hand-overs came back, before anybody is served.
    await expect(station.page.getByRole('heading', { name: desk.say('replayed.title') })).toBeVisible();
    await expect(station.page.getByRole('cell', { name: more.at(-1)!, exact: true })).toBeVisible();
    await desk.press('Enter');
    await desk.idle();
    const { handovers } = must(await bridgeOf(station.page).receipts.recent({}));
    expect(handovers.map(({ receipt }) => receipt).toReversed()).toEqual([...served.receipts, ...more]);
    expect((await desk.counts()).served).toBe(served.receipts.length + more.length);
    await desk.scan(served.headquarters.card(served.headquarters.served()[11]!.id), 'already-served');
    await desk.press('Enter');
    await desk.scan(served.headquarters.card(served.headquarters.served()[12]!.id), 'ok');
    await desk.give();

    must(await bridgeOf(station.page).session.lock());
    await signIn(station, SUPERVISOR);
    const entries = await exportedLedger(station, served.headquarters);
    expect(ofType(entries, 'handover')).toHaveLength(served.receipts.length + more.length + 1);
    expect(ofType(entries, 'control').map(({ kind }) => kind)).toContain('replayed');
  });
}

test('a vault that dies says so, and comes back with the next sign-in', async ({ start, profile, served }) => {
  const station = await start({ profile });
  const desk = new Desk(station.page);
  await desk.signIn(CLERK);
  await desk.idle();
  killAtOnce(await station.pidOf('tallypoint-vault'));
  await expectTrouble(desk, 'vault-stopped');
  await desk.button('trouble.signInAgain').click();
  // A slip of the finger is told as one, and does not cost another round.
  await station.page.getByRole('radio', { name: new RegExp(`^${CLERK.id}`) }).check();
  await station.page.getByLabel(desk.say('signIn.passphrase'), { exact: true }).fill('not the right secret');
  await desk.press('Enter');
  await expect(station.page.getByRole('alert')).toContainText(desk.say('failure.wrong-secret.what'));
  await desk.signIn(CLERK);
  await desk.idle();
  await desk.scan(served.headquarters.card(served.headquarters.served()[9]!.id), 'ok');
  await desk.give();
  // Once more: the screen comes again and does not remember that somebody was about to sign in.
  killAtOnce(await station.pidOf('tallypoint-vault'));
  await expectTrouble(desk, 'vault-stopped');
});
