import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { plainRoll } from './roll.fixture.ts';
import { must, openedDay, type Rehearsal, type Station } from './station.fixture.ts';
import { approval, takeDesk, whole } from './acts.fixture.ts';

let rehearsal: Rehearsal & { station: Station };
let client: Station['client'];
beforeEach(async () => {
  rehearsal = await openedDay(plainRoll(3));
  client = rehearsal.station.client;
});
afterEach(() => rehearsal.close());

describe('a day at the desk', () => {
  test('serves a card once and shows when, where and which receipt afterwards', async () => {
    const verdict = must(await client.desk.scan({ text: rehearsal.card(), via: 'wedge' }));
    expect(verdict).toMatchObject({ code: 'ok', canGive: true });
    const given = must(await client.desk.give(whole(verdict)));
    expect(given).toMatchObject({ part: false, print: 'queued', household: 'HH-20-1', operator: 'AMINA' });
    expect(given.receipt).toBe(`desk-1-${given.seq}`);
    const again = must(await client.desk.scan({ text: rehearsal.card(), via: 'wedge' }));
    expect(again).toMatchObject({ code: 'already-served', canGive: false });
    expect(again.earlier[0]?.receipt).toBe(given.receipt);
  });

  test('double Enter gives one hand-over and one receipt', async () => {
    const verdict = must(await client.desk.scan({ text: rehearsal.card(), via: 'wedge' }));
    const [first, second] = await Promise.all([client.desk.give(whole(verdict)), client.desk.give(whole(verdict))]);
    expect(must(second)).toEqual(must(first));
  });

  test('two verdicts on one state lead to one hand-over', async () => {
    const one = must(await client.desk.scan({ text: rehearsal.card(), via: 'wedge' }));
    const two = must(await client.desk.scan({ text: rehearsal.card(), via: 'wedge' }));
    const answers = await Promise.all([client.desk.give(whole(one)), client.desk.give(whole(two))]);
    expect(answers.map((answer) => (answer.ok ? 'given' : answer.error.code))).toEqual(['given', 'already-served']);
  });

  test('closes with a reversal in it, and the sums hold', async () => {
    const verdict = must(await client.desk.scan({ text: rehearsal.card(), via: 'wedge' }));
    const given = must(await client.desk.give(whole(verdict)));
    const reversed = must(await client.supervisor.reverse({ seq: given.seq, reason: 'wrong-person', approval }));
    expect(reversed.reversedBy).toBeGreaterThan(given.seq);
    expect(await client.supervisor.reverse({ seq: given.seq, reason: 'other', approval })).toMatchObject({
      error: { code: 'already-reversed' },
    });
    const again = must(await client.desk.scan({ text: rehearsal.card(), via: 'wedge' }));
    expect(again.code).toBe('ok');
    must(await client.desk.give(whole(again)));
    await takeDesk(client, 'OMAR');
    const { report, coSignNeeded } = must(
      await client.day.count({
        cash: [{ currency: 'SDG', valueMinor: 100, count: 9950 }],
        stock: [{ item: 'OIL-1L', quantity: 98 }],
      }),
    );
    expect(coSignNeeded).toBe(false);
    expect(report.accounts).toEqual([
      {
        account: 'OIL-1L',
        opening: 100,
        received: 0,
        handed: 4,
        reversed: 2,
        expected: 98,
        counted: 98,
        difference: 0,
      },
      {
        account: 'cash:SDG',
        opening: 1_000_000,
        received: 0,
        handed: 10_000,
        reversed: 5000,
        expected: 995_000,
        counted: 995_000,
        difference: 0,
      },
    ]);
    const closed = must(await client.day.close({}));
    expect(closed.tally).toEqual({ served: 1, part: 0, notServed: 0, reversed: 1, notPresented: 2 });
    expect(must(await client.day.closed()).days).toHaveLength(1);
  });
});
