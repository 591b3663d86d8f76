import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { stationVerdict } from '../shared/domain/station-verdict.ts';
import { issueVoucher } from '../shared/wire/gv1.ts';
import { ISSUER, foreign, jws, rsa } from '../upstream/verdict/sign.fixture.ts';
import { readVectorText } from '../upstream/verdict/vectors.fixture.ts';
import { bridgeOf, must } from './fixtures/bridge.ts';
import { vectorsOfToday, voucherSigner, writeTrustList } from './fixtures/credentials.ts';
import { inspect, toSmallestScreen } from './fixtures/inspect.ts';
import { CLERK, Headquarters, PROGRAMME, SUPERVISOR } from './fixtures/programme.ts';
import { enrolAndInstall, openDay, QUICK_SECRETS, signIn } from './fixtures/ready.ts';
import type { Station } from './fixtures/station.ts';
import { expect, test } from './fixtures/test.ts';
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
  await enrolAndInstall(station, headquarters, [...QUICK_SECRETS, '--credentials', writeTrustList(folder)]);
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
  expect(await runs(station)).toBe(false);

  await test.step('typed by a scanner, and served by the roll once', async () => {
    await desk.scan(voucher(entitlement), 'attention');
    await expect(page.locator('.verdict')).toContainText(desk.say('reason.voucher-not-redeemed'));
    await expect(page.locator('main')).toContainText(first!.id);
    await desk.give();
    await desk.press('Enter');
    await desk.scanner.scan(readVectorText('inji-qr/insurance-2025.qr.txt').trim());
    await expect(page.getByRole('heading', { name: desk.say('verdictOf.voucher-expired.title') })).toBeVisible();
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
    expect(await said(gv1(second!.id))).toEqual(['attention', 'voucher-not-redeemed', second!.id]);
    expect(await said(voucher(entitlement))).toEqual(['already-served', 'nothing-due', first!.id]);
    expect(await said(voucher('7'))).toEqual(['unknown-beneficiary', 'voucher-for-nobody', null]);
    expect(await said(voucher(entitlement, { exp: 1 }))).toEqual(['expired', 'voucher-expired', null]);
    expect(await said(voucher(entitlement, {}, foreign.privateKey))).toEqual(['forged', 'voucher-forged', null]);
    expect(await said(voucher(entitlement, { iss: 'x' }))).toEqual(['unknown-issuer', 'issuer-not-trusted', null]);
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

  await test.step('in a process that knows nothing and talks to nobody', async () => {
    const pid = await station.pidOf('tallypoint-credentials');
    expect(readFileSync(`/proc/${pid}/environ`, 'utf8')).not.toContain('STATION_PROGRAM');
    expect(internetSockets(pid)).toEqual([]);
    expect(await trapped(station)).toEqual([]);
    process.kill(pid, 'SIGKILL');
    await expect.poll(() => runs(station)).toBe(false);
    // Forked anew by the next scan.
    expect(await said(voucher('7'))).toEqual(['unknown-beneficiary', 'voucher-for-nobody', null]);
  });

  await test.step('by a list that a supervisor can read', async () => {
    await toSmallestScreen(station);
    await desk.lock();
    await desk.signIn(SUPERVISOR);
    await desk.supervisor('trustList');
    await expect(page.getByRole('rowheader', { name: 'Eastern Relief vouchers' })).toBeVisible();
    await inspect(page, 'trust list');
  });
});

async function runs({ app }: Station): Promise<boolean> {
  const metrics = await app.evaluate(({ app: program }) => program.getAppMetrics());
  return metrics.some(({ serviceName, name }) => [serviceName, name].includes('tallypoint-credentials'));
}

/** Notes every address beyond the program's own files that anything asks Chromium for. */
async function trapNetwork({ app }: Station): Promise<void> {
  await app.evaluate(({ session }) => {
    const asked: string[] = [];
    Object.assign(globalThis, { asked });
    session.defaultSession.webRequest.onBeforeRequest((details, answer) => {
      const own = /^(station|data|blob|devtools):/.test(details.url);
      if (!own) asked.push(details.url);
      answer({ cancel: !own });
    });
  });
}

const trapped = ({ app }: Station): Promise<string[]> =>
  app.evaluate(() => (globalThis as unknown as { asked: string[] }).asked);

/** Sockets of a process that are of the internet kind, from what the kernel says. */
function internetSockets(pid: number): string[] {
  const inodes = new Set(
    ['tcp', 'tcp6', 'udp', 'udp6'].flatMap((kind) =>
      readFileSync(`/proc/${pid}/net/${kind}`, 'utf8')
        .split('\n')
        .slice(1)
        .map((line) => `socket:[${line.trim().split(/\s+/)[9]}]`),
    ),
  );
  return readdirSync(`/proc/${pid}/fd`)
    .map((descriptor) => readlinkSync(`/proc/${pid}/fd/${descriptor}`))
    .filter((target) => inodes.has(target));
}
