import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { ISSUER, jws, openG2p, rsa } from '../upstream/verdict/sign.fixture.ts';
import { bridgeOf, must } from './fixtures/bridge.ts';
import { cameras } from './fixtures/camera.ts';
import { collectorCommand } from './fixtures/collector.ts';
import { writeHospitalTrust } from './fixtures/credentials.ts';
import { answerOpenDialog, answerSaveDialog } from './fixtures/dialogs.ts';
import { inspect, toSmallestScreen } from './fixtures/inspect.ts';
import { Headquarters, SUPERVISOR } from './fixtures/programme.ts';
import { enrolAndInstall, openDay, QUICK_SECRETS } from './fixtures/ready.ts';
import { expect, test } from './fixtures/test.ts';
import { Desk } from './screens/desk.ts';

const codeOf = (digit: number): string => `2-37ec-47d3-a937-5d5${digit}`;
const NAMES = ['DOE, JANE', 'عثمان، فاطمة', 'ADAM, YUSUF IBRAHIM'];

function voucher(digit: number): string {
  const now = Math.floor(Date.now() / 1000);
  const claims = { iss: ISSUER, sub: `${digit}`, aud: '34', iat: now - 60, exp: now + 3600, amount: '500.0' };
  const more = { code: codeOf(digit), bName: NAMES[digit - 1] };
  return jws({ alg: 'RS256', kid: 'one', typ: 'JWT' }, { ...claims, ...more }, rsa.privateKey);
}

