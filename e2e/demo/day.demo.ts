import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Household } from '../../shared/domain/roll.ts';
import { currencyOf } from '../../shared/domain/account.ts';
import { toHex } from '../../shared/wire/bytes.ts';
import { signerOf } from '../../shared/wire/ed25519.ts';
import { merkleRoot } from '../../shared/wire/tree.ts';
import { bridgeOf, must } from '../fixtures/bridge.ts';
import { answerOpenDialog, answerSaveDialog } from '../fixtures/dialogs.ts';
import {
  CLERK,
  DESK,
  Headquarters,
  PROGRAMME,
  SECOND,
  SETUP_PASSPHRASE,
  SITE,
  SUPERVISOR,
} from '../fixtures/programme.ts';
import { expect, test } from '../fixtures/test.ts';
import { BackOffice } from '../screens/back-office.ts';
import { Desk } from '../screens/desk.ts';
import { leaveForAuditors, sendHome } from './homeward.ts';
import { emptyOutput, leave, OUTPUT, shoot, shootAll } from './output.ts';
import { paperPng } from '../fixtures/paper.ts';

const SEED = 'demo-2026-11';
const HOUSEHOLDS = 2000;
const PEOPLE = 216;
const PULLED_AT = 90;
const PLUGGED_AT = 110;
const MOST_NOTES = 20_000;

/** What this day does with the person at `index` of the queue. */
function planFor(index: number, household: Household): 'whole' | 'proxy' | 'part' | 'not-served' {
  if (index % 27 === 11) return 'not-served';
  if (index % 18 === 7) return 'part';
  return index % 5 === 3 && household.proxies.length > 0 ? 'proxy' : 'whole';
}

