import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PAYLOAD_TYPE } from '../../../shared/wire/documents.ts';
import { sealEnvelope } from '../../../shared/wire/dsse.ts';
import { utf8Bytes } from '../../../shared/wire/bytes.ts';
import type { Resolution } from '../../../shared/wire/upload.ts';
import {
  capture,
  CYCLE,
  dueLine,
  entriesOf,
  handover,
  histories,
  hold,
  logOf,
  open,
  release,
  reversal,
  voucher,
} from '../reconcile/history.fixture.ts';
import type { SiteHistory } from '../reconcile/reconcile.ts';
import { collectorMigrations, migrate } from '../sql/migrate.ts';
import { databases, type TestDatabase } from '../sql/sql.fixture.ts';
import { importDue } from './import-due.ts';
import { project, rebuild } from './projection.ts';
import { recordResolution } from './resolutions.ts';
import { dueFile, issuer, seedLog, trust } from './seed.fixture.ts';
import { expected, toldBy } from './told.fixture.ts';

const resolution = (entitlement: string, log: string, seq: number, decidedAtMs = 1): Uint8Array => {
  const payload: Resolution = {
    v: 1,
    programme: 'relief',
    cycle: CYCLE,
    entitlement,
    rightful: { log, seq },
    decidedAtMs,
    decidedBy: 'Office',
    note: '',
  };
  return utf8Bytes(JSON.stringify(sealEnvelope(PAYLOAD_TYPE.resolution, utf8Bytes(JSON.stringify(payload)), issuer)));
};

