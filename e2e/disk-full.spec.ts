import { join } from 'node:path';
import { bridgeOf, must } from './fixtures/bridge.ts';
import { answerOpenDialog } from './fixtures/dialogs.ts';
import { hashes, vaultFolder } from './fixtures/files.ts';
import { exportedLedger, ofType } from './fixtures/ledger.ts';
import { CLERK, Headquarters, SUPERVISOR } from './fixtures/programme.ts';
import { enrol, enrolAndInstall, openDay, QUICK_SECRETS, signIn } from './fixtures/ready.ts';
import { SmallDisk } from './fixtures/small-disk.ts';
import type { Station } from './fixtures/station.ts';
import { expect, test as base } from './fixtures/test.ts';
import { Desk } from './screens/desk.ts';

const test = base.extend<{ disk: SmallDisk }>({
  disk: async ({ folder }, use) => {
    const disk = SmallDisk.mount(join(folder, 'small'), 192);
    await use(disk);
    disk.unmount();
  },
});

const view = async (station: Station) => must(await bridgeOf(station.page).station.view()).vault;

test('a disk that is full, or fills up, while a cycle is installed', async ({ folder, start, disk }) => {
  const headquarters = await Headquarters.open(join(folder, 'hq'), {
    seed: 'disk-full',
    households: 300,
    portraits: 'all',
  });
  const station = await start({ profile: join(disk.folder, 'profile') });
  await enrol(station, headquarters);
  const desk = new Desk(station.page);
  const cycle = headquarters.build('cycle', QUICK_SECRETS);
  await answerOpenDialog(station.app, cycle);
  // Enrolling began the log, and its first checkpoint is signed a moment later.
  await expect.poll(() => hashes(vaultFolder(station))).toHaveProperty(['ledger.checkpoint']);
  const before = hashes(vaultFolder(station));
  const shown = await view(station);
  const refused = station.page.getByRole('alert').filter({ hasText: desk.say('installFailure.disk-full.what') });

  disk.fill();
  await desk.button('install.choose').click();
  await expect(refused).toContainText(desk.say('installFailure.disk-full.todo'));
  expect(await view(station)).toEqual(shown);
  expect(hashes(vaultFolder(station))).toEqual(before);

  disk.makeRoom();
  await desk.button('install.choose').click();
  await expect.poll(async () => (await view(station)).job?.step, { intervals: [5] }).toBe('reading');
  disk.fill();
  await expect(refused).toBeVisible({ timeout: 60_000 });
  expect(await view(station)).toEqual(shown);
  expect(hashes(vaultFolder(station))).toEqual(before);

  disk.makeRoom();
  await desk.button('install.choose').click();
  await expect(station.page.getByText(desk.say('install.doneFull'))).toBeVisible({ timeout: 60_000 });
  must(await bridgeOf(station.page).session.lock());
  await openDay(station);
  const imports = ofType(await exportedLedger(station, headquarters), 'import');
  expect(imports.map(({ num, households }) => [num, households])).toEqual([[1, headquarters.households.length]]);
});

test('a disk that fills up while people are served', async ({ folder, start, disk }) => {
  const headquarters = await Headquarters.open(join(folder, 'hq'), {
    seed: 'disk-full-serving',
    households: 120,
    portraits: 'none',
  });
  const station = await start({ profile: join(disk.folder, 'profile') });
  await enrolAndInstall(station, headquarters, QUICK_SECRETS);
  await openDay(station);
  must(await bridgeOf(station.page).session.lock());
  const desk = new Desk(station.page);
  await desk.signIn(CLERK);
  await desk.idle();

  const waiting = headquarters.served().map(({ id }) => id);
  const given: string[] = [];
  await desk.scan(headquarters.card(waiting[0]!), 'ok');
  given.push(await desk.give());

  disk.fill();
  // The files' last blocks may still hold an entry or two; each is either answered or refused, and nothing in between.
  let refused: string | undefined;
  const refusal = station.page.getByRole('alert').filter({ hasText: desk.say('failure.disk-full.what') });
  for (const household of waiting.slice(1)) {
    await desk.scan(headquarters.card(household), 'ok');
    await desk.press('Enter');
    await expect(refusal.or(station.page.locator('main.given .receipt b').first())).toBeVisible();
    if (await refusal.isVisible()) {
      refused = household;
      break;
    }
    given.push(await desk.given());
  }
  expect(refused, 'the disk was full in the end').toBeDefined();
  await expect(refusal).toContainText(desk.say('failure.disk-full.todo'));
  expect((await desk.counts()).served).toBe(given.length);
  await desk.press('Enter');
  await expect(refusal).toBeVisible();
  expect((await desk.counts()).served).toBe(given.length);

  disk.makeRoom();
  given.push(await desk.give());
  await desk.press('Enter');
  await desk.scan(headquarters.card(waiting[given.length]!), 'ok');
  given.push(await desk.give());

  // The program is started again on the same disk: what was answered is there, and nothing else.
  await station.quit();
  const again = await start({ profile: join(disk.folder, 'profile') });
  await signIn(again, SUPERVISOR);
  const { handovers } = must(await bridgeOf(again.page).receipts.recent({}));
  expect(handovers.map(({ receipt }) => receipt).toReversed()).toEqual(given);
  expect(new Set(handovers.map(({ household }) => household)).size).toBe(given.length);
  const entries = await exportedLedger(again, headquarters);
  expect(ofType(entries, 'handover').map(({ seq }) => `d2-${seq}`)).toEqual(given);
});
