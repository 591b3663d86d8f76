import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readReceiptCode } from '../../shared/wire/receipt-code.ts';
import { approval, whole } from './acts.fixture.ts';
import { exported, ofType } from './entries.fixture.ts';
import { storedAndRebuilt } from './rebuild.fixture.ts';
import { plainRoll } from './roll.fixture.ts';
import { must, openedDay, SECRET, type Rehearsal, type Station } from './station.fixture.ts';

let rehearsal: Rehearsal & { station: Station };
let client: Station['client'];
beforeEach(async () => {
  rehearsal = await openedDay(plainRoll(2));
  client = rehearsal.station.client;
});
afterEach(() => rehearsal.close());

const amina = { operator: 'AMINA', secret: SECRET.AMINA };

async function give(number = 1) {
  const verdict = must(await client.desk.scan({ text: rehearsal.card({ number }), via: 'wedge' }));
  return must(await client.desk.give(whole(verdict, number)));
}
const reverse = async (seq: number) =>
  must(await client.supervisor.reverse({ seq, reason: 'goods-returned', approval }));
const newest = async (station = client) => must(await station.receipts.recent({})).handovers[0];

async function print(state: 'confirmed' | 'failed', station = client) {
  const job = must(await station.host.nextPrint());
  if (job === null) throw new Error('Nothing waits for the printer');
  must(await station.host.printStarted({ job: job.job }));
  must(await station.host.printOutcome({ job: job.job, state }));
  return job;
}

describe('the slip of a reversal', () => {
  test('follows the entry and names both numbers, what moves back, who asked, who approved and why', async () => {
    const given = await give();
    await print('confirmed');
    const reversed = await reverse(given.seq);
    expect(reversed.slip).toMatchObject({ receipt: `desk-1-${reversed.reversedBy}`, print: 'queued', copies: 0 });
    const { job, copy, paper } = await print('confirmed');
    expect([job, copy]).toEqual([reversed.reversedBy, 0]);
    expect(paper).toMatchObject({
      kind: 'reversal',
      receipt: reversed.slip?.receipt,
      check: reversed.slip?.check,
      of: given.receipt,
      operator: 'AMINA',
      approvedBy: 'OMAR',
      sole: false,
      reason: 'goods-returned',
      name: 'Awa Diallo 1',
      household: 'HH-20-1',
    });
    const lines = paper.kind === 'reversal' ? paper.lines : [];
    expect(lines.map(({ account, quantity, remaining }) => [account, quantity, remaining])).toEqual([
      ['OIL-1L', 2, 0],
      ['cash:SDG', 5000, 0],
    ]);
    const { entries } = await exported(rehearsal.folder, client);
    const read = readReceiptCode(paper.qr);
    expect(read).toMatchObject({ ok: true, value: { seq: reversed.reversedBy, desk: 'desk-1' } });
    expect(ofType(entries, 'print').at(-1)).toMatchObject({ of: reversed.reversedBy, state: 'confirmed' });
    expect((await newest())?.slip?.print).toBe('confirmed');
    // The slip shows whose it is, and is no card.
    expect(must(await client.desk.scan({ text: paper.qr, via: 'wedge' }))).toMatchObject({
      code: 'unreadable',
      canGive: false,
      household: { id: 'HH-20-1' },
    });
  });

  test('can be printed again, each copy with its number; the receipt keeps its own state', async () => {
    const given = await give();
    await print('confirmed');
    const { reversedBy } = await reverse(given.seq);
    const seq = reversedBy ?? -1;
    await print('failed');
    must(await client.receipts.reprint({ seq }));
    must(await client.receipts.reprint({ seq }));
    expect(await print('confirmed')).toMatchObject({ copy: 1, paper: { kind: 'reversal', seq } });
    expect(await print('confirmed')).toMatchObject({ copy: 2, paper: { kind: 'reversal', seq } });
    expect(await newest()).toMatchObject({ print: 'confirmed', copies: 0, slip: { print: 'confirmed', copies: 2 } });
    expect(await client.receipts.reprint({ seq: seq + 1000 })).toMatchObject({ error: { code: 'not-found' } });
    must(await client.host.shutdown());
    const { stored, rebuilt } = await storedAndRebuilt(rehearsal.vaultFolder);
    expect(rebuilt).toEqual(stored);
  });

  test('a receipt that comes out only after the reversal says that it is reversed', async () => {
    const given = await give();
    const { slip } = await reverse(given.seq);
    expect((await print('confirmed')).paper).toMatchObject({ kind: 'receipt', reversedBy: slip?.receipt });
    expect((await print('confirmed')).paper.kind).toBe('reversal');
  });

  test('begun when the program died: its end is not known, a person settles it, and nothing is reversed twice', async () => {
    const given = await give();
    await print('confirmed');
    const { reversedBy } = await reverse(given.seq);
    const seq = reversedBy ?? -1;
    must(await client.host.printStarted({ job: seq }));
    expect((await newest())?.slip?.print).toBe('sent');
    const next = (await rehearsal.start()).client;
    must(await next.session.signIn(amina));
    expect((await newest(next))?.slip?.print).toBe('unknown');
    expect(must(await next.host.nextPrint())).toBeNull();
    must(await next.receipts.settle({ seq, cameOut: true }));
    expect((await newest(next))?.slip?.print).toBe('confirmed');
    const { entries } = await exported(rehearsal.folder, next);
    expect(ofType(entries, 'void')).toHaveLength(1);
  });

  test('not begun when the program died: printed afterwards', async () => {
    const given = await give();
    await print('confirmed');
    const { reversedBy } = await reverse(given.seq);
    const next = (await rehearsal.start()).client;
    must(await next.session.signIn(amina));
    expect(await print('confirmed', next)).toMatchObject({ job: reversedBy, paper: { kind: 'reversal' } });
    expect(must(await next.host.nextPrint())).toBeNull();
  });

  test('of a reversal that only the journal holds: not known, for nobody saw it answered', async () => {
    const given = await give();
    await print('confirmed');
    must(await client.session.lock());
    const before = rehearsal.copy('before');
    must(await client.session.signIn(amina));
    await reverse(given.seq);
    must(await client.session.lock());
    for (const file of ['ledger.db-wal', 'ledger.db-shm']) rmSync(join(rehearsal.vaultFolder, file), { force: true });
    rehearsal.restore(before, 'ledger.db');
    const next = (await rehearsal.start()).client;
    must(await next.session.signIn(amina));
    expect(await newest(next)).toMatchObject({ print: 'confirmed', slip: { print: 'unknown' } });
    expect(must(await next.host.nextPrint())).toBeNull();
  });
});
