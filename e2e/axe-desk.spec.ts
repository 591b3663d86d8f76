import { join } from 'node:path';
import { bridgeOf, must } from './fixtures/bridge.ts';
import { DISPLAYS, ENGLISH, inspect, show, toSmallestScreen } from './fixtures/inspect.ts';
import { CLERK, Headquarters, SUPERVISOR } from './fixtures/programme.ts';
import { killAtOnce } from './fixtures/kill.ts';
import { enrolAndInstall, openDay, QUICK_SECRETS } from './fixtures/ready.ts';
import { expect, test } from './fixtures/test.ts';
import { Desk } from './screens/desk.ts';
import { signerOf } from '../shared/wire/ed25519.ts';

const DAY_MS = 24 * 3_600_000;
const NOBODYS_KEY = signerOf(new Uint8Array(32).fill(7));
// Every screen is looked at in each display.
const TIMEOUT_MS = 240_000;

test('serving', async ({ folder, station, printer }) => {
  test.setTimeout(TIMEOUT_MS);
  const headquarters = await Headquarters.open(join(folder, 'hq'), { seed: 'axe-serving', households: 80 });
  const { page } = station;
  const desk = new Desk(page);
  await toSmallestScreen(station);
  await enrolAndInstall(station, headquarters, QUICK_SECRETS);
  await openDay(station);
  must(await bridgeOf(page).station.setPrinter({ settings: printer.settings }));
  await bridgeOf(page).session.lock();
  await desk.signIn(CLERK);
  await desk.idle();
  await inspect(page, 'idle');
  await desk.press('F1');
  await inspect(page, 'keys');
  await desk.press('Escape');

  const queue = headquarters.served();
  const withProxy = queue.find(({ proxies }) => proxies.length > 0)!;
  const largest = queue.reduce((most, one) => (one.members.length > most.members.length ? one : most));
  const serving = [
    ['part', 'F8'],
    ['who collects', 'F3'],
    ['not served', 'F7'],
  ] as const;
  await desk.scan(headquarters.card(largest.id), 'ok');
  await inspect(page, 'serve, many people');
  await desk.press('Escape');
  await desk.idle();
  await desk.scan(headquarters.card(withProxy.id), 'ok');
  await inspect(page, 'serve');
  for (const [name, key] of serving) {
    await desk.press(key);
    await expect(page.getByRole('dialog')).toBeVisible();
    await inspect(page, name);
    await desk.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
  await desk.button('serve.addNote').click();
  await inspect(page, 'note');
  await desk.press('Escape');
  await desk.proxy();
  await inspect(page, 'serve, by proxy');
  await desk.give();

  // It goes away by itself: a hand-over for each display.
  const others = queue.filter(({ id }) => id !== withProxy.id);
  for (const [index, display] of DISPLAYS.entries()) {
    await desk.scan(headquarters.card(others[index]!.id), 'ok');
    await show(page, display);
    await desk.give();
    await inspect(page, 'given', [display]);
    await show(page, ENGLISH);
  }
  await desk.scan(headquarters.card(others[5]!.id), 'ok');
  await desk.press('F4');
  await desk.idle();
  await inspect(page, 'somebody is parked');
  await desk.press('F4');
  await inspect(page, 'parked people');
  await desk.press('Escape');

  await desk.press('F2');
  await page.getByLabel(desk.say('find.name'), { exact: true }).fill(withProxy.members[0]!.name);
  await desk.press('Enter');
  await expect(page.getByText(desk.say('find.two'))).toBeVisible();
  await inspect(page, 'find, one field');
  await page.getByLabel(desk.say('find.idNumber'), { exact: true }).fill(withProxy.id);
  await desk.press('Enter');
  await expect(page.locator('.found li').first()).toBeVisible();
  await inspect(page, 'found');
  await desk.press('Escape');
  await desk.press('F10');
  await expect(page.getByText('d2-').first()).toBeVisible();
  await inspect(page, 'receipts');
  await desk.press('Escape');
  await desk.press('F11');
  await inspect(page, 'supervisor menu of a clerk');
});

test('every refusal', async ({ folder, station }) => {
  test.setTimeout(TIMEOUT_MS);
  const headquarters = await Headquarters.open(join(folder, 'hq'), { seed: 'axe-refusals', households: 60 });
  const { page } = station;
  const desk = new Desk(page);
  const [served, other, blocked, early, late] = headquarters.served();
  const noted = headquarters.households.find(({ note, status }) => note !== undefined && status === 'active')!;
  headquarters.change('households.ndjson', 'id', blocked!.id, { status: 'blocked' });
  headquarters.change('entitlements.ndjson', 'household', early!.id, {
    validFromMs: Date.now() + 3 * DAY_MS,
    validUntilMs: Date.now() + 9 * DAY_MS,
  });
  headquarters.change('entitlements.ndjson', 'household', late!.id, {
    validFromMs: Date.now() - 9 * DAY_MS,
    validUntilMs: Date.now() - 3 * DAY_MS,
  });
  await toSmallestScreen(station);
  await enrolAndInstall(station, headquarters, QUICK_SECRETS);
  await openDay(station);
  await desk.scan(headquarters.card(served!.id), 'ok');
  await desk.give();
  const card = headquarters.card(other!.id);
  const refusals = [
    ['already-served', headquarters.card(served!.id)],
    ['unknown-issuer', headquarters.card(other!.id, { signer: NOBODYS_KEY })],
    ['forged', headquarters.card(other!.id, { signer: headquarters.forger(NOBODYS_KEY) })],
    ['wrong-site', headquarters.card(other!.id, { site: 'gedaref-north' })],
    ['unknown-beneficiary', headquarters.card('HH-99-9999')],
    ['unreadable', `${card.slice(0, 40)}${card.slice(41)}`],
    ['blocked', headquarters.card(blocked!.id)],
    ['not-yet-valid', headquarters.card(early!.id)],
    ['expired', headquarters.card(late!.id)],
    ['attention', headquarters.card(noted.id)],
  ] as const;
  for (const [verdict, text] of refusals) {
    await desk.scan(text, verdict);
    await inspect(page, verdict);
    await desk.press('Escape');
    await desk.idle();
  }
});

test('what comes between', async ({ folder, station, printer }) => {
  test.setTimeout(TIMEOUT_MS);
  const headquarters = await Headquarters.open(join(folder, 'hq'), { seed: 'axe-between', households: 40 });
  headquarters.rewrite('policy.json', (text) =>
    JSON.stringify({ ...(JSON.parse(text) as object), approvalAboveMinor: { SDG: 0 } }),
  );
  const { page } = station;
  const desk = new Desk(page);
  await toSmallestScreen(station);
  await enrolAndInstall(station, headquarters, QUICK_SECRETS);
  await openDay(station);
  must(await bridgeOf(page).station.setPrinter({ settings: printer.settings }));
  await bridgeOf(page).session.lock();
  await desk.signIn(CLERK);
  const [first, second] = headquarters.served();
  await desk.scan(headquarters.card(first!.id), 'needs-approval');
  await inspect(page, 'needs approval');
  await desk.scanner.scan(headquarters.card(second!.id));
  await expect(page.getByRole('heading', { name: desk.say('finishOrPark.title') })).toBeVisible();
  await inspect(page, 'another card');
  await desk.press('Escape', 'Enter');
  const approval = page.getByRole('dialog', { name: desk.say('approval.title') });
  await expect(approval).toBeVisible();
  await inspect(page, 'approval');
  printer.behave({ cutAfterBytes: 300 });
  await approval.getByLabel(desk.say('approval.secret'), { exact: true }).fill(SUPERVISOR.secret);
  await desk.press('Enter');
  await desk.given();
  await desk.press('Enter');
  await expect(page.getByText(desk.say('idle.unknownPrints_one').replace('{{count}}', '1'))).toBeVisible();
  await inspect(page, 'a receipt in doubt');
  await desk.button('idle.lookAtReceipts').click();
  await desk.button('receipts.settle').click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await inspect(page, 'did it come out');
  await desk.press('Escape', 'Escape');
  await desk.idle();
  killAtOnce(await station.pidOf('tallypoint-vault'));
  await expect(desk.button('trouble.signInAgain')).toBeVisible();
  await inspect(page, 'trouble');
});
