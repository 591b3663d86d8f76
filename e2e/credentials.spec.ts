import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TrustList } from '../shared/domain/trust-list.ts';
import { stationVerdict } from '../shared/domain/station-verdict.ts';
import { issueVoucher } from '../shared/wire/gv1.ts';
import { ISSUER, foreign, jws, rsa } from '../upstream/verdict/sign.fixture.ts';
import { openG2pCredential } from '../upstream/verdict/openg2p-credential.fixture.ts';
import { readVectorText, vectorCases } from '../upstream/verdict/vectors.fixture.ts';
import { bridgeOf, must } from './fixtures/bridge.ts';
import { checkedInElectron } from './fixtures/checked-in-electron.ts';
import { trustOf, vectorsOfToday, voucherSigner, writeTrustList } from './fixtures/credentials.ts';
import { answerOpenDialog } from './fixtures/dialogs.ts';
import { inspect, toSmallestScreen } from './fixtures/inspect.ts';
import { CLERK, Headquarters, PROGRAMME, SUPERVISOR } from './fixtures/programme.ts';
import { enrolAndInstall, openDay, QUICK_SECRETS, signIn } from './fixtures/ready.ts';
import type { Station } from './fixtures/station.ts';
import { expect, test } from './fixtures/test.ts';
import { internetSockets, trapNetwork, trapped } from './fixtures/trapped-network.ts';
import { Desk } from './screens/desk.ts';

const DAY_MS = 86_400_000;

function voucher(sub: string, more: object = {}, key = rsa.privateKey): string {
  const now = Math.floor(Date.now() / 1000);
  const claims = { iss: ISSUER, sub, aud: '34', iat: now - 60, exp: now + 3600, amount: '50.00', code: 'c', ...more };
  return jws({ alg: 'RS256', kid: 'one', typ: 'JWT' }, claims, key);
}

function gv1(beneficiary: string): string {
  const day = Math.floor(Date.now() / DAY_MS) * DAY_MS;
  const times = { validFromMs: day - DAY_MS, validUntilMs: day + 2 * DAY_MS };
  const items = [{ item: 'OIL-1L', quantity: 1 }];
  return issueVoucher(
    { programme: PROGRAMME, cycle: '2026-11', beneficiary, id: '0f'.repeat(16), items, ...times },
    voucherSigner,
  );
}

