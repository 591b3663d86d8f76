import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { removeOrphans } from '../../../main/vault/cycle/cycle-files.ts';
import { installPackage, type Installed } from '../../../main/vault/cycle/install.ts';
import type { LiveCycle } from '../../../main/vault/cycle/install-delta.ts';
import { createRoll, type Roll } from '../../../main/vault/roll/roll.ts';
import { nodeDisk } from '../../../main/vault/store/disk.ts';
import { rollMigrations } from '../../../main/vault/store/migrations.ts';
import { openDatabase } from '../../../main/vault/store/open-database.ts';
import { entitlement, household, NOW_MS, operator, PNG_BYTES, ports, setUp, type Bench } from './issue.fixture.ts';
import { issuePackage } from './issue-package.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await setUp();
});
afterEach(() => bench.close());

/** The roll as the desk has it, its search prepared to the end or by so many slices. */
const openRoll = (
  live: Pick<LiveCycle, 'path' | 'key'>,
  slices = Number.POSITIVE_INFINITY,
): { roll: Roll; close: () => void } => {
  const opened = openDatabase({ ...live, migrations: rollMigrations, now: () => NOW_MS });
  if (!opened.ok) throw new Error(opened.error);
  const roll = createRoll(opened.value);
  for (let done = 0; done < slices && roll.searchPercent() !== undefined; done += 1) roll.prepareSearch();
  return { roll, close: () => opened.value.close() };
};

function liveOf(done: Installed): LiveCycle {
  if (done.kind !== 'full') throw new Error('expected a full package');
  const { manifest, manifestHash } = done;
  return {
    installed: { number: manifest.number, manifestHash, cycle: manifest.cycle, cycleSecret: manifest.cycleSecret },
    path: join(bench.folder, done.file),
    key: done.key,
  };
}

