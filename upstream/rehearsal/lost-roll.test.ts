import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readCycleFile } from '../../main/vault/installs/open-cycle.ts';
import { rollMigrations } from '../../main/vault/store/migrations.ts';
import { openDatabase } from '../../main/vault/store/open-database.ts';
import { err } from '../../shared/result.ts';
import { whole } from './acts.fixture.ts';
import { withLedger } from './rebuild.fixture.ts';
import { plainRoll } from './roll.fixture.ts';
import { counted, must, openedDay, SECRET, type Rehearsal, type Station } from './station.fixture.ts';

let rehearsal: Rehearsal & { station: Station };
beforeEach(async () => {
  rehearsal = await openedDay(plainRoll(3));
});
afterEach(() => rehearsal.close());

const omar = { operator: 'OMAR', secret: SECRET.OMAR };
const code = (answer: { ok: true } | { ok: false; error: { code: string } }): string =>
  answer.ok ? 'ok' : answer.error.code;
const scan = (client: Station['client'], number: number) =>
  client.desk.scan({ text: rehearsal.card({ number }), via: 'wedge' });
const view = async (client: Station['client']) => must(await client.host.view());
const cyclePath = (): string => {
  const name = readdirSync(rehearsal.vaultFolder).find((one) => /^cycle-.*\.db$/.test(one));
  return join(rehearsal.vaultFolder, name ?? '');
};
const packageOf = (number: number): string => join(rehearsal.folder, `${number}.cycle`);

/** Serves one, ends the program, lets `damage` happen and starts it again with the supervisor at the desk. */
async function restartAfter(damage: () => void): Promise<Station['client']> {
  const { client } = rehearsal.station;
  must(await client.desk.give(whole(must(await scan(client, 1)))));
  must(await client.host.shutdown());
  damage();
  const next = (await rehearsal.start()).client;
  must(await next.session.signIn(omar));
  return next;
}

function flipFrom(path: string, from: number): void {
  const bytes = readFileSync(path);
  for (let at = from; at < bytes.length; at += 512) bytes[at] = (bytes[at] ?? 0) ^ 0xff;
  writeFileSync(path, bytes);
}

const NO_KEY = new Uint8Array(32);

function flipOnce(path: string, at: number): void {
  const bytes = readFileSync(path);
  bytes[at] = (bytes[at] ?? 0) ^ 0xff;
  writeFileSync(path, bytes);
}

describe('a roll that is lost leaves the ledger open', () => {
  const damages: [string, () => void, string][] = [
    ['gone', () => rmSync(cyclePath()), 'files-missing'],
    ['damaged from the first page on', () => flipFrom(cyclePath(), 100), 'database-damaged'],
  ];
  test.each(damages)('%s: the same package brings it back in the middle of the day', async (_what, damage, trouble) => {
    const client = await restartAfter(damage);
    expect(await view(client)).toMatchObject({ phase: 'open', trouble: null, cycle: null, cycleTrouble: trouble });
    expect(await view(client)).toMatchObject({
      day: { openedBy: 'OMAR' },
      counts: { served: 1 },
      packagesToInstall: [1],
    });
    expect(code(await scan(client, 1))).toBe('no-cycle');
    expect(must(await client.receipts.recent({})).handovers).toHaveLength(1);

    const other = await rehearsal.issue(plainRoll(3));
    expect(code(await client.host.install({ path: other }))).toBe('day-open');
    expect(must(await client.host.install({ path: packageOf(1) }))).toMatchObject({ kind: 'full', packageNumber: 1 });
    expect(await view(client)).toMatchObject({ cycle: { packageNumber: 1 }, counts: { served: 1, stillToCome: 2 } });
    expect(await view(client)).not.toHaveProperty('cycleTrouble');
    expect(await view(client)).not.toHaveProperty('packagesToInstall');
    expect(must(await scan(client, 1)).code).toBe('already-served');
    must(await client.desk.give(whole(must(await scan(client, 2)), 2)));
    expect(code(await client.host.install({ path: packageOf(1) }))).toBe('same-package');
  });

  test('damage that is met while serving gives up the roll alone, also after a restart', async () => {
    const { client } = rehearsal.station;
    must(await client.host.shutdown());
    const file = await withLedger(rehearsal.vaultFolder, readCycleFile);
    const opened = openDatabase({
      path: cyclePath(),
      key: file?.key ?? NO_KEY,
      migrations: rollMigrations,
      now: () => 0,
    });
    const roll = must(opened.ok ? opened : err({ code: opened.error }));
    const page = Number(
      roll.prepare(`SELECT rootpage FROM sqlite_schema WHERE name = 'household'`, { pluck: true }).get(),
    );
    roll.close();
    flipOnce(cyclePath(), (page - 1) * 4096 + 2000);
    const next = (await rehearsal.start()).client;
    must(await next.session.signIn({ operator: 'AMINA', secret: SECRET.AMINA }));
    expect(code(await scan(next, 1))).toBe('storage-fault');
    expect(await view(next)).toMatchObject({ phase: 'open', cycle: null, cycleTrouble: 'database-damaged' });
    must(await next.host.shutdown());
    const again = (await rehearsal.start()).client;
    must(await again.session.signIn(omar));
    expect(await view(again)).toMatchObject({ cycle: null, cycleTrouble: 'database-damaged' });
    must(await again.host.install({ path: packageOf(1) }));
    expect(must(await scan(again, 1)).code).toBe('ok');
  });

  test('a package that was replaced before stays refused, and deltas follow the full one again', async () => {
    const { client } = rehearsal.station;
    must(await client.session.signIn(omar));
    must(await client.day.count(counted(100, 100)));
    must(await client.day.close({}));
    must(await client.host.install({ path: await rehearsal.issue(plainRoll(3)) }));
    const delta = { baseRecordsPath: join(rehearsal.folder, '2.records') };
    must(await client.host.install({ path: await rehearsal.issue(plainRoll(4), delta) }));
    must(await client.host.shutdown());
    rmSync(cyclePath());
    const next = (await rehearsal.start()).client;
    must(await next.session.signIn(omar));
    expect((await view(next)).packagesToInstall).toEqual([2, 3]);
    expect(code(await next.host.install({ path: packageOf(1) }))).toBe('older-package');
    expect(code(await next.host.install({ path: packageOf(3) }))).toBe('wrong-base');
    must(await next.host.install({ path: packageOf(2) }));
    // The full package alone is behind what was in force.
    expect(await view(next)).toMatchObject({ cycle: { packageNumber: 2 }, packagesToInstall: [3] });
    must(await next.host.install({ path: packageOf(3) }));
    expect(await view(next)).not.toHaveProperty('packagesToInstall');
    expect((await view(next)).cycle).toMatchObject({ packageNumber: 3, households: 4 });
  });
});