test('vouchers and credentials each get a verdict of their own, and nothing leaves the station', async ({
  folder,
  station,
}) => {
  test.setTimeout(180_000);
  const headquarters = await Headquarters.open(join(folder, 'hq'), { seed: 'credentials', households: 40 });
  const credentials = writeTrustList(folder);
  await enrolAndInstall(station, headquarters, [...QUICK_SECRETS, '--credentials', credentials]);
  await openDay(station);
  const { page } = station;
  const bridge = bridgeOf(page);
  must(await bridge.session.lock());
  await signIn(station, CLERK);
  const desk = new Desk(page);
  await desk.idle();
  await trapNetwork(station);
  const [first, second] = headquarters.served();
  const entitlement = headquarters.entitlements.get(first!.id)!.id;
  const unsigned = openG2pCredential({ nationalId: second!.id, dateOfBirth: second!.members[0]!.birthDate });
  // Ready before the first voucher comes.
  await expect.poll(() => runs(station)).toBe(true);

  await test.step('typed by a scanner, and the entitlement that it stands for served once', async () => {
    // It says 50 dollars and stands for food and cash: a supervisor answers for what the roll says.
    await desk.scan(voucher(entitlement), 'verdictOf.voucher-differs');
    await expect(page.locator('main')).toContainText(first!.id);
    await desk.press('Enter');
    const approval = page.getByRole('dialog', { name: desk.say('approval.title') });
    await approval.getByLabel(desk.say('approval.secret'), { exact: true }).fill(SUPERVISOR.secret);
    await desk.press('Enter');
    await desk.given();
    await desk.press('Enter');
    await desk.scanner.scan(readVectorText('inji-qr/insurance-2025.qr.txt').trim());
    await expect(page.getByRole('heading', { name: desk.say('verdictOf.voucher-expired.title') })).toBeVisible();
    await desk.scan(unsigned, 'verdictOf.claims-to-approve');
    await toSmallestScreen(station);
    await inspect(page, 'claims nobody signed');
    await desk.press('Escape');
    await desk.scanner.scan('INJI_OVP://payload?request_uri=https://example.org/a');
    await expect(page.getByRole('heading', { name: desk.say('verdictOf.link-not-card.title') })).toBeVisible();
    await expect(page.locator('main')).toContainText(desk.say('verdictOf.link-not-card.todo'));
    await desk.press('Enter');
  });

  const said = async (text: string): Promise<unknown> => {
    const { code, reasons, household } = must(await bridge.desk.scan({ text, via: 'typed' }));
    return [code, reasons[0], household?.id ?? null];
  };
  await test.step('each in its own words', async () => {
    expect(await said(gv1(second!.id))).toEqual(['out-of-stock', 'item-out-of-stock', second!.id]);
    expect(await said(voucher(entitlement))).toEqual(['already-served', 'voucher-used', first!.id]);
    expect(await said(voucher(entitlement, { aud: '35' }))).toEqual([
      'wrong-site',
      'voucher-other-provider',
      first!.id,
    ]);
    expect(await said(voucher('7', { code: 'd' }))).toEqual(['unknown-beneficiary', 'voucher-for-nobody', null]);
    expect(await said(voucher(entitlement, { exp: 1 }))).toEqual(['expired', 'voucher-expired', null]);
    expect(await said(voucher(entitlement, {}, foreign.privateKey))).toEqual(['forged', 'voucher-forged', null]);
    expect(await said(voucher(entitlement, { iss: 'x' }))).toEqual(['unknown-issuer', 'issuer-not-trusted', null]);
    const stranger = openG2pCredential({ nationalId: 'SD-0' });
    expect(await said(stranger)).toEqual(['claims-not-signed', 'claims-not-signed', null]);
    expect(await said(unsigned)).toEqual(['needs-approval', 'claims-not-signed', second!.id]);
    expect(await said(headquarters.card(second!.id))).toEqual(['ok', 'card-genuine', second!.id]);
  });

  await test.step('every vector as under Node', async () => {
    const codes = new Set<string>();
    for (const { name, text, verdict, reason } of vectorsOfToday()) {
      const shown = stationVerdict({ verdict, reasons: [reason] });
      const genuine = ['unknown-beneficiary', 'voucher-for-nobody'];
      const expected = verdict === 'valid' ? genuine : [shown.verdict, shown.reason];
      const [code, why] = (await said(text)) as [string, string];
      codes.add(code);
      // What holds today ends some day.
      const later = verdict === 'valid' && code === 'expired' ? [code, why] : expected;
      expect.soft([code, why], name).toEqual(later);
    }
    expect(codes).toEqual(
      new Set([
        'unknown-beneficiary',
        'expired',
        'forged',
        'revoked',
        'claims-not-signed',
        'unreadable',
        'unknown-issuer',
      ]),
    );
  });

  await test.step('every vector of whatever day, in the process that checks them', async () => {
    const asked = vectorCases.map(({ text, trust, at }) => {
      const nowMs = Date.parse(at);
      return { text, trust: trustOf(trust, nowMs), clock: { nowMs, seenMs: nowMs } };
    });
    const answers = await checkedInElectron(station, asked);
    const got = answers.map(({ verdict, reasons: [reason] }, index) => [vectorCases[index]!.name, verdict, reason]);
    expect(got).toEqual(vectorCases.map(({ name, verdict, reason }) => [name, verdict, reason]));
    expect(await trapped(station)).toEqual([]);
  });

  await test.step('in a process that knows nothing and talks to nobody', async () => {
    const pid = await station.pidOf('tallypoint-credentials');
    expect(readFileSync(`/proc/${pid}/environ`, 'utf8')).not.toContain('STATION_PROGRAM');
    expect(internetSockets(pid)).toEqual([]);
    expect(await trapped(station)).toEqual([]);
    process.kill(pid, 'SIGKILL');
    await expect.poll(() => runs(station)).toBe(false);
    // Forked anew by the next scan.
    expect(await said(voucher('7', { code: 'd' }))).toEqual(['unknown-beneficiary', 'voucher-for-nobody', null]);
  });

  await test.step('within its second and its memory, whatever a text does to it', async () => {
    await misbehave(station, folder);
    process.kill(await station.pidOf('tallypoint-credentials'), 'SIGKILL');
    await expect.poll(() => runs(station)).toBe(false);
    for (const text of [HANGS, SWELLS]) {
      expect(await said(voucher('7', { code: 'd' }))).toEqual(['unknown-beneficiary', 'voucher-for-nobody', null]);
      const pid = await station.pidOf('tallypoint-credentials');
      expect(await said(text)).toEqual(['unreadable', 'took-too-long', null]);
      await expect.poll(() => alive(pid)).toBe(false);
    }
    expect(await said(voucher('7', { code: 'd' }))).toEqual(['unknown-beneficiary', 'voucher-for-nobody', null]);
    // Its memory ends long before the computer's does, on a slow one perhaps after its second.
    expect(Number(readFileSync(join(folder, 'heap'), 'utf8'))).toBeLessThan(256 * 1024 ** 2);
  });

  await test.step('by a list that a supervisor can read', async () => {
    await desk.lock();
    await expect.poll(() => runs(station)).toBe(false);
    await desk.signIn(SUPERVISOR);
    await desk.supervisor('trustList');
    const openG2p = page.getByRole('rowheader', { name: 'Example programme' });
    await expect(openG2p).toBeVisible();
    await expect(page.locator('.lead')).toContainText(desk.say('trustList.source.package'));
    await inspect(page, 'trust list');
    expect(await said(voucher('7', { code: 'd' }))).toEqual(['unknown-beneficiary', 'voucher-for-nobody', null]);
    const list = TrustList.parse(JSON.parse(readFileSync(credentials, 'utf8')));
    const newer = { ...list, number: 2, issuers: list.issuers.filter(({ id }) => id !== ISSUER) };
    await answerOpenDialog(station.app, headquarters.signTrust(newer));
    await desk.button('trustList.choose').click();
    await expect(page.getByText(desk.say('trustList.taken'))).toBeVisible();
    await expect(openG2p).toHaveCount(0);
    await inspect(page, 'newer trust list');
    // The process that was running believes the new list at once.
    expect(await said(voucher('7', { code: 'd' }))).toEqual(['unknown-issuer', 'issuer-not-trusted', null]);
    await desk.button('trustList.choose').click();
    await expect(page.getByRole('alert')).toContainText(desk.say('failure.older-trust-list.what'));
  });
});

