import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { approval, whole } from './acts.fixture.ts';
import { exported, ofType } from './entries.fixture.ts';
import { storedAndRebuilt, withLedger } from './rebuild.fixture.ts';
import { entitlement, plainRoll } from './roll.fixture.ts';
import { must, openedDay, type Rehearsal, type Station } from './station.fixture.ts';

let rehearsal: Rehearsal & { station: Station };
let client: Station['client'];
beforeEach(async () => {
  const roll = plainRoll(5);
  // Two who cannot collect here: one has another desk, one has nothing due.
  const entitlements = roll.entitlements
    .slice(0, 4)
    .map((one, index) => (index === 3 ? entitlement(4, { homeDesk: 'desk-2' }) : one));
  rehearsal = await openedDay({ ...roll, entitlements });
  client = rehearsal.station.client;
});
afterEach(() => rehearsal.close());

const line = { entitlement: 'E-1', line: 'oil' };
const scan = async (number: number) => must(await client.desk.scan({ text: rehearsal.card({ number }), via: 'wedge' }));
const counts = async () => must(await client.host.view()).counts;
const notPresented = async () => must(await client.day.xReport({ print: false })).tally.notPresented;

describe('what a clerk writes', () => {
  test('stays on the station; the entry holds only its salted hash', async () => {
    const written = 'Colle\u0301e par sa s\u0153ur Mariam ';
    const given = must(await client.desk.give({ ...whole(await scan(1)), note: written }));
    expect(given.note).toBe('Coll\u00e9e par sa s\u0153ur Mariam');
    const { token } = await scan(2);
    must(await client.desk.notServed({ token, reason: 'other', note: 'Mariam says no' }));
    must(await client.desk.notServed({ token: (await scan(3)).token, reason: 'declined', note: '  ' }));
    const log = await exported(rehearsal.folder, client);
    expect(log.text).not.toContain('Mariam');
    const [handover] = ofType(log.entries, 'handover');
    const refused = ofType(log.entries, 'not_served');
    expect(handover?.note).toMatch(/^[0-9a-f]{64}$/);
    expect(refused.map((entry) => entry.note)).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/), undefined]);

    must(await client.host.shutdown());
    const { stored, rebuilt } = await storedAndRebuilt(rehearsal.vaultFolder);
    expect(rebuilt).toEqual(stored);
    expect((stored['not_served'] as { note: string | null }[]).map((row) => row.note)).toEqual([
      'Mariam says no',
      null,
    ]);
    const aux = await withLedger(rehearsal.vaultFolder, (db) =>
      db.prepare('SELECT aux FROM entry_aux WHERE seq = ?', { pluck: true }).get([given.seq]),
    );
    const { note } = JSON.parse(String(aux)) as { note: { text: string; salt: string } };
    const hash = createHash('sha256').update(Buffer.from(note.salt, 'hex')).update(note.text, 'utf8').digest('hex');
    expect(hash).toBe(handover?.note);
    expect(note.salt).toMatch(/^[0-9a-f]{32}$/);
  });
});

describe('whom the desk expects', () => {
  test('are those with something to collect here; whoever was turned away came, and may come again', async () => {
    expect(await counts()).toMatchObject({ stillToCome: 3 });
    expect(await notPresented()).toBe(3);
    const first = must(await client.desk.give({ ...whole(await scan(1)), lines: [{ ...line, quantity: 1 }] }));
    expect(first.part).toBe(true);
    expect(await counts()).toMatchObject({ served: 1, part: 1, stillToCome: 2 });
    must(await client.desk.notServed({ token: (await scan(2)).token, reason: 'documents-missing' }));
    expect(await counts()).toMatchObject({ notServed: 1, stillToCome: 2 });
    expect(await notPresented()).toBe(1);
    for (const stranger of [4, 5, 6])
      must(await client.desk.notServed({ token: (await scan(stranger)).token, reason: 'not-in-roll' }));
    expect(await counts()).toMatchObject({ notServed: 4, stillToCome: 2 });
    expect(await notPresented()).toBe(1);
    must(await client.supervisor.reverse({ seq: first.seq, reason: 'wrong-person', approval }));
    expect(await counts()).toMatchObject({ served: 0, part: 0, reversed: 1, stillToCome: 3 });
    expect(await notPresented()).toBe(2);
  });
});
