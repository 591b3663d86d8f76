import { join } from 'node:path';
import { bridgeOf, must } from './fixtures/bridge.ts';
import { CLERK, Headquarters, SUPERVISOR } from './fixtures/programme.ts';
import { enrolAndInstall, openDay } from './fixtures/ready.ts';
import { expect, test } from './fixtures/test.ts';
import { Desk } from './screens/desk.ts';

test('one card, one hand-over: double Enter, double scan, scan during print, scan over a dialog', async ({
  folder,
  start,
  printer,
}) => {
  const headquarters = await Headquarters.open(join(folder, 'hq'), {
    seed: 'serving',
    households: 60,
    portraits: 'heads',
  });
  const station = await start({ printer: printer.settings });
  await enrolAndInstall(station, headquarters);
  await openDay(station);
  await bridgeOf(station.page).session.lock();
  const desk = new Desk(station.page);
  await desk.signIn(CLERK);
  await desk.idle();
  const [first, second, third] = headquarters.served();
  const counts = async () => must(await bridgeOf(station.page).station.view()).vault.counts;

  await desk.scan(headquarters.card(first!.id), 'ok');
  await Promise.all([desk.press('Enter'), desk.press('Enter'), desk.press('Enter')]);
  const receipt = await desk.given();
  expect(receipt).toMatch(/^d2-\d+$/);
  expect((await counts()).served).toBe(1);

  // While its receipt is still being printed the same card comes again, twice.
  await desk.scanner.scan(headquarters.card(first!.id));
  await desk.scanner.scan(headquarters.card(first!.id));
  await desk.verdict('already-served');
  await desk.ready();
  await desk.press('Enter');
  await printer.waitForJobs(1);

  await desk.scan(headquarters.card(second!.id), 'ok');
  await desk.press('F8');
  await desk.scanner.scan(headquarters.card(third!.id));
  expect((await counts()).served).toBe(1);
  await desk.press('Escape', 'Escape', 'Escape');
  await desk.scan(headquarters.card(third!.id), 'ok');
  await desk.give();
  expect((await counts()).served).toBe(2);
  expect(must(await bridgeOf(station.page).receipts.recent({})).handovers.map(({ household }) => household)).toEqual([
    third!.id,
    first!.id,
  ]);
  expect(SUPERVISOR.role).toBe('supervisor');
});