async function runs({ app }: Station): Promise<boolean> {
  const metrics = await app.evaluate(({ app: program }) => program.getAppMetrics());
  return metrics.some(({ serviceName, name }) => [serviceName, name].includes('tallypoint-credentials'));
}

/** What a text might do to the process that takes it apart, if there were a fault in it. */
const HANGS = 'a text that never ends';
const SWELLS = 'a text that fills the memory';

/** From the next one on, credentials processes have these faults. Everything around them stays as it is. */
async function misbehave({ app }: Station, folder: string): Promise<void> {
  const script = join(folder, 'faulty.mjs');
  writeFileSync(
    script,
    `import { writeFileSync } from 'node:fs';
     import { getHeapStatistics } from 'node:v8';
     writeFileSync(${JSON.stringify(join(folder, 'heap'))}, String(getHeapStatistics().heap_size_limit));
     await import(process.argv.at(-1));
     process.parentPort.prependListener('message', ({ data: { text } }) => {
       const all = [];
       while (text === ${JSON.stringify(HANGS)});
       while (text === ${JSON.stringify(SWELLS)}) all.push(new Array(1e6).fill(0.5));
     });`,
  );
  await app.evaluate(({ utilityProcess }, faulty) => {
    const { fork } = utilityProcess;
    utilityProcess.fork = (path, _arguments, options) =>
      fork(faulty, [process.getBuiltinModule('node:url').pathToFileURL(path).href], options);
  }, script);
}

function alive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
