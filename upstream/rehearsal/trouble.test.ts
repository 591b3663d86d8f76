import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ledgerMigrations } from '../../main/vault/store/migrations.ts';
import { nodeDisk } from '../../main/vault/store/disk.ts';
import { openDatabase } from '../../main/vault/store/open-database.ts';
import { whole } from './acts.fixture.ts';
import { flip, hashes, noSpace } from './files.fixture.ts';
import { withLedger } from './rebuild.fixture.ts';
import { plainRoll } from './roll.fixture.ts';
import { must, openedDay, SECRET, type Rehearsal, type Station } from './station.fixture.ts';

let rehearsal: Rehearsal & { station: Station };
let client: Station['client'];
/** The profile before the first hand-over. */
let before: string;
beforeEach(async () => {
  rehearsal = await openedDay(plainRoll(4));
  client = rehearsal.station.client;
  must(await client.session.lock());
  before = rehearsal.copy('before');
  must(await client.session.signIn(amina));
});
afterEach(() => rehearsal.close());

const amina = { operator: 'AMINA', secret: SECRET.AMINA };
const code = (answer: { ok: true } | { ok: false; error: { code: string } }): string =>
  answer.ok ? 'ok' : answer.error.code;
const view = async (station: Station['client']) => must(await station.host.view());
const file = (name: string): string => join(rehearsal.vaultFolder, name);
const change = (...statements: string[]): Promise<void> =>
  withLedger(rehearsal.vaultFolder, (db) => statements.forEach((sql) => db.exec(sql)));

async function give(number: number): Promise<void> {
  const verdict = must(await client.desk.scan({ text: rehearsal.card({ number }), via: 'wedge' }));
  must(await client.desk.give(whole(verdict, number)));
}

const keyslots = (spoil: (path: string) => void) => () =>
  ['keyslots.json', 'keyslots.json.copy'].forEach((name) => spoil(file(name)));
const cases: [string, () => void | Promise<void>, string][] = [
  ['the ledger is gone', () => rmSync(file('ledger.db')), 'files-missing'],
  ['the ledger is damaged', () => flip(file('ledger.db'), 5000), 'database-damaged'],
  ['the ledger is of another station', () => foreignLedger(), 'wrong-key'],
  ['the ledger was written by a newer program', () => change('PRAGMA user_version = 99'), 'database-newer'],
  [
    'a step of its history was edited',
    () => change('UPDATE migrations SET sha256 = zeroblob(32) WHERE version = 2'),
    'migration-edited',
  ],
  [
    'an entry was edited',
    () =>
      change(
        'DROP TRIGGER entry_no_update',
        `UPDATE entry SET body = CAST(replace(CAST(body AS TEXT), 'AMINA', 'OMAR') AS BLOB)
         WHERE seq = (SELECT max(seq) FROM entry)`,
      ),
    'chain-broken',
  ],
  ['the newest entries are cut off and the journal is another', () => shorterLedger(), 'chain-broken'],
  ['the journal cannot be replayed', () => emptyTill(), 'journal-damaged'],
  ['the secrets are of another station', () => flip(file('station.sealed'), 40), 'wrong-key'],
  ['the keyslots are gone', keyslots((path) => rmSync(path)), 'files-missing'],
  ['the keyslots are damaged', keyslots((path) => flip(path, 30)), 'keyslots-damaged'],
];

function foreignLedger(): void {
  rmSync(file('ledger.db'));
  const key = new Uint8Array(randomBytes(32));
  const made = openDatabase({ path: file('ledger.db'), key, migrations: ledgerMigrations, now: () => 0 });
  if (made.ok) made.value.close();
}

/** A ledger that lacks entries, and a journal that begins after the gap. */
async function shorterLedger(): Promise<void> {
  await change(
    'DROP TRIGGER entry_no_delete',
    'DELETE FROM entry_aux WHERE seq > 3',
    'DELETE FROM verified',
    'DELETE FROM entry WHERE seq = 5',
  );
}

/** The database is as before the hand-over and says that nothing was on hand: the journal's hand-over does not fit. */
async function emptyTill(): Promise<void> {
  rehearsal.restore(before, 'ledger.db');
  await change('UPDATE day_account SET opening = 0');
}

describe('trouble is told and nothing overwritten', () => {
  test.each(cases)('%s', async (_what, damage, trouble) => {
    await give(1);
    must(await client.host.shutdown());
    await damage();
    const found = hashes(rehearsal.vaultFolder);
    const next = (await rehearsal.start()).client;
    const answer = (await view(next)).phase === 'trouble' ? 'trouble' : code(await next.session.signIn(amina));
    expect(answer).toBe('trouble');
    expect((await view(next)).trouble?.code).toBe(trouble);
    expect(code(await next.session.signIn(amina))).toBe('trouble');
    expect(code(await next.setup.createStation({ passphrase: SECRET.SETUP }))).toBe('already-created');
    must(await next.host.shutdown());
    expect(hashes(rehearsal.vaultFolder)).toEqual(found);
  });

  test('one damaged copy of the keyslots is mended from the other', async () => {
    must(await client.host.shutdown());
    const found = hashes(rehearsal.vaultFolder);
    flip(file('keyslots.json'), 30);
    const next = (await rehearsal.start()).client;
    expect(hashes(rehearsal.vaultFolder)).toEqual(found);
    must(await next.session.signIn(amina));
  });
});

describe('a full disk', () => {
  test('refuses an act, keeps nothing of it, and goes on when there is room again', async () => {
    let full = false;
    const disk = {
      ...nodeDisk,
      write: (...args: Parameters<typeof nodeDisk.write>) => (full ? noSpace() : nodeDisk.write(...args)),
    };
    must(await client.host.shutdown());
    const next = (await rehearsal.start({ disk })).client;
    must(await next.session.signIn(amina));
    const verdict = must(await next.desk.scan({ text: rehearsal.card(), via: 'wedge' }));
    full = true;
    expect(code(await next.desk.give(whole(verdict)))).toBe('disk-full');
    expect((await view(next)).counts.served).toBe(0);
    full = false;
    must(await next.desk.give(whole(verdict)));
    expect((await view(next)).counts.served).toBe(1);
  });
});
