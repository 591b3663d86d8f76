import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { whole } from './acts.fixture.ts';
import { entitlement, household, plainRoll } from './roll.fixture.ts';
import { counted, must, openedDay, rehearse, SECRET } from './station.fixture.ts';

type Opened = Awaited<ReturnType<typeof openedDay>>;
let rehearsal: Opened;
let client: Opened['station']['client'];
beforeEach(async () => {
  rehearsal = await openedDay(plainRoll(3));
  client = rehearsal.station.client;
});
afterEach(() => rehearsal.close());

const omar = { operator: 'OMAR', secret: SECRET.OMAR };
const amina = { operator: 'AMINA', secret: SECRET.AMINA };
const code = (answer: { ok: true } | { ok: false; error: { code: string } }): string =>
  answer.ok ? 'ok' : answer.error.code;

async function give(number: number) {
  const verdict = must(await client.desk.scan({ text: rehearsal.card({ number }), via: 'wedge' }));
  return must(await client.desk.give(whole(verdict, number)));
}

describe('installing', () => {
  test('is not for clerks, nor a full package for an open day', async () => {
    const path = await rehearsal.issue(plainRoll(3));
    expect(code(await client.host.install({ path }))).toBe('not-allowed');
    must(await client.session.signIn(omar));
    expect(code(await client.host.install({ path }))).toBe('day-open');
    expect(must(await client.host.view()).cycle?.packageNumber).toBe(1);
    must(await client.day.count(counted(100, 100)));
    must(await client.day.close({}));
    must(await client.host.install({ path }));
    expect(must(await client.host.view()).cycle?.packageNumber).toBe(2);
    const files = readdirSync(rehearsal.vaultFolder).filter((name) => /^cycle-.*\.db$/.test(name));
    expect(files).toHaveLength(1);
    expect(files[0]).toMatch(/^cycle-2-/);
  });

  test('one at a time, cancelled on request, with nothing changed', async () => {
    must(await client.session.signIn(omar));
    const path = await rehearsal.issue(plainRoll(3));
    const first = client.host.install({ path });
    expect(code(await client.host.install({ path }))).toBe('busy');
    expect(must(await client.host.view()).job).toMatchObject({ kind: 'install' });
    must(await client.cycle.cancelInstall());
    expect(code(await first)).toBe('cancelled');
    expect(must(await client.host.view())).toMatchObject({ job: null, cycle: { packageNumber: 1 } });
    const second = client.host.install({ path });
    must(await client.session.lock());
    expect(code(await second)).toBe('cancelled');
  });

  test('a delta renews the roll in the middle of the day and touches nothing that was served', async () => {
    const given = await give(1);
    must(await client.session.signIn(omar));
    const roll = plainRoll(4, {
      households: [household(1, { note: 'moved' }), household(2, { status: 'blocked' }), household(3), household(4)],
      entitlements: [
        entitlement(1),
        entitlement(2),
        entitlement(3, { lines: [{ kind: 'item', line: 'oil', item: 'OIL-1L', quantity: 5 }] }),
        entitlement(4),
      ],
    });
    const path = await rehearsal.issue(roll, { baseRecordsPath: join(rehearsal.folder, '1.records') });
    expect(must(await client.host.install({ path }))).toMatchObject({ kind: 'delta', packageNumber: 2 });
    const scan = async (number: number) =>
      must(await client.desk.scan({ text: rehearsal.card({ number }), via: 'wedge' }));
    expect(await scan(1)).toMatchObject({ code: 'already-served', earlier: [{ seq: given.seq }] });
    expect((await scan(2)).code).toBe('blocked');
    expect((await scan(3)).due).toMatchObject([{ due: 5, given: 0 }]);
    expect((await scan(4)).code).toBe('ok');
    expect(must(await client.host.view()).counts).toMatchObject({ served: 1, stillToCome: 3 });
    must(await client.session.signIn(amina));
    expect(code(await client.host.install({ path }))).toBe('not-allowed');
  });
});

describe('set-up', () => {
  test('goes from nothing to a first sign-in, and says no in between', async () => {
    const fresh = await rehearse();
    try {
      const { client: station, views } = await fresh.start();
      expect(must(await station.host.view())).toMatchObject({ phase: 'new', enrolment: 'none', fingerprint: null });
      expect(code(await station.setup.createStation({ passphrase: 'too few words' }))).toBe('weak-passphrase');
      expect(code(await station.setup.enrolmentRequest())).toBe('locked');
      await fresh.enrol({ vault: fresh as never, client: station, views });
      expect(must(await station.host.view())).toMatchObject({
        phase: 'open',
        enrolment: 'certified',
        operator: { role: 'setup' },
        station: { programme: 'relief', desk: 'desk-1', epoch: 1 },
      });
      expect(code(await station.setup.createStation({ passphrase: SECRET.SETUP }))).toBe('already-created');
      expect(code(await station.setup.acceptCertificate())).toBe('nothing-chosen');
      expect(code(await station.desk.scan({ text: 'x', via: 'typed' }))).toBe('locked');
      expect(readdirSync(fresh.vaultFolder).sort()).toEqual(
        expect.arrayContaining([
          'keyslots.json',
          'ledger.db',
          'ledger.journal',
          'recovery.age',
          'station.json',
          'station.sealed',
        ]),
      );
      must(await station.session.lock());
      must(await station.session.signIn({ operator: 'SETUP', secret: SECRET.SETUP }));
      must(await station.host.install({ path: await fresh.issue(plainRoll(1)) }));
      expect(must(await station.host.view()).operators.map((one) => one.id)).toEqual([
        'SETUP',
        'AMINA',
        'OMAR',
        'RANIA',
      ]);
      expect(code(await station.day.open(counted(1, 1)))).toBe('locked');
    } finally {
      fresh.close();
    }
  });
});
