import { chromium, type Browser, type Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, it } from 'vitest';
import { formatQuantity } from '../../../shared/words/money.ts';
import { signResolution } from '../../issuer/commands/resolve.ts';
import { issuer } from '../readmodel/seed.fixture.ts';
import { seededHistory } from '../readmodel/seeded-programme.fixture.ts';
import { reconcileSite } from '../reconcile/reconcile.ts';
import { totalsOf } from '../../../shared/domain/reconcile/totals.ts';
import { OFFICE_TOKEN, startOffice } from './office.fixture.ts';
import { buildPage } from './build-page.ts';
import { violations } from './violations.fixture.ts';

/** The office's page in a real browser, on a seeded programme. `OFFICE_SCREENSHOTS` names a folder to leave pictures in. */
const HOUR_MS = 3_600_000;
const RECEIVED_MS = Date.UTC(2026, 10, 24, 12);
const NOW_MS = RECEIVED_MS + 3 * HOUR_MS;
const PICTURES = process.env['OFFICE_SCREENSHOTS'];

let office: Awaited<ReturnType<typeof startOffice>>;
let browser: Browser;
let address: string;
let page: Page;
const complaints: string[] = [];

beforeAll(async () => {
  office = await startOffice({ receivedAtMs: RECEIVED_MS, nowMs: NOW_MS, silentAfterMs: 2 * HOUR_MS }, buildPage);
  address = await office.app.listen({ port: 0, host: '127.0.0.1' });
  browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--disable-background-networking', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  });
}, 240_000);
afterAll(async () => {
  await browser.close();
  await office.close();
});

beforeEach(async () => {
  const context = await browser.newContext({
    viewport: { width: 1366, height: 768 },
    locale: 'en-GB',
    timezoneId: 'Africa/Khartoum',
  });
  page = await context.newPage();
  page.on('console', (message) => {
    // The browser reports every refusal by status as an error of its own.
    if (message.type() === 'error' && !message.text().includes('401')) complaints.push(message.text());
  });
  page.on('pageerror', (fault) => complaints.push(String(fault)));
  await page.goto(address);
});
afterEach(async () => {
  await page.context().close();
  const [complaint] = complaints.splice(0);
  if (complaint !== undefined) throw new Error(complaint);
});

const signIn = async (): Promise<void> => {
  await page.getByLabel('Access token').fill(OFFICE_TOKEN);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Sites' }).waitFor();
};
const openSite = async (tab: string): Promise<void> => {
  await signIn();
  await page.goto(`${address}/#/1/${tab}`);
};

const reconciled = reconcileSite(seededHistory);
const totals = totalsOf(reconciled.entitlements);

