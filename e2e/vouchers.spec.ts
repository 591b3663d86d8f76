import { join } from 'node:path';
import { commandsOf, nameOf } from '../shared/receipt/escpos.fixture.ts';
import { foreign } from '../upstream/verdict/sign.fixture.ts';
import { issueVoucher } from '../shared/wire/gv1.ts';
import { bridgeOf, must } from './fixtures/bridge.ts';
import { voucherSigner } from './fixtures/credentials.ts';
import { ELSEWHERE, moneyVoucher, redeemVouchers, revoked, writeHospitalTrustList } from './fixtures/hospital.ts';
import { inspect, toSmallestScreen } from './fixtures/inspect.ts';
import { paperText } from './fixtures/paper.ts';
import { CLERK, Headquarters, PROGRAMME, SECOND, SUPERVISOR } from './fixtures/programme.ts';
import { enrolAndInstall, openDay, QUICK_SECRETS } from './fixtures/ready.ts';
import type { Station } from './fixtures/station.ts';
import { expect, test } from './fixtures/test.ts';
import { Desk } from './screens/desk.ts';
import { Provider } from './screens/provider.ts';

const DAY_MS = 86_400_000;
// Many screens are looked at in each display.
const TIMEOUT_MS = 300_000;

async function hospital(
  folder: string,
  station: Station,
  policy: Parameters<typeof redeemVouchers>[1],
): Promise<Readonly<{ headquarters: Headquarters; desk: Desk; provider: Provider }>> {
  const headquarters = await Headquarters.open(join(folder, 'hq'), { seed: 'hospital', households: 40 });
  redeemVouchers(headquarters, policy);
  const options = [...QUICK_SECRETS, '--credentials', writeHospitalTrustList(folder)];
  await toSmallestScreen(station);
  await enrolAndInstall(station, headquarters, options);
  await openDay(station);
  return { headquarters, desk: new Desk(station.page), provider: new Provider(new Desk(station.page)) };
}