async function installed(more: Parameters<Bench['install']>[0] = {}): Promise<Installed> {
  const result = await installPackage(bench.install(more));
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

it('brings a whole package onto the station', async () => {
  const written = await issuePackage(bench.issue(500));
  const steps = new Set<string>();
  const done = await installed({ progress: (step) => void steps.add(step) });
  expect(done).toMatchObject({
    kind: 'full',
    households: 500,
    entitlements: 500,
    manifestHash: written.manifestHash,
    operators: [operator],
  });
  expect([...steps]).toEqual(['checking', 'decrypting', 'reading', 'finishing']);
  const { roll, close } = openRoll(liveOf(done));
  expect(roll.householdById('HH-20-7')).toEqual(household(7));
  expect(roll.entitlementsOf('HH-20-500')).toEqual([entitlement(500)]);
  expect(Buffer.from(roll.photo('awa.png') ?? [])).toEqual(PNG_BYTES);
  expect(roll.isRevoked('aa'.repeat(8))).toBe(true);
  expect(roll.manifestHash()).toBe(written.manifestHash);
  expect(roll.manifest()).not.toHaveProperty('parts');
  expect(roll.counts()).toEqual({ households: 500, entitlements: 500, photos: 1 });
  expect(roll.find({ name: 'Dialo', birthYear: '1980', idNumber: 'hh 20 7' })?.matches[0]?.household.id).toBe(
    'HH-20-7',
  );
  close();
  expect(readdirSync(bench.folder).filter((name) => name.startsWith('cycle-'))).toHaveLength(1);
});

it('can be opened by HQ as well', async () => {
  await issuePackage(bench.issue(1));
  expect((await installed({ identity: bench.recovery })).households).toBe(1);
});

it('applies a delta in place', async () => {
  const records = join(bench.folder, 'records');
  const base = await issuePackage(bench.issue(10, { recordsPath: records }));
  const live = liveOf(await installed());
  const desk = openRoll(live);
  const people = [
    household(1, { note: 'moved', place: 'Gedaref' }),
    ...[2, 3, 4, 5, 6, 7, 8, 9, 11].map((n) => household(n)),
  ];
  const due = [entitlement(1, 7000), ...[2, 3, 4, 5, 6, 7, 8, 9, 11].map((n) => entitlement(n))];
  const delta = await issuePackage(
    bench.issue(10, {
      path: join(bench.folder, 'two.cycle'),
      baseRecordsPath: records,
      number: 2,
      previous: base.manifestHash,
      source: bench.source(0, {
        households: () => people,
        entitlements: () => due,
        trust: { ...bench.trust, revokedCards: ['bb'.repeat(8)] },
      }),
    }),
  );
  expect(delta.manifest.parts.slice(0, 2).map(({ count }) => count)).toEqual([3, 3]);
  expect(delta.manifest.parts).toHaveLength(6);
  const done = await installed({ path: join(bench.folder, 'two.cycle'), current: live });
  expect(done).toMatchObject({ kind: 'delta', households: 10, entitlements: 10, manifestHash: delta.manifestHash });
  // The desk's own connection sees the new roll at once.
  expect(desk.roll.householdById('HH-20-1')?.note).toBe('moved');
  expect(desk.roll.householdById('HH-20-10')).toBeUndefined();
  expect(desk.roll.householdById('HH-20-11')).toEqual(household(11));
  expect(desk.roll.entitlementsOf('HH-20-1')).toEqual([entitlement(1, 7000)]);
  expect(desk.roll.entitlementsOf('HH-20-10')).toEqual([]);
  expect(desk.roll.isRevoked('aa'.repeat(8))).toBe(false);
  expect(desk.roll.find({ place: 'Gedaref', name: 'Awa' })?.matches.map((match) => match.household.id)).toEqual([
    'HH-20-1',
  ]);
  expect(
    desk.roll.find({ idNumber: 'HH-20-10', name: 'Awa' })?.matches.some((match) => match.household.id === 'HH-20-10'),
  ).toBe(false);
  desk.close();
  const after = openRoll(live);
  expect(after.roll.manifestHash()).toBe(delta.manifestHash);
  after.close();
});

it('applies a delta to its own base only', async () => {
  const records = join(bench.folder, 'records');
  await issuePackage(bench.issue(2, { recordsPath: records }));
  const live = liveOf(await installed());
  await issuePackage(
    bench.issue(2, {
      path: join(bench.folder, 'two.cycle'),
      baseRecordsPath: records,
      number: 2,
      previous: '99'.repeat(32),
    }),
  );
  expect(await installPackage(bench.install({ path: join(bench.folder, 'two.cycle'), current: live }))).toEqual({
    ok: false,
    error: { code: 'wrong-base' },
  });
  expect(await installPackage(bench.install({ path: join(bench.folder, 'two.cycle') }))).toEqual({
    ok: false,
    error: { code: 'wrong-base' },
  });
});

it('removes what an install that was cut off left behind', async () => {
  await issuePackage(bench.issue(1));
  const one = await installed();
  const two = await installed();
  const kept = one.kind === 'full' ? one.file : '';
  expect(two.kind).toBe('full');
  expect(removeOrphans(nodeDisk, bench.folder, [kept])).toBe(1);
  expect(readdirSync(bench.folder).filter((name) => name.startsWith('cycle-'))).toEqual([kept]);
});

it('stops when cancelled and leaves nothing', async () => {
  await issuePackage(bench.issue(2000));
  for (const step of ['checking', 'reading', 'finishing']) {
    const controller = new AbortController();
    const result = await installPackage(
      bench.install({ signal: controller.signal, progress: (at) => (at === step ? controller.abort() : undefined) }),
    );
    expect(result).toEqual({ ok: false, error: { code: 'cancelled' } });
    expect(readdirSync(bench.folder).filter((name) => name.startsWith('cycle-'))).toEqual([]);
  }
});

it('stops when the disk is full and goes on when it is not', async () => {
  await issuePackage(bench.issue(2000));
  const files = (): string[] => readdirSync(bench.folder).filter((name) => name.startsWith('cycle-'));
  const refused = { ok: false, error: { code: 'disk-full' } };
  expect(await installPackage(bench.install({ ports: { ...ports, freeBytes: () => 1000 } }))).toEqual(refused);
  const small: typeof openDatabase = (options) => {
    const opened = openDatabase(options);
    if (opened.ok) opened.value.exec('PRAGMA max_page_count = 100');
    return opened;
  };
  expect(await installPackage(bench.install({ ports: { ...ports, openDatabase: small } }))).toEqual(refused);
  const noSync = {
    ...nodeDisk,
    syncData: () => {
      throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
    },
  };
  expect(await installPackage(bench.install({ ports: { ...ports, disk: noSync } }))).toEqual(refused);
  expect(files()).toEqual([]);
  expect((await installed()).households).toBe(2000);
});