test('a whole distribution day', async ({ folder, start, printer, collect }) => {
  emptyOutput();
  const timings: Record<string, number> = {};
  const timed = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const startMs = performance.now();
    const value = await work();
    timings[name] = Math.round(performance.now() - startMs);
    return value;
  };
  const headquarters = await timed('issueRoll', () =>
    Headquarters.open(join(folder, 'hq'), { seed: SEED, households: HOUSEHOLDS, portraits: 'heads' }),
  );
  const station = await timed('start', () => start({ printer: printer.settings }));
  const { page, app } = station;
  const desk = new Desk(page);
  const office = new BackOffice(desk);
  const bridge = bridgeOf(page);
  const view = async () => must(await bridge.station.view()).vault;

  // Enrolment and cycle.
  await shootAll(desk, '01-first-run');
  await office.createStation(SETUP_PASSPHRASE);
  const request = join(OUTPUT, 'station.enrol');
  await answerSaveDialog(app, request);
  await shoot(page, '02-enrolment-en');
  await office.saveRequest();
  const certificate = headquarters.enrol(request);
  copyFileSync(certificate, join(OUTPUT, 'station.station'));
  await answerOpenDialog(app, certificate);
  await office.acceptCertificate();
  const collector = await collect(join(headquarters.folder, 'keys'));
  const cycle = await timed('issuePackage', () => Promise.resolve(headquarters.build()));
  for (const end of ['', '.sig', '.due']) copyFileSync(`${cycle}${end}`, join(OUTPUT, `cycle-2026-11.cycle${end}`));
  collector.importDue(`${cycle}.due`);
  await collector.serve();
  await answerOpenDialog(app, cycle);
  await timed('install', () => office.installCycle());
  await shoot(page, '03-installed-en');
  await desk.lock();
  await shootAll(desk, '04-sign-in');

  // The day opens.
  await desk.signIn(SUPERVISOR);
  await desk.supervisor('openDay');
  await shoot(page, '05-open-day-en');
  await desk.press('Escape', 'Escape');
  const currencies = (await view()).cycle!.currencies;
  await office.openDay(Object.fromEntries(currencies.map((_one, index) => [`${index}:0`, MOST_NOTES])));
  await shootAll(desk, '06-idle');
  await desk.lock();
  await desk.signIn(CLERK);
  await desk.idle();

  // Serving.
  const queue = headquarters
    .served()
    .filter((one) => one.members.length <= 8)
    .slice(0, PEOPLE);
  const tally = { whole: 0, proxy: 0, part: 0, 'not-served': 0 };
  const scanMs: number[] = [];
  let reversible = '';
  await timed('serving', async () => {
    for (const [index, household] of queue.entries()) {
      if (index === PULLED_AT) await printer.unplug();
      if (index === PLUGGED_AT) await printer.plug();
      const plan = planFor(index, household);
      const startMs = performance.now();
      await desk.scan(headquarters.card(household.id), 'ok');
      scanMs.push(performance.now() - startMs);
      if (index === 1) await shootAll(desk, '07-serve');
      if (plan === 'proxy') await desk.proxy();
      if (plan === 'part') await desk.part('0');
      if (plan === 'proxy' && tally.proxy === 0) await shootAll(desk, '08-serve-proxy');
      if (plan === 'not-served') {
        await desk.notServed();
      } else {
        const receipt = await desk.give();
        if (index === 5) reversible = receipt;
        if (index === 2) await shootAll(desk, '09-given');
        if (plan === 'part' && tally.part === 0) await shoot(page, '09-given-part-en');
      }
      tally[plan] += 1;
    }
  });

  // What is refused.
  const refusals = [
    ['already-served', headquarters.card(queue[0]!.id)],
    ['forged', headquarters.card(queue[0]!.id, { signer: forger() })],
    ['wrong-site', headquarters.card(queue[0]!.id, { site: 'gedaref-north' })],
    ['unknown-beneficiary', headquarters.card('HH-99-9999')],
    ['verdictOf.link-not-card', 'HTTPS://EXAMPLE.ORG/CARD'],
  ] as const;
  for (const [verdict, text] of refusals) {
    // A forger who names our key is told apart from one who names his own.
    await desk.scan(text, verdict === 'forged' ? 'unknown-issuer' : verdict);
    await shootAll(desk, `10-${verdict.replace('verdictOf.', '')}`);
    await desk.press('Enter');
    await desk.idle();
  }
  await desk.press('F2');
  await shoot(page, '11-find-en');
  await desk.press('Escape');
  await desk.idle();

  // A reversal, approved by another supervisor.
  await desk.lock();
  await desk.signIn(SUPERVISOR);
  await office.reverse(reversible, SECOND);
  await shoot(page, '12-receipts-en');
  await desk.press('Escape');
  await desk.supervisor('xReport');
  await shoot(page, '13-x-report-en');
  await desk.press('Escape', 'Escape');

  // The blind count: everything is there but one sack.
  const report = must(await bridge.day.xReport({ print: false }));
  const items = (await view()).cycle!.items;
  const expected = new Map(report.accounts.map((one) => [one.account, one.expected]));
  const notes: Record<string, number> = {};
  for (const [table, { currency, denominations }] of currencies.entries()) {
    let rest = expected.get(`cash:${currency}`) ?? 0;
    for (const [row, value] of denominations.entries()) {
      notes[`${table}:${row}`] = Math.floor(rest / value);
      rest %= value;
    }
    expect(rest).toBe(0);
  }
  const short = items[0]!.item;
  const stock = Object.fromEntries(
    items.map((one) => [one.name['en']!, (expected.get(one.item) ?? 0) - (one.item === short ? 3 : 0)]),
  );
  await office.count(notes, stock);
  await shootAll(desk, '14-differences');
  await office.close(SECOND);
  await shootAll(desk, '15-z-report');
  for (const language of ['fr', 'ar', 'en'] as const) {
    must(await bridge.station.setLanguage({ language }));
    desk.language = language;
    await page.locator(`html[lang="${language}"]`).waitFor();
    await answerSaveDialog(app, join(OUTPUT, `summary-${language}.pdf`));
    await office.saveSummary();
  }
  const closed = must(await bridge.day.closed()).days[0]!;

  const { exported, lines, proven, acknowledgedMs } = await sendHome({ station, desk });
  timings['acknowledged'] = acknowledgedMs;
  const after = await view();

  for (const [index, job] of printer.jobs.entries())
    leave(join('receipts', `receipt-${String(index + 1).padStart(3, '0')}.png`), paperPng(job));
  await timed('quit', () => station.quit());
  await collector.stop();
  leaveForAuditors(join(headquarters.folder, 'keys'), collector);

  const served = tally.whole + tally.proxy + tally.part - 1;
  expect(closed.tally).toMatchObject({ served, notServed: tally['not-served'], reversed: 1, part: tally.part });
  expect(after.counts).toBeDefined();
  expect(lines).toHaveLength(exported.entries);
  scanMs.sort((a, b) => a - b);
  const result = {
    seed: SEED,
    households: HOUSEHOLDS,
    served: closed.tally.served,
    part: closed.tally.part,
    byProxy: tally.proxy,
    notServed: closed.tally.notServed,
    reversed: closed.tally.reversed,
    entries: exported.entries,
    root: toHex(merkleRoot(lines)),
    log: `tallypoint/${PROGRAMME}/${SITE}/${DESK}/1`,
    stationPublicKey: headquarters.stationKey(DESK),
    collectorName: collector.upstream.name,
    collectorPublicKey: collector.upstream.publicKey,
    proofs: proven.map(({ seq }) => ({ seq, leaf: toHex(lines[seq]!) })),
    head: closed.head,
    receiptsPrinted: printer.jobs.length,
    totals: {
      items: totalsOf(closed.accounts, (account) => currencyOf(account) === undefined),
      cashMinor: totalsOf(closed.accounts, (account) => currencyOf(account) !== undefined),
    },
    timings: {
      ...timings,
      scanToVerdictSeenP50: Math.round(scanMs[Math.floor(scanMs.length / 2)]!),
      scanToVerdictSeenP95: Math.round(scanMs[Math.floor(scanMs.length * 0.95)]!),
    },
  };
  leave('result.json', `${JSON.stringify(result, null, 2)}\n`);
});

function totalsOf(
  accounts: readonly Readonly<{ account: string; handed: number; reversed: number }>[],
  which: (account: string) => boolean,
): Record<string, number> {
  return Object.fromEntries(
    accounts
      .filter(({ account }) => which(account))
      .map(({ account, handed, reversed }) => [account, handed - reversed]),
  );
}

function forger() {
  return signerOf(new Uint8Array(32).fill(7));
}
