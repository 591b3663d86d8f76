import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { nodeDisk } from '../../main/vault/store/disk.ts';
import { whole } from './acts.fixture.ts';
import { plainRoll } from './roll.fixture.ts';
import { must, openedDay, SECRET, type Rehearsal, type Station } from './station.fixture.ts';

let rehearsal: Rehearsal & { station: Station };
let client: Station['client'];
beforeEach(async () => {
  rehearsal = await openedDay(plainRoll(4));
  client = rehearsal.station.client;
});
afterEach(() => rehearsal.close());

const amina = { operator: 'AMINA', secret: SECRET.AMINA };
const code = (answer: { ok: true } | { ok: false; error: { code: string } }): string =>
  answer.ok ? 'ok' : answer.error.code;
const view = async (station: Station['client']) => must(await station.host.view());

async function give(number: number): Promise<void> {
  const verdict = must(await client.desk.scan({ text: rehearsal.card({ number }), via: 'wedge' }));
  must(await client.desk.give(whole(verdict, number)));
}

describe('trouble is told and nothing overwritten', () => {
  const flip = (file: string, at: number): void => {
    const path = join(rehearsal.vaultFolder, file);
    const bytes = readFileSync(path);
    bytes[at] = (bytes[at] ?? 0) ^ 0xff;
    writeFileSync(path, bytes);
  };
  const cases: [string, () => void, string][] = [
    ['the ledger is gone', () => rmSync(join(rehearsal.vaultFolder, 'ledger.db')), 'files-missing'],
    ['the ledger is damaged', () => flip('ledger.db', 5000), 'database-damaged'],
    ['the secrets are of another station', () => flip('station.sealed', 40), 'wrong-key'],
    [
      'the keyslots are gone',
      () => ['', '.copy'].forEach((end) => rmSync(join(rehearsal.vaultFolder, `keyslots.json${end}`))),
      'files-missing',
    ],
    [
      'the keyslots are damaged',
      () => ['', '.copy'].forEach((end) => flip(`keyslots.json${end}`, 30)),
      'keyslots-damaged',
    ],
  ];
  const names = (): string[] => readdirSync(rehearsal.vaultFolder);
  test.each(cases)('%s', async (_what, damage, trouble) => {
    await give(1);
    must(await client.host.shutdown());
    damage();
    const before = contents();
    const next = (await rehearsal.start()).client;
    const answer = (await view(next)).phase === 'trouble' ? 'trouble' : code(await next.session.signIn(amina));
    expect(answer).toBe('trouble');
    expect((await view(next)).trouble?.code).toBe(trouble);
    expect(code(await next.setup.createStation({ passphrase: SECRET.SETUP }))).toBe('already-created');
    expect(contents()).toEqual(before);
  });
  function contents(): Record<string, string> {
    return Object.fromEntries(
      names()
        .filter((name) => !/-(wal|shm)$/.test(name))
        .map((name) => [name, readFileSync(join(rehearsal.vaultFolder, name)).toString('base64')]),
    );
  }
});

describe('a full disk', () => {
  test('refuses an act, keeps nothing of it, and goes on when there is room again', async () => {
    let full = false;
    const noSpace = (): never => {
      throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
    };
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
