import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { VaultPorts } from '../../main/vault/session/ports.ts';
import { nodeDisk, type Disk } from '../../main/vault/store/disk.ts';
import { openDatabase } from '../../main/vault/store/open-database.ts';
import { takeDesk } from './acts.fixture.ts';
import { exported, ofType } from './entries.fixture.ts';
import { hashes, noSpace } from './files.fixture.ts';
import { plainRoll } from './roll.fixture.ts';
import { counted, must, openedDay, SECRET, type Rehearsal, type Station } from './station.fixture.ts';

let rehearsal: Rehearsal & { station: Station };
beforeEach(async () => {
  rehearsal = await openedDay(plainRoll(3));
  const { client } = rehearsal.station;
  await takeDesk(client, 'OMAR');
  must(await client.day.count(counted(100, 100)));
  must(await client.day.close({}));
  must(await client.host.shutdown());
});
afterEach(() => rehearsal.close());

const omar = { operator: 'OMAR', secret: SECRET.OMAR };
const code = (answer: { ok: true } | { ok: false; error: { code: string } }): string =>
  answer.ok ? 'ok' : answer.error.code;

type Limits = { full: boolean };
const failing = (limits: Limits, name: 'write' | 'syncData', which: (...args: never[]) => boolean): Disk => ({
  ...nodeDisk,
  [name]: (...args: never[]) =>
    limits.full && which(...args) ? noSpace() : (nodeDisk[name] as (...all: never[]) => unknown)(...args),
});
/** Ways in which a disk can turn out to be full while a package is installed. */
const ways: [string, (limits: Limits) => Partial<VaultPorts>][] = [
  ['too little room is left from the start', (limits) => ({ freeBytes: () => (limits.full ? 1000 : 1e12) })],
  [
    'the roll finds no more pages',
    (limits) => ({
      openDatabase(options) {
        const opened = openDatabase(options);
        if (opened.ok && limits.full) opened.value.exec('PRAGMA max_page_count = 30');
        return opened;
      },
    }),
  ],
  ['the roll cannot be synced', (limits) => ({ disk: failing(limits, 'syncData', () => true) })],
  ['keyslots and ledger cannot be written', (limits) => ({ disk: failing(limits, 'write', () => true) })],
];

describe('a disk that fills while a package is installed', () => {
  test.each(ways)('%s: all is as it was, and a retry works', async (_what, portsOf) => {
    const limits = { full: false };
    const { client } = await rehearsal.start(portsOf(limits));
    must(await client.session.signIn(omar));
    const path = await rehearsal.issue(plainRoll(400));
    const before = hashes(rehearsal.vaultFolder);
    const shown = must(await client.host.view());
    limits.full = true;
    expect(code(await client.host.install({ path }))).toBe('disk-full');
    expect(must(await client.host.view())).toEqual(shown);
    expect(hashes(rehearsal.vaultFolder)).toEqual(before);
    limits.full = false;
    must(await client.host.install({ path }));
    expect(must(await client.host.view()).cycle).toMatchObject({ packageNumber: 2, households: 400 });
    const { entries } = await exported(rehearsal.folder, client);
    expect(ofType(entries, 'import').map((entry) => entry.num)).toEqual([1, 2]);
  });
});