describe.each(databases)('%s', (_, make) => {
  let database: TestDatabase;
  /** Entries never go; here they are put out of sight. */
  const empty = async (): Promise<void> => {
    const tables = await database.sql.query<{ name: string }>(
      "SELECT tablename AS name FROM pg_tables WHERE tablename LIKE 'rec\\_%'",
    );
    await database.sql.script(`TRUNCATE ${tables.map(({ name }) => name).join(', ')};
      DELETE FROM verification; DELETE FROM quarantine; UPDATE log SET origin = 'gone/' || id || origin`);
  };
  beforeAll(async () => {
    database = await make();
    await migrate(database.sql, collectorMigrations, 0);
  }, 120_000);
  beforeEach(empty);
  afterAll(() => database.close());

  const importLines = async (number: number, lines: SiteHistory['lists'][number]['lines']): Promise<void> => {
    const file = dueFile(lines, { number });
    expect(await importDue(database.sql, file.path, trust, 0)).toMatchObject({ ok: true });
    file.remove();
  };

  const told = () => toldBy(database.sql);

  it('says exactly what the pure core says, whatever happened, and again when rebuilt', async () => {
    await fc.assert(
      fc.asyncProperty(histories, async (history) => {
        await empty();
        for (const { number, lines } of history.lists.toReversed()) await importLines(number, lines);
        for (const log of history.logs) await seedLog(database.sql, log);
        await project(database.sql);
        const rightful = new Map(
          (
            await Promise.all(
              [...history.rightful].map(async ([name, { log, seq }]) => {
                const taken = await recordResolution(database.sql, resolution(name, log, seq), trust);
                return taken.ok ? [[name, { log, seq }] as const] : [];
              }),
            )
          ).flat(),
        );
        await project(database.sql);
        const all = expected({ ...history, rightful });
        expect(await told()).toEqual(all);
        await rebuild(database.sql);
        expect(await told()).toEqual(all);
      }),
      { numRuns: 25 },
    );
  }, 120_000);

  it('reads on where it stopped, and nothing twice', async () => {
    const log = logOf('desk-1');
    const acts = [
      open('2026-11-24'),
      ...[1, 2, 3].map((n) => handover('2026-11-24', `H${n}`, [[`E${n}`, '2', 'OIL', 2]])),
    ];
    await importLines(1, [dueLine(1), dueLine(2), dueLine(3)]);
    const entries = entriesOf(log, acts);
    const id = await seedLog(database.sql, { log, entries });
    await database.sql.query('UPDATE verification SET size = 2 WHERE log = $1', [id]);
    expect(await project(database.sql)).toBe(2);
    await database.sql.query('UPDATE verification SET size = 4 WHERE log = $1', [id]);
    expect(await project(database.sql)).toBe(2);
    expect(await project(database.sql)).toBe(0);
    expect(await told()).toEqual(
      expected({
        cycle: CYCLE,
        lists: [{ number: 1, lines: [dueLine(1), dueLine(2), dueLine(3)] }],
        logs: [{ log, entries }],
        rightful: new Map(),
      }),
    );
  });

  it('reads vouchers on where it stopped: what ends a hold, a capture or a hand-over may come much later', async () => {
    const log = logOf('desk-1');
    const day = '2026-11-24';
    const goods = handover(day, 'H2', [[voucher(2), 'OIL', 'OIL', 2]]);
    const acts = [open(day), hold(day, 1), capture(day, 1, 3000, 1, 1), release(day, 1, 2, 2), goods, reversal(day, 4)];
    const entries = entriesOf(log, acts);
    const id = await seedLog(database.sql, { log, entries });
    for (let size = 1; size <= entries.length; size += 1) {
      await database.sql.query('UPDATE verification SET size = $2 WHERE log = $1', [id, size]);
      expect(await project(database.sql)).toBe(1);
    }
    const all = expected({ cycle: CYCLE, lists: [], logs: [{ log, entries }], rightful: new Map() });
    const ended = Object.fromEntries(all.vouchers.map((one) => [one['kind'], one['endedBy']]));
    expect(ended).toEqual({ hold: 2, capture: 3, handover: 5 });
    expect(await told()).toEqual(all);
  });

  it('imports the same list twice without a change, and nothing of one that is not whole', async () => {
    await importLines(1, [dueLine(1)]);
    await importLines(1, [dueLine(1)]);
    await project(database.sql);
    const before = await told();
    expect(before.states).toMatchObject([{ entitlement: 'E1', status: 'not-presented' }]);
    const file = dueFile([dueLine(2)], { number: 2 });
    expect(await importDue(database.sql, file.path, { ...trust, findKey: () => undefined }, 0)).toMatchObject({
      error: { code: 'unknown-issuer' },
    });
    file.remove();
    await project(database.sql);
    expect(await told()).toEqual(before);
  });

  it('takes a decision for its signature alone, the latest one, and only about a claim that is there', async () => {
    for (const desk of ['desk-1', 'desk-2']) {
      const log = logOf(desk);
      await seedLog(database.sql, {
        log,
        entries: entriesOf(log, [handover('2026-11-24', 'H1', [['E1', '2', 'OIL', 2]])]),
      });
    }
    await importLines(1, [dueLine(1)]);
    await project(database.sql);
    const decide = (bytes: Uint8Array, by = trust) => recordResolution(database.sql, bytes, by);
    const conflict = async () => {
      await project(database.sql);
      return (await database.sql.query('SELECT conflict, status FROM rec_state'))[0];
    };
    expect(await conflict()).toEqual({ conflict: 'open', status: 'conflict' });
    expect(await decide(resolution('E1', logOf('desk-1'), 9))).toMatchObject({ error: 'no-such-claim' });
    expect(await decide(resolution('E1', logOf('desk-1'), 0), { ...trust, findKey: () => undefined })).toMatchObject({
      error: 'unknown-key',
    });
    expect(await decide(utf8Bytes('{}'))).toMatchObject({ error: 'malformed' });
    expect(await decide(resolution('E1', logOf('desk-2'), 0, 5))).toMatchObject({ ok: true });
    expect(await conflict()).toEqual({ conflict: 'settled', status: 'part' });
    await decide(resolution('E1', logOf('desk-1'), 0, 4));
    expect(await database.sql.query('SELECT log FROM rec_resolution')).toEqual([{ log: logOf('desk-2') }]);
  });

  it('lets one bad log hold up no other', async () => {
    const [good, bad] = [logOf('desk-1'), logOf('desk-2')];
    await seedLog(database.sql, { log: good, entries: entriesOf(good, [open('2026-11-24')]) });
    const entries = entriesOf(bad, [
      { t: 'handover', day: '\u0000', ben: 'H', lines: [], acts: [] },
      { t: 'log_open' },
    ]);
    await seedLog(database.sql, { log: bad, entries });
    expect(await project(database.sql)).toBe(3);
    expect((await told()).strays).toEqual([{ log: bad, seq: 0, kind: 'unreadable' }]);
  });
});