describe('the office’s page', () => {
  it('asks for the token, says so when it is wrong, and keeps it in this tab only', async () => {
    await page.getByLabel('Access token').fill('wrong');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').filter({ hasText: 'not accepted' }).waitFor();
    await signIn();
    await page.reload();
    await page.getByRole('heading', { name: 'Sites' }).waitFor();
    expect(await page.evaluate('JSON.stringify(localStorage)')).not.toContain(OFFICE_TOKEN);
    await page.getByRole('button', { name: 'Forget the token' }).click();
    await page.getByLabel('Access token').waitFor();
    expect(await page.evaluate('sessionStorage.length')).toBe(0);
  });

  it('shows what the pure core says', async () => {
    await openSite('summary');
    await page.locator('[data-status]').first().waitFor();
    for (const [status, count] of Object.entries(totals.statuses))
      expect(await page.locator(`[data-status="${status}"]`).textContent()).toBe(String(count));
    for (const { account, ...figures } of totals.accounts)
      for (const [figure, value] of Object.entries(figures))
        expect(await page.locator(`[data-total="${account} ${figure}"]`).textContent()).toBe(
          formatQuantity(account, value, 'en'),
        );
    await page.getByText('The same as a table').first().click();
    const hours = await page.locator('figure').first().locator('tbody tr').allTextContents();
    expect(hours).toHaveLength(new Set(reconciled.hours.map(({ hourMs }) => hourMs)).size);
  });

  it('says which desk is silent', async () => {
    await signIn();
    const row = page.getByRole('row').filter({ hasText: 'Kassala' });
    expect(await row.textContent()).toContain('Silent for 3');
    expect(await row.textContent()).toContain(`${totals.statuses.served} of ${seededHistory.lists[0]?.lines.length}`);
  });

  it('filters by what the address says, and downloads the same', async () => {
    await openSite('entitlements');
    await page.getByLabel('Stands').selectOption('conflict');
    const lines = reconciled.entitlements.filter(({ status }) => status === 'conflict').flatMap((one) => one.lines);
    await page.getByText(`${lines.length} rows shown`).waitFor();
    expect(page.url()).toContain('status=conflict');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download CSV' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('kassala-2026-11-entitlements.csv');
    const text = readFileSync(await download.path(), 'utf8');
    expect(text.trimEnd().split('\r\n')).toHaveLength(lines.length + 1);
  });

  it('shows what was done with vouchers, and which of them was used twice', async () => {
    await openSite('vouchers');
    await page.getByRole('link', { name: 'Vouchers' }).getByText('1', { exact: true }).waitFor();
    const table = (name: string) => page.getByRole('table', { name }).locator('tbody tr');
    await expect.poll(() => table('All acts').count()).toBe(reconciled.vouchers.length);
    const held = reconciled.vouchers.filter(({ kind, endedBy }) => kind === 'hold' && endedBy === null);
    await expect.poll(() => table('Open holds').count()).toBe(held.length);
    const [first] = reconciled.days.flatMap(({ services }) => [...services.values()]);
    const toClaim = formatQuantity('cash:SDG', (first?.captured ?? 0) - (first?.takenBack ?? 0), 'en');
    expect(await table('Services to be claimed').first().textContent()).toContain(toClaim);
    await page.getByLabel('Used twice').selectOption('true');
    await page.getByText('2 rows shown').waitFor();
    for (const desk of ['desk-1', 'desk-2'])
      expect(await table('All acts').getByText(`tallypoint/relief/kassala/${desk}/1`).count()).toBe(1);
  });

  it('leads from a conflict to the issuer’s command and takes in what it signed', async () => {
    await openSite('conflicts');
    const open = reconciled.entitlements.filter(({ conflict }) => conflict === 'open');
    const [first] = open;
    const claim = first?.claims.at(-1);
    if (first === undefined || claim === undefined) throw new Error('The seeded programme has no conflict');
    const card = page.getByRole('article', { name: first.entitlement });
    await card
      .getByRole('row')
      .filter({ hasText: `${claim.log}#${claim.seq}` })
      .getByRole('button')
      .click();
    const command = (await card.locator('pre').textContent()) ?? '';
    expect(command).toBe(
      `npm run issuer -- resolve ${first.entitlement} --cycle 2026-11 --rightful '${claim.log}#${claim.seq}' --by "NAME" --note "REASON"`,
    );
    if (PICTURES !== undefined) await page.screenshot({ path: join(PICTURES, 'command.png'), fullPage: true });
    const signed = signResolution(
      {
        programme: 'relief',
        cycle: '2026-11',
        entitlement: first.entitlement,
        rightful: `${claim.log}#${claim.seq}`,
        decidedBy: 'Awa Diallo',
        note: 'The receipt was shown',
        decidedAtMs: NOW_MS,
      },
      issuer,
    );
    const give = (buffer: Uint8Array) =>
      page.getByLabel('Take in a signed decision').setInputFiles({
        name: 'x.resolution',
        mimeType: 'application/octet-stream',
        buffer: Buffer.from(buffer),
      });
    await give(signed);
    await card.getByText('Decided by Awa Diallo').waitFor();
    await page.getByText(`The decision about ${first.entitlement} was taken in`).waitFor();
    expect(
      await card
        .getByRole('row')
        .filter({ hasText: `#${claim.seq}` })
        .getByText('Rightful')
        .count(),
    ).toBe(1);
  });

  it('works by keyboard alone', async () => {
    await signIn();
    const reach = async (name: string): Promise<void> => {
      for (let presses = 0; presses < 30; presses += 1) {
        if ((await page.evaluate('document.activeElement?.textContent')) === name) return;
        await page.keyboard.press('Tab');
      }
      throw new Error(`${name} is out of reach`);
    };
    await reach('Kassala');
    await page.keyboard.press('Enter');
    await page.getByRole('navigation').waitFor();
    await reach('Entitlements');
    await page.keyboard.press('Enter');
    await page.getByText('rows shown').waitFor();
    expect(page.url()).toContain('#/1/entitlements');
  });

  it.each(['en', 'fr', 'ar'])(
    'has nothing in the way of anybody, in %s',
    async (language) => {
      await signIn();
      await page.locator(`button[lang="${language}"]`).click();
      expect(await page.locator('html').getAttribute('dir')).toBe(language === 'ar' ? 'rtl' : 'ltr');
      for (const [name, hash, ready] of [
        ['sites', '#', '.sites'],
        ['summary', '#/1/summary', '.plot'],
        ['entitlements', '#/1/entitlements', '.data tbody tr'],
        ['conflicts', '#/1/conflicts', 'article'],
        ['days', '#/1/days', '.data tbody tr'],
        ['vouchers', '#/1/vouchers', '.data tbody tr'],
        ['unexplained', '#/1/unexplained', '.data tbody tr'],
      ] as const) {
        await page.goto(`${address}/${hash}`);
        await page.locator(ready).first().waitFor();
        await page.evaluate('document.fonts.ready.then(() => undefined)');
        expect([name, await violations(page)]).toEqual([name, []]);
        expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
        if (PICTURES !== undefined)
          await page.screenshot({ path: join(PICTURES, `${name}-${language}.png`), fullPage: true });
      }
    },
    300_000,
  );

  it('prints on paper without its buttons', async () => {
    await openSite('summary');
    await page.locator('.plot').first().waitFor();
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('button').count()).toBe(0);
    expect(await page.locator('.plot svg').first().isVisible()).toBe(true);
    if (PICTURES !== undefined) await page.pdf({ path: join(PICTURES, 'summary.pdf'), format: 'A4' });
  });

  it('talks to the collector alone', async () => {
    const hosts = new Set<string>();
    page.on('request', (request) => hosts.add(new URL(request.url()).origin));
    await openSite('summary');
    await page.locator('.plot').first().waitFor();
    expect([...hosts].filter((origin) => origin !== 'null')).toEqual([address]);
    const answer = await page.request.get(address);
    expect(answer.headers()['content-security-policy']).toContain("default-src 'none'");
  });
});
