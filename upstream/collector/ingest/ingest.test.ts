import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verify } from '../../../main/vault/crypto/ed25519.ts';
import { leafHash } from '../../../shared/wire/leaf.ts';
import {
  parseCheckpoint,
  parseInclusionFile,
  parseNote,
  verifyCosignature,
  verifyNote,
} from '../../../shared/wire/note.ts';
import { verifyInclusion } from '../../../shared/wire/proof.ts';
import { proofFile } from '../logs/proof.ts';
import { databases } from '../sql/sql.fixture.ts';
import { createBench, witness, type Bench } from '../testing/bench.fixture.ts';
import { batchOf, createStation, lineOf, NOW_MS } from '../testing/station.fixture.ts';

describe.each(databases)('ingest: %s', (_kind, make) => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await createBench(make);
  });
  afterAll(() => bench.close());

  it('takes a log in batches, and acknowledges exactly its rows', async () => {
    const one = await bench.station();
    one.fill(130);
    expect((await bench.head(one)).note).toBeNull();
    expect(await bench.put(one, 0, one.batch(0, 70))).toEqual({ ok: true, value: undefined });
    expect(await bench.head(one)).toMatchObject({ size: 70, note: null, state: 'open', quarantined: [] });
    expect(await bench.put(one, 70, one.batch(70))).toEqual({ ok: true, value: undefined });
    const { note, size } = await bench.head(one);
    expect(size).toBe(130);
    const parsed = parseNote(note ?? '');
    if (!parsed.ok) throw new Error(parsed.error);
    expect(verifyNote(parsed.value, { name: one.origin, publicKey: one.signer.publicKey }, verify)).toBe(true);
    const key = { name: witness.name, publicKey: witness.signer.publicKey };
    expect(verifyCosignature(parsed.value, key, verify)).toBe(NOW_MS / 1000);
    expect((await bench.rows(one)).map(({ seq }) => seq)).toEqual(Array.from({ length: 130 }, (_, index) => index));
  });

  it('proves any entry from the stored subtrees', async () => {
    const one = await bench.station();
    one.fill(203);
    for (const [from, to] of [
      [0, 31],
      [31, 32],
      [32, 100],
      [100, 203],
    ] as const)
      await bench.put(one, from, one.batch(from, to));
    for (const seq of [0, 1, 31, 32, 64, 127, 128, 191, 192, 200, 202]) {
      const file = parseInclusionFile((await proofFile(bench.sql, witness, await bench.idOf(one), seq, NOW_MS)) ?? '');
      if (!file.ok) throw new Error(file.error);
      const note = parseNote(file.value.note);
      const checkpoint = note.ok ? parseCheckpoint(note.value.text) : undefined;
      if (checkpoint?.ok !== true) throw new Error('No checkpoint');
      const { size, root } = checkpoint.value;
      const leaf = leafHash(one.entries[seq]!.bytes);
      expect(verifyInclusion({ leaf, index: seq, size, root, proof: file.value.proof })).toBe(true);
    }
    expect(await proofFile(bench.sql, witness, await bench.idOf(one), 203, NOW_MS)).toBeUndefined();
  });

  it('adds nothing where the same comes again, also at once and overlapping', async () => {
    const one = await bench.station();
    one.fill(40);
    const results = await Promise.all([
      bench.put(one, 0, one.batch()),
      bench.put(one, 0, one.batch()),
      bench.put(one, 0, one.batch(0, 25)),
      bench.put(one, 0, one.batch()),
    ]);
    expect(results.every(({ ok }) => ok)).toBe(true);
    one.fill(10);
    expect(await bench.put(one, 20, one.batch(20))).toMatchObject({ ok: true });
    expect(await bench.put(one, 0, one.batch(0, 10))).toMatchObject({ ok: true });
    expect(await bench.rows(one)).toHaveLength(50);
    expect(await bench.head(one)).toMatchObject({ size: 50, state: 'open' });
    expect(await bench.alarms(one)).toEqual([]);
  });

  it('sends a station that is ahead back to its own end, and says so', async () => {
    const one = await bench.station();
    one.fill(30);
    await bench.put(one, 0, one.batch(0, 10));
    expect(await bench.put(one, 20, one.batch(20))).toEqual({ ok: false, error: { code: 'rewind', size: 10 } });
    expect(await bench.alarms(one)).toEqual(['behind-station 10']);
    expect(await bench.put(one, 10, one.batch(10))).toMatchObject({ ok: true });
    expect(await bench.head(one)).toMatchObject({ size: 30 });
  });

  it('keeps both sides of a fork, and takes nothing more', async () => {
    const one = await bench.station();
    const twin = createStation({ site: one.certificate.site }, JSON.stringify({ site: one.certificate.site }));
    one.fill(10);
    twin.fill(7).append('reprint', { of: 1, copy: 2 });
    await bench.put(one, 0, one.batch());
    expect(await bench.put(twin, 5, twin.batch(5))).toEqual({ ok: false, error: { code: 'fork', seq: 7 } });
    expect(await bench.put(one, 0, one.batch())).toEqual({ ok: false, error: { code: 'frozen' } });
    expect(await bench.head(one)).toMatchObject({ size: 10, state: 'frozen' });
    expect(await bench.alarms(one)).toEqual(['fork 7']);
    const [kept] = await bench.sql.query<{ body: Uint8Array; signature: Uint8Array; own: Uint8Array }>(
      `SELECT v.body, v.signature, e.body AS own FROM evidence v JOIN entry e USING (log, seq) WHERE v.log = $1`,
      [await bench.idOf(one)],
    );
    const bytes = (list: Uint8Array | undefined): number[] => [...(list ?? [])];
    expect(bytes(kept?.body)).toEqual(bytes(twin.entries[7]?.bytes));
    expect(bytes(kept?.signature)).toEqual(bytes(twin.entries[7]?.signature));
    expect(bytes(kept?.own)).toEqual(bytes(one.entries[7]?.bytes));
  });

  it('sees a fork in an entry that follows upon another, and in a checkpoint of other entries', async () => {
    const [one, two] = [await bench.station(), await bench.station()];
    for (const each of [one, two]) {
      each.fill(5);
      await bench.put(each, 0, each.batch());
    }
    const [other, another] = [one, two].map(({ certificate: { site } }) => createStation({ site }));
    other?.append('reprint', { of: 0, copy: 1 });
    other?.fill(5);
    another?.append('reprint', { of: 0, copy: 1 });
    another?.fill(4);
    expect(await bench.put(one, 5, batchOf(other?.lines(5) ?? []))).toEqual({
      ok: false,
      error: { code: 'fork', seq: 5 },
    });
    expect(await bench.put(two, 5, batchOf([], another?.checkpoint()))).toEqual({
      ok: false,
      error: { code: 'fork', seq: 5 },
    });
    expect(await bench.alarms(two)).toEqual(['fork 5']);
    expect((await bench.head(two)).state).toBe('frozen');
  });

  it('refuses what is of no place or not signed, and stores nothing of it', async () => {
    const one = await bench.station();
    const stranger = createStation({ site: 'elsewhere' });
    one.fill(5);
    stranger.fill(5);
    const unreadable = (seq: number) => ({ ok: false, error: { code: 'unreadable', seq } });
    const swapped = one.lines();
    [swapped[2], swapped[3]] = [swapped[3]!, swapped[2]!];
    expect(await bench.put(one, 0, batchOf(swapped))).toEqual(unreadable(2));
    expect(await bench.put(one, 0, batchOf(stranger.lines()))).toEqual(unreadable(0));
    expect(await bench.put(one, 0, batchOf(one.lines(), stranger.checkpoint()))).toEqual({
      ok: false,
      error: { code: 'malformed' },
    });
    const forged = one.checkpoint().replace(/[A-Za-z0-9+/]{7}=\n$/, 'AAAAAAA=\n');
    expect(await bench.put(one, 0, batchOf(one.lines(), forged))).toEqual({ ok: false, error: { code: 'malformed' } });
    await bench.put(one, 0, one.batch(0, 3));
    expect(await bench.put(one, 0, batchOf([{ ...one.lines()[0]!, b: one.lines()[1]!.b }]))).toEqual(unreadable(0));
    expect(await bench.rows(one)).toHaveLength(3);
    expect(await bench.head(one)).toMatchObject({ size: 3, state: 'open' });
  });

  it('keeps what nobody can read where the station asks for it, and counts it for nothing', async () => {
    const one = await bench.station();
    one.fill(2);
    const odd = { bytes: Buffer.from('{"v":9}'), signature: new Uint8Array(64) };
    const line = { ...lineOf(odd), q: true as const };
    expect(await bench.put(one, 0, batchOf([...one.lines(), lineOf(odd)]))).toEqual({
      ok: false,
      error: { code: 'unreadable', seq: 2 },
    });
    one.entries.push({ ...one.entries[1]!, ...odd, leaf: leafHash(odd.bytes) });
    one.give('DOUBT');
    const flagged = { ...one.lines()[3]!, q: true as const };
    expect(await bench.put(one, 0, batchOf([...one.lines(0, 2), line, flagged], one.checkpoint()))).toMatchObject({
      ok: true,
    });
    expect(await bench.head(one)).toMatchObject({
      size: 4,
      quarantined: [
        { seq: 2, reason: 'unreadable' },
        { seq: 3, reason: 'flagged-by-station' },
      ],
    });
    expect(await bench.sql.query('SELECT 1 AS one FROM claim WHERE entitlement = $1', ['DOUBT'])).toEqual([]);
  });

  it('takes an entry of a kind it does not know, and one whose columns would not fit', async () => {
    const one = await bench.station();
    one.append('something_new' as never, { what: 'x' } as never);
    one.append('print', { of: 0, state: 'sent' }, 'odd\0cycle');
    one.append('handover', { acts: 'none' } as never);
    expect(await bench.put(one, 0, one.batch())).toMatchObject({ ok: true });
    expect(await bench.head(one)).toMatchObject({ size: 3, quarantined: [{ seq: 2, reason: 'unknown-body' }] });
  });
});