test('a day at a hospital’s desk', async ({ folder, station, printer }) => {
  test.setTimeout(TIMEOUT_MS);
  const { headquarters, desk, provider } = await hospital(folder, station, {});
  const { page } = station;
  const bridge = bridgeOf(page);
  must(await bridge.station.setPrinter({ settings: { ...printer.settings, mode: 'text' } }));
  must(await bridge.session.lock());
  await desk.signIn(CLERK);
  await desk.idle();
  const jane = moneyVoucher('Jane Doe');
  const said = async (job: number): Promise<string> => {
    await printer.waitForJobs(job);
    return paperText(printer.jobs[job - 1]!).text;
  };
  let claim = '';

  await test.step('held at admission', async () => {
    await provider.scan(jane);
    await inspect(page, 'voucher');
    await desk.press('Enter');
    const hold = await desk.given();
    const slip = await said(1);
    for (const expected of ['Hold', hold, 'Jane Doe', 'Kassala Teaching Hospital', '500 SDG'])
      expect(slip).toContain(expected);
    await desk.press('Enter');
    await desk.idle();
    await expect(page.getByText(desk.say('idle.holds_one').replace('{{count}}', '1'))).toBeVisible();
    await desk.press('F6');
    await expect(page.getByRole('row').filter({ hasText: hold })).toContainText('Jane Doe');
    await inspect(page, 'open holds');
    await desk.press('Escape');
  });

  await test.step('captured at discharge, with two claim slips', async () => {
    await desk.scan(jane, 'verdictOf.voucher-on-hold');
    await inspect(page, 'on hold');
    await desk.press('Enter');
    await provider.type([
      ['chest', '1', '250'],
      ['bed-', '3', '150'],
    ]);
    await expect(page.getByText(desk.say('capture.beside'))).toBeVisible();
    await inspect(page, 'capture above a ceiling');
    await desk.press('F9');
    await page.getByRole('textbox', { name: /X-ray/ }).last().fill('180.50');
    await expect(page.getByText(desk.say('capture.beside'))).toHaveCount(0);
    claim = await provider.capture();
    const slips = await said(2);
    const [patient, file] = slips.split('FOR THE FILE');
    for (const half of [patient, file])
      for (const expected of [claim, 'X-ray of the chest', '180.50 SDG', 'BED-DAY × 3', '330.50 SDG', 'Jane Doe'])
        expect(half).toContain(expected);
    expect(patient).toContain('FOR THE PATIENT');
    const cuts = commandsOf(printer.jobs[1]!).filter((command) => nameOf(command) === 'GSV');
    expect(cuts).toHaveLength(2);
    await desk.press('Enter');
    await desk.idle();
    await expect(page.getByText(desk.say('idle.holds_one').replace('{{count}}', '1'))).toHaveCount(0);
  });

  await test.step('refused where it is used, ended, for others, revoked or invented', async () => {
    const refusals = [
      ['voucher-used', jane],
      ['voucher-expired', moneyVoucher('Late', { exp: 1 })],
      ['voucher-other-provider', moneyVoucher('Far', { aud: ELSEWHERE.id })],
      ['voucher-revoked', moneyVoucher('Gone', revoked)],
      ['voucher-forged', moneyVoucher('Invented', {}, foreign.privateKey)],
    ] as const;
    for (const [reason, text] of refusals) {
      await desk.scan(text, `verdictOf.${reason}`);
      if (reason === 'voucher-used') await expect(page.locator('main')).toContainText(claim);
      if (reason === 'voucher-other-provider') await expect(page.locator('main')).toContainText(ELSEWHERE.name);
      await inspect(page, reason);
      await desk.press('Enter');
      await desk.idle();
    }
  });

  await test.step('released where the patient leaves', async () => {
    const left = moneyVoucher('Left Early');
    await provider.hold(left);
    await desk.press('Enter');
    await desk.scan(left, 'verdictOf.voucher-on-hold');
    await desk.button('voucher.release').click();
    await expect(provider.dialog('release.holdTitle')).toBeVisible();
    await inspect(page, 'release');
    await desk.press('Enter');
    await expect(page.getByRole('heading', { name: desk.say('release.held') })).toBeVisible();
    await provider.scan(left);
    await expect(page.locator('.credit b')).toContainText('500 SDG');
    await desk.press('Escape');
  });

  await test.step('goods on a voucher are handed over once', async () => {
    const day = Math.floor(Date.now() / DAY_MS) * DAY_MS;
    const beneficiary = headquarters.served()[1]!.id;
    const times = { validFromMs: day - DAY_MS, validUntilMs: day + 2 * DAY_MS };
    const { lines } = headquarters.entitlements.get(beneficiary)!;
    const items = lines.flatMap((line) => (line.kind === 'item' ? [{ item: line.item, quantity: 1 }] : []));
    const goods = issueVoucher(
      { programme: PROGRAMME, cycle: '2026-11', beneficiary, id: '0f'.repeat(16), items, ...times },
      voucherSigner,
    );
    await desk.scan(goods, 'ok');
    const receipt = await desk.give();
    const paper = await said(4);
    expect(paper).toContain(receipt);
    await desk.press('Enter');
    await desk.scan(goods, 'verdictOf.voucher-used');
    await desk.press('Enter');
  });

  await test.step('taken back by a supervisor, and whole again', async () => {
    await desk.lock();
    await desk.signIn(SUPERVISOR);
    await desk.idle();
    await provider.captures();
    await inspect(page, 'captures');
    await provider.takeBack(claim, SECOND);
    const slip = await said(5);
    for (const expected of ['TAKEN BACK', claim, 'Wrong amount', SECOND.id, '330.50 SDG'])
      expect(slip).toContain(expected);
    await desk.press('Escape');
    await provider.scan(jane);
    await expect(page.locator('.credit b')).toContainText('500 SDG');
  });
});

test('a holder is asked, and vouched for after wrong answers', async ({ folder, station }) => {
  test.setTimeout(TIMEOUT_MS);
  const { desk, provider } = await hospital(folder, station, { holderChecks: ['birth-date'], holderTries: 2 });
  const { page } = station;
  must(await bridgeOf(page).session.lock());
  await desk.signIn(CLERK);
  await desk.idle();
  const question = provider.dialog('holder.title.birth-date');

  await test.step('a right answer is enough', async () => {
    await provider.scan(moneyVoucher('Right'));
    await expect(page.locator('main')).not.toContainText('1990');
    await desk.press('Enter');
    await expect(question).toBeVisible();
    await inspect(page, 'question to a holder');
    await page.keyboard.type('1.5.1990', { delay: 60 });
    await desk.press('Enter');
    await desk.given();
    await desk.press('Enter');
  });

  await test.step('after wrong ones a supervisor vouches', async () => {
    await provider.scan(moneyVoucher('Wrong'));
    await desk.press('Enter');
    for (const answer of ['1.5.1991', '1992']) {
      await expect(question.getByRole('textbox')).toBeFocused();
      await page.keyboard.type(answer, { delay: 60 });
      await desk.press('Enter');
      if (answer !== '1992') await expect(question).toContainText(desk.say('holder.wrong'));
    }
    const witness = provider.dialog('witness.title');
    await expect(witness).toBeVisible();
    await inspect(page, 'witness');
    await expect(page.locator('body')).not.toContainText('1990');
    await witness.getByRole('radio', { name: SUPERVISOR.id }).check();
    const secret = witness.getByLabel(desk.say('approval.secret'), { exact: true });
    await secret.fill('not the secret');
    await desk.press('Enter');
    await expect(witness.getByRole('alert')).toContainText(desk.say('failure.approval-refused.what'));
    await secret.fill(SUPERVISOR.secret);
    await desk.press('Enter');
    await desk.given();
  });
});