test('what a hospital gave on vouchers is claimed, asked about, answered and paid', async ({
  folder,
  start,
  collect,
}) => {
  test.setTimeout(600_000);
  const headquarters = await Headquarters.open(join(folder, 'hq'), { seed: 'claims', households: 40 });
  const vouchers = { onlyRoll: false, holderChecks: [], holderTries: 3, holdHours: 72 };
  headquarters.rewrite('policy.json', (text) => JSON.stringify({ ...(JSON.parse(text) as object), vouchers }));
  const collector = await collect(join(headquarters.folder, 'keys'));
  await collector.serve();
  const station = await start({ switches: cameras(1) });
  const trust = writeHospitalTrust(folder, openG2p);
  await enrolAndInstall(station, headquarters, [...QUICK_SECRETS, '--credentials', trust]);
  await openDay(station);
  const { page } = station;
  const bridge = bridgeOf(page);
  for (const digit of [1, 2, 3]) {
    const { token } = must(await bridge.desk.scan({ text: voucher(digit), via: 'typed' }));
    const services = [
      { code: 'XRAY', quantity: 1, amountMinor: 15_000 },
      { code: 'BED-DAY', quantity: digit, amountMinor: 5000 * digit },
    ];
    must(await bridge.vouchers.capture({ token, services }));
  }
  must(await bridge.session.lock());
  const desk = new Desk(page);
  await toSmallestScreen(station);
  await desk.signIn(SUPERVISOR);
  await desk.idle();
  await desk.supervisor('claims');
  const rows = page.locator('.claim-table tbody tr');
  await expect(rows).toHaveCount(3);
  await inspect(page, 'captures to claim');

  await test.step('documents from a file and from the camera', async () => {
    await rows.nth(0).getByRole('button').click();
    const dialog = page.getByRole('dialog');
    const file = dialog.locator('input[type=file]');
    await file.setInputFiles({
      name: 'Jane.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-1.4 account'),
    });
    await expect(dialog.locator('.documents li')).toHaveCount(1);
    await file.setInputFiles({ name: 'x.txt', mimeType: 'text/plain', buffer: Buffer.from('no document') });
    await expect(dialog.getByRole('alert')).toContainText(desk.say('failure.no-document.what'));
    await file.setInputFiles('resources/screenshots/serve-en.png');
    await expect(dialog.locator('.documents img')).toHaveCount(1);
    await dialog.getByRole('button', { name: desk.say('claims.photo') }).click();
    await dialog.getByRole('button', { name: desk.say('claims.takePhoto') }).click();
    await expect(dialog.locator('.documents img')).toHaveCount(2);
    await inspect(page, 'documents of a capture');
    const [open] = must(await bridge.claims.open()).captures;
    expect(open?.documents.map(({ type }) => type)).toEqual(['pdf', 'jpeg', 'jpeg']);
    await desk.press('Escape');
    await expect(dialog).toHaveCount(0);
  });

  await test.step('a statement of two of them', async () => {
    await rows.nth(2).getByRole('checkbox').uncheck();
    await desk.button('claims.make').click();
    await page.getByLabel(desk.say('claims.note')).fill('Week 48');
    await inspect(page, 'making a statement');
    await page
      .getByRole('dialog')
      .getByRole('button', { name: desk.say('claims.make') })
      .click();
    await expect(rows).toHaveCount(1);
    await expect(rows.first()).toContainText(desk.say('claims.state.sent'), { timeout: 60_000 });
  });
  const statement = must(await bridge.claims.statements({})).statements[0]!;
  expect(statement).toMatchObject({ amountMinor: 45_000, captures: 2, way: 'sent' });

  const office = (...words: readonly string[]): string => collectorCommand(collector.folder, ['claims', ...words]);
  const claim = (JSON.parse(await stopped(() => office('list'))) as { claim: string }).claim;
  async function stopped(work: () => string): Promise<string> {
    await collector.stop();
    const said = work();
    await collector.serve();
    return said;
  }
  async function arrives(words: string): Promise<void> {
    must(await bridge.sending.now());
    await expect(page.locator('.tag').first()).toHaveText(words, { timeout: 60_000 });
  }

  await test.step('the office opens it, asks, and the question is answered', async () => {
    const output = join(folder, 'office');
    await stopped(() => {
      expect(JSON.parse(office('open', claim, '--output', output))).toMatchObject({ findings: [] });
      return office('answer', claim, '--answer', 'queried', '--by', 'Accounts', '--reason', 'Two beds or one?');
    });
    expect(readFileSync(join(output, `1-${codeOf(1)}`, 'Statement_of_Account-1.pdf'), 'utf8')).toContain('account');
    expect(readFileSync(join(output, 'claims.csv'), 'utf8')).toContain(codeOf(2));
    await arrives(desk.say('claims.state.queried'));
    await desk.button('claims.show').click();
    await expect(page.locator('main')).toContainText('Two beds or one?');
    await inspect(page, 'a statement with a question');
    await desk.button('claims.answer').click();
    await page.locator('.claim-table input').last().fill('999999');
    await expect(page.locator('.hint.wrong')).toBeVisible();
    await page.locator('.claim-table input').last().fill('200');
    await inspect(page, 'answering a question');
    await desk.button('claims.answerDo').click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: desk.say('claims.answerDo') })
      .click();
    await expect(page.locator('main')).toContainText(statement.number);
    await expect(page.locator('.tag').first()).toHaveText(desk.say('claims.state.sent'), { timeout: 60_000 });
  });

  await test.step('paid, told by a file that was carried, and saved', async () => {
    const answer = join(folder, 'paid.answer');
    await stopped(() => {
      const listed = office('list').trim().split('\n');
      const newest = (JSON.parse(listed.at(-1) ?? '') as { claim: string }).claim;
      const paid = ['--answer', 'paid', '--by', 'Accounts', '--reference', 'TR-77', '--paid-on', '2026-11-30'];
      return office('answer', newest, ...paid, '--output', answer);
    });
    await desk.press('Escape');
    await answerOpenDialog(station.app, answer);
    await desk.button('claims.loadAnswer').click();
    await expect(rows.first()).toContainText(desk.say('claims.state.paid'));
    await inspect(page, 'statements');
    await desk.button('claims.show').click();
    for (const form of ['portal', 'pdf', 'csv'] as const) {
      const path = join(folder, `statement.${form}`);
      await answerSaveDialog(station.app, path);
      await desk.button(`claims.form.${form}`).click();
      await expect.poll(() => existsSync(path)).toBe(true);
      await expect(page.locator('.box.good')).toBeVisible();
    }
    const zip = unzipSync(new Uint8Array(readFileSync(join(folder, 'statement.portal'))));
    const form = zip[`2-${codeOf(2)}/form.json`] ?? new Uint8Array();
    expect(JSON.parse(strFromU8(form))).toMatchObject({ code: codeOf(2), initial_amount: '200.00' });
    expect(readFileSync(join(folder, 'statement.pdf')).subarray(0, 5).toString()).toBe('%PDF-');
  });
});
