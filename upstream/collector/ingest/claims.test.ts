import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toHex } from '../../../shared/wire/bytes.ts';
import { voucherName } from '../../../shared/wire/voucher-name.ts';
import { databases } from '../sql/sql.fixture.ts';
import { createBench, type Bench } from '../testing/bench.fixture.ts';
import { NOW_MS, type TestStation } from '../testing/station.fixture.ts';
import { startVerifier } from '../verification/verifier.ts';
import { verifyNext } from '../verification/verify-log.ts';

describe.each(databases)('claims: %s', (_kind, make) => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await createBench(make);
  });
  afterAll(() => bench.close());

  it('names both sides of a double claim, and releases it once one of them was reversed', async () => {
    const [a, b, c] = [
      await bench.station({ site: 'twice', desk: 'a' }),
      await bench.station({ site: 'twice', desk: 'b' }),
      await bench.station({ site: 'twice', desk: 'c' }),
    ];
    a.give('ENTA');
    b.fill(3).give('ENTA');
    const third = c.give('ENTA');
    for (const each of [a, b, c]) expect(await bench.put(each, 0, each.batch())).toMatchObject({ ok: true });
    expect(await bench.conflicts('ENTA')).toEqual([
      { first: 'a', first_seq: 0, second: 'b', second_seq: 3, released: false },
      { first: 'a', first_seq: 0, second: 'c', second_seq: 0, released: false },
    ]);
    c.undo(third, 'ENTA');
    await bench.put(c, 1, c.batch(1));
    a.undo(0, 'ENTA');
    await bench.put(a, 1, a.batch(1));
    expect((await bench.conflicts('ENTA')).map(({ released }) => released)).toEqual([true, true]);
  });

  it('finds no conflict in parts of one desk, nor in a hand-over reversed before or after another desk gave', async () => {
    const [a, b] = [
      await bench.station({ site: 'parts', desk: 'a' }),
      await bench.station({ site: 'parts', desk: 'b' }),
    ];
    a.give('PART', 0, 0);
    a.give('PART', 1, 1);
    const before = a.give('BEFORE');
    a.undo(before, 'BEFORE');
    b.give('BEFORE');
    b.give('AFTER');
    const after = a.give('AFTER');
    a.undo(after, 'AFTER');
    const again = a.give('AGAIN');
    a.undo(again, 'AGAIN');
    a.give('AGAIN', 1, 2);
    await bench.put(b, 0, b.batch());
    await bench.put(a, 0, a.batch());
    for (const name of ['PART', 'BEFORE', 'AFTER', 'AGAIN']) expect(await bench.conflicts(name)).toEqual([]);
    a.give('PART', 1, 2);
    await bench.put(a, 9, a.batch(9));
    expect(await bench.conflicts('PART')).toEqual([
      { first: 'a', first_seq: 1, second: 'a', second_seq: 9, released: false },
    ]);
  });

  it('finds a voucher used at two sites, by captures and by hand-overs, until one of them is taken back', async () => {
    const [a, b] = [
      await bench.station({ site: 'ward', desk: 'a' }),
      await bench.station({ site: 'clinic', desk: 'b' }),
    ];
    const [captured, handed, parts, held] = [1, 2, 3, 4].map((byte) =>
      voucherName(toHex(new Uint8Array(16).fill(byte))),
    );
    if (captured === undefined || handed === undefined || parts === undefined || held === undefined) throw new Error();
    const hold = a.hold(captured, 0);
    const first = a.capture(captured, 1, { of: hold });
    a.give(handed);
    const part = a.capture(parts, 0, { complete: 0, amount: 100 });
    a.release(parts, part, 1);
    a.capture(parts, 2, { complete: 0, amount: 200 });
    a.capture(parts, 3, { amount: 300 });
    a.release(held, a.hold(held, 0), 1);
    b.capture(captured, 0);
    b.give(handed);
    b.release(held, b.hold(held, 0), 1);
    b.capture(held, 2);
    await bench.put(a, 0, a.batch());
    await bench.put(b, 0, b.batch());
    const conflict = { first: 'a', second: 'b', released: false };
    expect(await bench.conflicts(captured)).toEqual([{ ...conflict, first_seq: first, second_seq: 0 }]);
    expect(await bench.conflicts(handed)).toEqual([{ ...conflict, first_seq: 2, second_seq: 1 }]);
    for (const voucher of [parts, held]) expect(await bench.conflicts(voucher)).toEqual([]);
    const [size, other] = [a.entries.length, b.entries.length];
    a.capture(parts, 4);
    a.release(captured, first, 2);
    await bench.put(a, size, a.batch(size));
    expect(await bench.conflicts(captured)).toMatchObject([{ released: true }]);
    expect(await bench.conflicts(parts)).toEqual([
      { first: 'a', first_seq: 6, second: 'a', second_seq: size, released: false },
    ]);
    b.capture(parts, 0, { amount: 1 });
    await bench.put(b, other, b.batch(other));
    expect(await bench.conflicts(parts)).toHaveLength(2);
  });

  it('finds every double claim of two desks that send at once', async () => {
    const [a, b] = [await bench.station({ site: 'race', desk: 'a' }), await bench.station({ site: 'race', desk: 'b' })];
    const names = Array.from({ length: 60 }, (_, index) => `RACE${index}`);
    for (const name of names) a.give(name);
    for (const name of names.toReversed()) b.give(name);
    const send = async (one: TestStation): Promise<void> => {
      for (let from = 0; from < names.length; from += 10)
        expect(await bench.put(one, from, one.batch(from, from + 10))).toMatchObject({ ok: true });
    };
    await Promise.all([send(a), send(b)]);
    const [found] = await bench.sql.query<{ count: number }>(
      "SELECT count(*) AS count FROM claim_conflict WHERE entitlement LIKE 'RACE%'",
    );
    expect(found?.count).toBe(60);
  });

  it('checks every signature afterwards: a forged entry is kept, told of, and counts no more', async () => {
    const [a, b] = [
      await bench.station({ site: 'forge', desk: 'a' }),
      await bench.station({ site: 'forge', desk: 'b' }),
    ];
    a.fill(600);
    a.give('FORGED');
    a.entries[600] = { ...a.entries[600]!, signature: a.entries[0]!.signature };
    b.give('FORGED');
    for (let from = 0; from < 601; from += 300) await bench.put(a, from, a.batch(from, Math.min(from + 300, 601)));
    await bench.put(b, 0, b.batch());
    expect(await bench.conflicts('FORGED')).toMatchObject([{ released: false }]);
    // A first process checks one batch and is gone.
    expect(await verifyNext(bench.sql, await bench.idOf(a), () => NOW_MS)).toBe(500);
    const faults: unknown[] = [];
    const verifier = startVerifier({
      sql: bench.sql,
      now: () => NOW_MS,
      sweepEveryMs: 60_000,
      onFault: (fault) => faults.push(fault),
    });
    await verifier.settled();
    await verifier.stop();
    expect(faults).toEqual([]);
    expect(await bench.alarms(a)).toEqual(['forged 600']);
    expect(await bench.head(a)).toMatchObject({ size: 601, quarantined: [{ seq: 600, reason: 'forged' }] });
    expect(await bench.conflicts('FORGED')).toMatchObject([{ released: true }]);
    expect(await bench.rows(a)).toHaveLength(601);
    const left = await bench.sql.query(
      'SELECT v.log FROM verification v JOIN log l ON l.id = v.log WHERE v.size < l.size',
    );
    expect(left).toEqual([]);
  });
});
