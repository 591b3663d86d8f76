import { join } from 'node:path';
import { bridgeOf, must } from './fixtures/bridge.ts';
import { answerOpenDialog, answerSaveDialog } from './fixtures/dialogs.ts';
import { CLERK, Headquarters, SUPERVISOR } from './fixtures/programme.ts';
import { enrolAndInstall, openDay, QUICK_SECRETS } from './fixtures/ready.ts';
import { expect, test } from './fixtures/test.ts';
import { Desk } from './screens/desk.ts';

test('hand-overs reach the collector by themselves, wait while the line is dead, and go by stick', async ({
  folder,
  start,
  collect,
}) => {
  test.slow();
  const headquarters = await Headquarters.open(join(folder, 'hq'), { seed: 'sending', households: 40 });
  const collector = await collect(join(headquarters.folder, 'keys'));
  await collector.serve();
  const station = await start();
  await enrolAndInstall(station, headquarters, QUICK_SECRETS);
  await openDay(station);
  const bridge = bridgeOf(station.page);
  must(await bridge.session.lock());
  const desk = new Desk(station.page);
  await desk.signIn(CLERK);
  await desk.idle();
  const [first, second] = headquarters.served();
  const outbox = async () => must(await bridge.station.view()).vault.outbox;
  const way = async () => must(await bridge.receipts.recent({})).handovers[0]?.way;
  const strip = station.page.getByRole('contentinfo');

  await desk.scan(headquarters.card(first!.id), 'ok');
  await desk.give();
  expect((await way())?.state).toMatch(/recorded|sent|acknowledged/);
  await expect(strip).toContainText(desk.say('strip.allSent'), { timeout: 30_000 });
  await expect.poll(way).toMatchObject({ state: 'acknowledged', by: collector.upstream.name, via: 'link' });
  expect((await outbox()).acknowledged).toBe((await outbox()).total);

  await collector.stop();
  await desk.press('Enter');
  await desk.scan(headquarters.card(second!.id), 'ok');
  const receipt = await desk.give();
  await expect(strip).toContainText(desk.say('strip.unsent'));
  await desk.press('Enter', 'F10');
  const row = station.page.getByRole('row').filter({ hasText: receipt });
  await expect(row).toContainText(desk.say('way.recorded'));
  await expect(station.page.getByRole('row').filter({ hasText: desk.say('way.acknowledged') })).toHaveCount(1);
  await desk.press('Escape');
  await desk.lock();
  await expect(station.page.getByText(desk.say('signIn.goesOn'))).toBeVisible();

  await desk.signIn(SUPERVISOR);
  await desk.idle();
  await desk.supervisor('sending');
  await desk.button('sending.now').click();
  await expect(station.page.getByText(desk.say('sending.problem.refused.what'))).toBeVisible({ timeout: 30_000 });
  const bundle = join(folder, 'desk.bundle');
  await answerSaveDialog(station.app, bundle);
  await desk.button('sending.saveBundle').click();
  await expect(station.page.locator('.box.good')).toBeVisible();
  await answerOpenDialog(station.app, collector.take(bundle));
  await desk.button('sending.importAcknowledgement').click();
  await expect.poll(way).toMatchObject({ state: 'acknowledged', via: 'stick' });
});
