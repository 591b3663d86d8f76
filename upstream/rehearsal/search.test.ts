import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { whole } from './acts.fixture.ts';
import { exported, ofType } from './entries.fixture.ts';
import { entitlement, household, plainRoll } from './roll.fixture.ts';
import { counted, must, rehearse, searchReady, SECRET, type Rehearsal, type Station } from './station.fixture.ts';

const COUNT = 1500;
let rehearsal: Rehearsal;
let station: Station;
let client: Station['client'];
/** A large roll just put in force: its search is hardly begun. */
beforeEach(async () => {
  rehearsal = await rehearse();
  station = await rehearsal.start();
  ({ client } = station);
  await rehearsal.enrol(station);
  must(await client.host.install({ path: await rehearsal.issue(plainRoll(COUNT)) }));
});
afterEach(async () => {
  await station.vault.call('host.shutdown', undefined);
  rehearsal.close();
});

const omar = { operator: 'OMAR', secret: SECRET.OMAR };
const percent = async (): Promise<number | undefined> => must(await client.host.view()).cycle?.searchPercent;
const byName = (number: number) => ({ name: `Awa Diallo ${number}`, place: 'Kassala' });
const found = async (query: Parameters<typeof client.desk.find>[0]) => {
  const { matches, ready } = must(await client.desk.find(query));
  return { households: matches.map((match) => match.household), ready };
};

describe('while the search is prepared', () => {
  test('cards are served, and people are found by the number of the card', async () => {
    must(await client.session.signIn(omar));
    must(await client.day.open(counted(100, 100)));
    expect(await percent()).toBeLessThan(100);
    expect(await found(byName(COUNT))).toEqual({ households: [], ready: false });
    expect(await found({ ...byName(COUNT), idNumber: ` hh 20 ${COUNT} ` })).toEqual({
      households: [`HH-20-${COUNT}`],
      ready: false,
    });
    expect(await found({ name: 'Awa Dialo', idNumber: 'HH-20-7' })).toMatchObject({ households: ['HH-20-7'] });
    expect(await found({ name: 'Zahra', idNumber: 'HH-20-7' })).toMatchObject({ households: [] });
    expect((await client.desk.find({ idNumber: 'HH-20-7' })).ok).toBe(false);
    const verdict = must(await client.desk.scan({ text: rehearsal.card({ number: COUNT }), via: 'wedge' }));
    must(await client.desk.give(whole(verdict, COUNT)));
    expect(await percent()).toBeDefined();

    await searchReady(station);
    expect(await found(byName(COUNT))).toEqual({ households: [`HH-20-${COUNT}`], ready: true });
    // Whoever finds nobody is counted all the same.
    const { entries } = await exported(rehearsal.folder, client);
    expect(ofType(entries, 'lookup').map((entry) => entry.found)).toEqual([0, 1, 1, 0, 1]);
    const told = station.views.map((view) => view.cycle?.searchPercent).filter((one) => one !== undefined);
    expect(told).toEqual(told.toSorted((a, b) => a - b));
    expect(new Set(told).size).toBeGreaterThan(5);
  });

  test('a lock makes it rest, and nothing is lost', async () => {
    must(await client.session.lock());
    must(await client.session.signIn(omar));
    const before = await percent();
    expect(before).toBeDefined();
    must(await client.session.lock());
    await station.vault.tick();
    expect(must(await client.host.view()).cycle).toBeNull();
    must(await client.session.signIn(omar));
    expect(await percent()).toBeGreaterThanOrEqual(before ?? 100);
    await searchReady(station);
    expect(await found(byName(1))).toEqual({ households: ['HH-20-1'], ready: true });
  });

  test('a program that dies goes on where it was', async () => {
    while (((await percent()) ?? 100) < 20) await setImmediate();
    expect(await percent()).toBeDefined();
    const dead = rehearsal.copy('dead');
    must(await client.host.shutdown());
    rmSync(rehearsal.vaultFolder, { recursive: true });
    cpSync(join(dead, 'vault'), rehearsal.vaultFolder, { recursive: true });
    station = await rehearsal.start();
    ({ client } = station);
    must(await client.session.signIn(omar));
    expect(await percent()).toBeGreaterThanOrEqual(20);
    await searchReady(station);
    expect(await found(byName(COUNT))).toEqual({ households: [`HH-20-${COUNT}`], ready: true });
  });

  test('a delta is taken, and the search is of the roll as it is then', async () => {
    // Locked, it rests while HQ makes the delta.
    must(await client.session.lock());
    const plain = plainRoll(COUNT);
    const moved = household(COUNT, { members: [{ id: 'x', name: 'Zahra Osman', relation: 'head' }] });
    const path = await rehearsal.issue(
      {
        households: [...plain.households.slice(1, -1), moved, household(COUNT + 1)],
        entitlements: [...plain.entitlements.slice(1), entitlement(COUNT + 1)],
      },
      { baseRecordsPath: join(rehearsal.folder, '1.records') },
    );
    must(await client.session.signIn(omar));
    expect(await percent()).toBeDefined();
    expect(must(await client.host.install({ path })).kind).toBe('delta');
    await searchReady(station);
    expect((await found({ name: 'Zahra Osman', place: 'Kassala' })).households).toEqual([moved.id]);
    expect((await found(byName(COUNT + 1))).households).toEqual([`HH-20-${COUNT + 1}`]);
    expect((await found({ ...byName(1), idNumber: 'HH-20-1' })).households).not.toContain('HH-20-1');
  });
});
