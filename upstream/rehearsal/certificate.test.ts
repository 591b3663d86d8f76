import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openRecovery } from '../../main/vault/crypto/recovery.ts';
import { nodeDisk } from '../../main/vault/store/disk.ts';
import { toHex } from '../../shared/wire/bytes.ts';
import type { EnrolOptions } from '../issuer/keys/enrol.ts';
import { whole } from './acts.fixture.ts';
import { exported, ofType } from './entries.fixture.ts';
import { hashes, noSpace } from './files.fixture.ts';
import { plainRoll } from './roll.fixture.ts';
import { DAY_MS, must, NOW_MS, openedDay, SECRET, type Rehearsal, type Station } from './station.fixture.ts';

let rehearsal: Rehearsal & { station: Station };
let client: Station['client'];
beforeEach(async () => {
  rehearsal = await openedDay(plainRoll(3));
  client = rehearsal.station.client;
  must(await client.session.signIn(omar));
});
afterEach(() => rehearsal.close());

const omar = { operator: 'OMAR', secret: SECRET.OMAR };
const code = (answer: { ok: true } | { ok: false; error: { code: string } }): string =>
  answer.ok ? 'ok' : answer.error.code;
const later = { validFromMs: NOW_MS, validUntilMs: NOW_MS + 730 * DAY_MS, deskName: 'Desk one' };
const recovery = (): string => join(rehearsal.vaultFolder, 'recovery.age');

async function give(station: Station['client'], number: number) {
  const verdict = must(await station.desk.scan({ text: rehearsal.card({ number }), via: 'wedge' }));
  return must(await station.desk.give(whole(verdict, number)));
}

async function renew(station: Station['client'], more: Partial<EnrolOptions>) {
  return await station.host.readCertificate({ path: await rehearsal.certify({ client: station }, more) });
}

describe('another certificate for the same station', () => {
  test('renews it in its epoch: the day and the log go on, and recovery is sealed anew', async () => {
    const first = await give(client, 1);
    const identity = await generateX25519Identity();
    const programme = { ...rehearsal.programme, recoveryRecipients: [await identityToRecipient(identity)] } as never;
    expect(must(await renew(client, { ...later, programme }))).toMatchObject({ epoch: 1, deskName: 'Desk one' });
    must(await client.setup.acceptCertificate());
    expect(must(await client.host.view())).toMatchObject({
      phase: 'open',
      operator: { id: 'OMAR' },
      station: { deskName: 'Desk one', epoch: 1 },
      day: { openedBy: 'OMAR' },
      counts: { served: 1 },
    });
    const second = await give(client, 2);
    expect(second.seq).toBeGreaterThan(first.seq);
    const { entries } = await exported(rehearsal.folder, client);
    expect(ofType(entries, 'log_open')).toHaveLength(1);
    expect(new Set(entries.map((entry) => entry.log))).toEqual(new Set(['tallypoint/relief/kassala/desk-1/1']));
    expect((await openRecovery(readFileSync(recovery()), identity)).ok).toBe(true);
    expect((await openRecovery(readFileSync(recovery()), rehearsal.recovery)).ok).toBe(false);
  });

  test('is refused where it is older or opens another log, and nothing changes', async () => {
    const [mine] = rehearsal.stations();
    if (mine === undefined) throw new Error('The station is not registered');
    const found = hashes(rehearsal.vaultFolder);
    const before = must(await client.host.view());
    expect(code(await renew(client, { validFromMs: NOW_MS - 2 * DAY_MS }))).toBe('older-epoch');
    expect(code(await renew(client, { ...later, stations: [], desk: 'desk-2' }))).toBe('foreign-station');
    // The desk was given to another computer and then back to this one.
    const other = { ...mine, certificate: { ...mine.certificate, signKey: toHex(new Uint8Array(randomBytes(32))) } };
    expect(code(await renew(client, { ...later, stations: [other] }))).toBe('foreign-station');
    expect(code(await renew(client, { ...later, validUntilMs: NOW_MS }))).toBe('expired');
    expect(code(await client.setup.acceptCertificate())).toBe('nothing-chosen');
    expect(hashes(rehearsal.vaultFolder)).toEqual(found);
    expect(must(await client.host.view())).toEqual(before);
  });

  test('is taken whole or not at all where the disk is full', async () => {
    let full = false;
    const disk = {
      ...nodeDisk,
      write: (...args: Parameters<typeof nodeDisk.write>) => (full ? noSpace() : nodeDisk.write(...args)),
    };
    must(await client.host.shutdown());
    const station = (await rehearsal.start({ disk })).client;
    must(await station.session.signIn(omar));
    must(await renew(station, later));
    full = true;
    expect(code(await station.setup.acceptCertificate())).toBe('disk-full');
    full = false;
    expect(must(await station.host.view())).toMatchObject({ phase: 'open', station: { deskName: 'Desk 1' } });
    await give(station, 1);
    must(await station.session.signIn(omar));
    expect(existsSync(recovery())).toBe(true);
    must(await renew(station, later));
    must(await station.setup.acceptCertificate());
    expect(must(await station.host.view()).station?.deskName).toBe('Desk one');
  });
});
