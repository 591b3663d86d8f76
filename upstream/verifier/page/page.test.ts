import { chromium, type Browser, type Page } from '@playwright/test';
import { generateX25519Identity } from 'age-encryption';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createBuilder } from 'vite';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { toHex, utf8Bytes } from '../../../shared/wire/bytes.ts';
import { runCommand } from '../cli/command.ts';
import type { Report } from '../core/report.ts';
import { theDays } from '../testing/audit.fixture.ts';
import { bundleOf, sealTo, textOf } from '../testing/log.fixture.ts';
import { MUTATIONS } from '../testing/mutations.fixture.ts';
import { COLLECTOR_NAME, worldOf, type World } from '../testing/world.fixture.ts';

/** Debian's; elsewhere the variable names another one. */
const EXECUTABLE = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const PAGE = 'verifierPage';

let world: World;
let folder: string;
let browser: Browser;
let page: Page;
/** Whatever the page asked for and should not have. */
let outside: string[];
let complaints: string[];

beforeAll(async () => {
  world = worldOf(await theDays());
  folder = mkdtempSync(join(tmpdir(), 'verifier-page-'));
  const builder = await createBuilder({
    configFile: join(import.meta.dirname, '../../../vite.config.ts'),
    logLevel: 'error',
    environments: { [PAGE]: { build: { outDir: folder } } },
  });
  const environment = builder.environments[PAGE];
  if (environment === undefined) throw new Error('There is no page to build');
  await builder.build(environment);
  browser = await chromium.launch({
    executablePath: EXECUTABLE,
    args: ['--disable-background-networking', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  });
  page = await browser.newPage({ locale: 'en-GB' });
  page.on('request', (request) => {
    if (!/^(file|blob):/.test(request.url())) outside.push(request.url());
  });
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.clock.setFixedTime(world.nowMs);
});
afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

beforeEach(async () => {
  outside = [];
  complaints = [];
  await page.goto(pathToFileURL(join(folder, 'tallypoint-verifier.html')).href);
});

type Given = Readonly<{
  files: Record<string, string | Uint8Array>;
  receipts?: string[];
  programme?: string;
  identity?: string;
}>;
const collector = (): string => `${COLLECTOR_NAME}=${toHex(world.collectorKey.publicKey)}`;

async function choose({ files, receipts = [], programme = world.programme, identity = '' }: Given): Promise<void> {
  const all = { 'programme.json': programme, ...files };
  await page.locator('#files').setInputFiles(
    Object.entries(all).map(([name, content]) => ({
      name,
      mimeType: 'application/octet-stream',
      buffer: Buffer.from(typeof content === 'string' ? utf8Bytes(content) : content),
    })),
  );
  await page.getByLabel('Receipt codes').fill(receipts.join('\n'));
  await page.getByLabel('Collector').fill(collector());
  await page.getByLabel('Key for sealed bundles').fill(identity);
}

async function pageSays(given: Given): Promise<Report> {
  await choose(given);
  await page.getByRole('button', { name: 'Check', exact: true }).click();
  const [download] = await Promise.all([page.waitForEvent('download'), page.locator('#save').click()]);
  return JSON.parse(readFileSync(await download.path(), 'utf8')) as Report;
}

async function commandSays({ files, receipts = [], programme = world.programme, identity }: Given): Promise<Report> {
  const at = mkdtempSync(join(folder, 'command-'));
  const put = (name: string, content: string | Uint8Array): string => {
    writeFileSync(join(at, name), content);
    return join(at, name);
  };
  const paths = Object.entries(files).map(([name, content]) => put(name, content));
  const keys = identity === undefined ? [] : ['--identity', put('identity.txt', identity)];
  const args = ['--programme', put('programme.json', programme), '--collector', collector(), '--json'];
  let out = '';
  await runCommand([...paths, ...keys, ...args, ...receipts.flatMap((code) => ['--receipt', code])], {
    nowMs: () => world.nowMs,
    out: (text) => void (out += text),
    say: () => undefined,
    isTerminal: false,
  });
  return JSON.parse(out) as Report;
}

/** The page saves the report as it is; the command line adds sentences to it. */
function bare(report: Report): Report {
  const without = <T extends object>(list: readonly T[]): T[] =>
    list.map((one) => Object.fromEntries(Object.entries(one).filter(([key]) => key !== 'sentence')) as T);
  const { findings, proven, notProven } = report;
  return { ...report, findings: without(findings), proven: without(proven), notProven: without(notProven) };
}

/** The rules are the command line's, which is tried with all of them. */
const SAMPLE = MUTATIONS.filter((_mutation, index) => index % 3 === 0);

describe('the page from a file, with no network', () => {
  test('finds the untouched day sound, as the command line does', async () => {
    const given = {
      files: { ...world.files(), 'ledger.checkpoint': world.cosigned(), 'site.due': world.dueList(2) },
      receipts: [world.receipt.qr],
    };
    const report = await pageSays(given);
    expect(report.verdict).toBe('sound');
    expect(report).toEqual(bare(await commandSays(given)));
    expect(outside).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test.each(SAMPLE)('agrees with the command line on $name', async ({ make, finds }) => {
    const given = make(world);
    const report = await pageSays(given);
    expect(report.findings.map(({ code }) => code)).toContain(finds);
    expect(report).toEqual(bare(await commandSays(given)));
  });

  test('opens a sealed bundle with its key, pasted or as a file, as the command line does', async () => {
    const identity = await generateX25519Identity();
    const files = { 'desk.bundle': await sealTo(identity, bundleOf(world)) };
    const report = await pageSays({ files, identity });
    expect(report.verdict).toBe('sound');
    expect(report).toEqual(bare(await commandSays({ files, identity })));
    await page.reload();
    expect(await pageSays({ files: { ...files, 'key.txt': `# a key\n${identity}\n` } })).toEqual(report);
    expect(outside).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test.each([
    ['no key', '', 'sealed'],
    ['what is no key', 'AGE', 'bad-identity'],
    ['a misspelt key', 'AGE-SECRET-KEY-1QQ', 'cannot-unseal'],
  ])('says so when it is given %s', async (_name, identity, code) => {
    const files = { 'desk.bundle': await sealTo(await generateX25519Identity(), bundleOf(world)) };
    await choose({ files, identity });
    await page.getByRole('button', { name: 'Check', exact: true }).click();
    const alert = page.getByRole('alert');
    await alert.waitFor();
    expect(await alert.getAttribute('data-failure')).toBe(code);
  });

  test('leads the reader to the verdict', async () => {
    await choose({ files: world.files() });
    await page.locator('#check').press('Enter');
    await page.locator('#verdict:focus').waitFor();
    expect(await page.locator('#verdict').textContent()).toBe('SOUND');
  });

  test('takes dropped files, and each can be taken away again', async () => {
    const data = await page.evaluateHandle((text) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([text], 'programme.json'));
      return transfer;
    }, world.programme);
    await page.dispatchEvent('body', 'drop', { dataTransfer: data });
    expect(await page.locator('#chosen li').count()).toBe(1);
    await page.getByRole('button', { name: 'Remove programme.json' }).click();
    expect(await page.locator('#chosen li').count()).toBe(0);
  });

  test.each([
    ['en', 'ltr', 'Give the programme’s public file'],
    ['fr', 'ltr', 'Donnez le fichier public du programme'],
    ['ar', 'rtl', 'أعطِ الملف العام للبرنامج'],
  ])('speaks %s, and says what is missing', async (language, direction, sentence) => {
    await page.locator('#language').selectOption(language);
    expect(await page.locator('html').getAttribute('dir')).toBe(direction);
    await page.locator('#check').press('Enter');
    const alert = page.getByRole('alert');
    await alert.waitFor();
    expect(await alert.textContent()).toContain(sentence);
  });

  test('is stopped by its button', async () => {
    // Good signatures take longest, and far longer here than a click.
    const one = world.entries[world.at('not_served')] ?? {};
    const long = textOf(world.withInserted(world.at('not_served'), ...Array.from({ length: 5000 }, () => one)));
    await choose({ files: { 'ledger.ndjson': long, 'desk-1.station': world.certificate } });
    await page.getByRole('button', { name: 'Check', exact: true }).click();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.locator('[data-failure="cancelled"]').waitFor();
    expect(await page.locator('#check').isEnabled()).toBe(true);
  });

  test('can be worked by keyboard alone', async () => {
    const order: string[] = [];
    for (let step = 0; step < 7; step += 1) {
      await page.keyboard.press('Tab');
      order.push(await page.evaluate(() => document.activeElement?.id ?? ''));
    }
    expect(order).toEqual(['language', 'programme', 'files', 'receipts', 'collector', 'identity', 'check']);
  });
});
