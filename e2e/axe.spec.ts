import { parse } from 'csv-parse/sync';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bridgeOf, must } from './fixtures/bridge.ts';
import { answerOpenDialog, answerSaveDialog } from './fixtures/dialogs.ts';
import { inspect, toSmallestScreen } from './fixtures/inspect.ts';
import { CLERK, Headquarters, SECOND, SETUP_PASSPHRASE, SUPERVISOR } from './fixtures/programme.ts';
import { enrolAndInstall, openDay, QUICK_SECRETS, signIn } from './fixtures/ready.ts';
import { expect, test } from './fixtures/test.ts';
import { BackOffice } from './screens/back-office.ts';
import { Desk } from './screens/desk.ts';

// Every screen is looked at in each display.
const TIMEOUT_MS = 240_000;

test('from the first run to the open day', async ({ folder, station }) => {
  test.setTimeout(TIMEOUT_MS);
  const headquarters = await Headquarters.open(join(folder, 'hq'), { seed: 'axe-set-up', households: 40 });
  const { page, app } = station;
  const desk = new Desk(page);
  const office = new BackOffice(desk);
  await toSmallestScreen(station);
  await inspect(page, 'first run');
  await desk.button('setup.create').click();
  await inspect(page, 'first run, nothing typed');
  await office.createStation(SETUP_PASSPHRASE);
  await inspect(page, 'enrolment request');
  const request = join(headquarters.folder, 'station.enrol');
  await answerSaveDialog(app, request);
  await office.saveRequest();
  await inspect(page, 'certificate');
  await answerOpenDialog(app, headquarters.enrol(request));
  await desk.button('setup.chooseCertificate').click();
  await expect(desk.button('setup.accept')).toBeVisible();
  await inspect(page, 'fingerprint to compare');
  await desk.button('setup.accept').click();
  await expect(desk.button('install.choose')).toBeVisible();
  await inspect(page, 'no cycle yet');
  await answerOpenDialog(app, request);
  await desk.button('install.choose').click();
  await expect(page.getByRole('alert')).toBeVisible();
  await inspect(page, 'not a package');
  await answerOpenDialog(app, headquarters.build('cycle', QUICK_SECRETS));
  await office.installCycle();
  await inspect(page, 'installed');
  await desk.lock();
  await inspect(page, 'sign-in');
  await desk.signIn(SUPERVISOR);
  await inspect(page, 'day not open');
  await desk.supervisor('openDay');
  await inspect(page, 'open day');
});

test('the supervisor, from the menu to the Z report', async ({ folder, station }) => {
  test.setTimeout(TIMEOUT_MS);
  const headquarters = await Headquarters.open(join(folder, 'hq'), { seed: 'axe-back-office', households: 40 });
  const { page } = station;
  const desk = new Desk(page);
  const office = new BackOffice(desk);
  await toSmallestScreen(station);
  await enrolAndInstall(station, headquarters, QUICK_SECRETS);
  await openDay(station);
  await bridgeOf(page).session.lock();
  await signIn(station, CLERK);
  await desk.idle();
  const queue = headquarters.served();
  const receipts: string[] = [];
  for (const { id } of queue.slice(0, 3)) {
    await desk.scan(headquarters.card(id), 'ok');
    receipts.push(await desk.give());
  }
  await desk.lock();
  await desk.signIn(SUPERVISOR);
  await desk.press('F11');
  await inspect(page, 'supervisor menu');
  await desk.press('Escape');
  const rooms = ['xReport', 'receive', 'printer', 'display', 'secret'] as const;
  for (const room of rooms) {
    await desk.supervisor(room);
    await inspect(page, room);
    await desk.press('Escape', 'Escape');
    await desk.idle();
  }
  await desk.press('F10');
  await page
    .getByRole('button', { name: desk.say('receipts.reverse') })
    .first()
    .click();
  await inspect(page, 'reversal');
  await desk.press('Escape', 'Escape');
  await office.reverse(receipts[0]!, SECOND);
  await inspect(page, 'receipts, one reversed');
  await desk.press('Escape');
  await desk.supervisor('reconciliation');
  for (const part of ['byItem', 'oneByOne', 'save'] as const) {
    await page.getByRole('radio', { name: desk.say(`reconciliation.${part}`), exact: true }).check();
    await inspect(page, `reconciliation, ${part}`);
  }
  const saved = join(folder, 'reconciliation.csv');
  await answerSaveDialog(station.app, saved);
  await desk.button('reconciliation.format.csv').click();
  await expect(page.locator('.box.good')).toBeVisible();
  expect(standingsIn(readFileSync(saved, 'utf8'))).toMatchObject({ served: 2, reversed: 1 });
  await desk.press('Escape', 'Escape');
  await desk.supervisor('closeDay');
  await inspect(page, 'count');
  await page.getByRole('textbox').first().fill('1');
  await desk.scanner.scan(headquarters.card(queue[3]!.id));
  await expect(page.getByRole('heading', { name: desk.say('finishOrPark.leaveTitle') })).toBeVisible();
  await inspect(page, 'a card while counting');
  await desk.press('Escape', 'Escape', 'Escape');
  // Nothing is found on the shelf and in the box: every line differs, and a second supervisor must sign.
  const items = must(await bridgeOf(page).station.view()).vault.cycle!.items;
  await office.count({}, Object.fromEntries(items.map(({ name }) => [name['en']!, 0])));
  await inspect(page, 'differences');
  await office.close(SECOND);
  await inspect(page, 'Z report');
  await desk.press('Escape');
  await desk.supervisor('closedDays');
  await inspect(page, 'closed days');
});

/** Entitlements in each status, as the saved table tells them line by line. */
function standingsIn(csv: string): Record<string, number> {
  const rows = parse(csv, { bom: true, columns: true }) as { entitlement: string; status: string }[];
  const counts: Record<string, number> = {};
  for (const status of new Map(rows.map((row) => [row.entitlement, row.status])).values())
    counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}
