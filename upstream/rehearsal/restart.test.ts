import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { approval, whole } from './acts.fixture.ts';
import { exported, ofType } from './entries.fixture.ts';
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

async function give(station: Station['client'], number: number) {
  const verdict = must(await station.desk.scan({ text: rehearsal.card({ number }), via: 'wedge' }));
  return must(await station.desk.give(whole(verdict, number)));
}
const view = async (station: Station['client']) => must(await station.host.view());

describe('after a restart', () => {
  test('the day goes on where it was', async () => {
    const given = await give(client, 1);
    must(await client.host.shutdown());
    const next = (await rehearsal.start()).client;
    expect(await view(next)).toMatchObject({ phase: 'locked', day: null, operator: null, cycle: null });
    must(await next.session.signIn(amina));
    expect(await view(next)).toMatchObject({
      phase: 'open',
      operator: { name: 'Amina Yusuf' },
      day: { openedBy: 'OMAR' },
      counts: { served: 1, stillToCome: 3 },
      replayed: [],
    });
    expect(must(await next.receipts.recent({})).handovers[0]).toMatchObject({ seq: given.seq, print: 'queued' });
    expect(must(await next.host.nextPrint())?.paper.receipt).toBe(given.receipt);
  });

  test('paper that had been begun has an unknown end, and is not printed again', async () => {
    const given = await give(client, 1);
    const job = must(await client.host.nextPrint())?.job ?? -1;
    must(await client.host.printStarted({ job }));
    expect(must(await client.receipts.recent({})).handovers[0]?.print).toBe('sent');
    const next = (await rehearsal.start()).client;
    must(await next.session.signIn(amina));
    expect(must(await next.receipts.recent({})).handovers[0]?.print).toBe('unknown');
    expect(must(await next.host.nextPrint())).toBeNull();
    must(await next.receipts.settle({ seq: given.seq, cameOut: false }));
    must(await next.receipts.reprint({ seq: given.seq }));
    const copy = must(await next.host.nextPrint());
    expect(copy).toMatchObject({ copy: 1, paper: { receipt: given.receipt, check: given.check } });
    must(await next.host.printStarted({ job: copy?.job ?? -1 }));
    must(await next.session.lock());
    must(await next.host.printOutcome({ job: copy?.job ?? -1, state: 'confirmed' }));
    must(await next.session.signIn(amina));
    expect(must(await next.receipts.recent({ text: given.receipt })).handovers[0]).toMatchObject({
      print: 'confirmed',
      copies: 1,
    });
  });

  test('hand-overs that only the journal holds come back and are shown until seen', async () => {
    must(await client.session.lock());
    const before = rehearsal.copy('before');
    must(await client.session.signIn(amina));
    const first = await give(client, 1);
    const second = await give(client, 2);
    must(await client.supervisor.reverse({ seq: second.seq, reason: 'wrong-quantity', approval }));
    must(await client.session.lock());
    for (const file of ['ledger.db-wal', 'ledger.db-shm']) rmSync(join(rehearsal.vaultFolder, file), { force: true });
    rehearsal.restore(before, 'ledger.db');

    const next = (await rehearsal.start()).client;
    must(await next.session.signIn(amina));
    const seen = await view(next);
    expect(seen.replayed.map((one) => one.receipt)).toEqual([first.receipt, second.receipt]);
    expect(seen.counts).toMatchObject({ served: 1, reversed: 1 });
    const verdict = must(await next.desk.scan({ text: rehearsal.card({ number: 1 }), via: 'wedge' }));
    expect(verdict).toMatchObject({
      code: 'already-served',
      earlier: [{ receipt: first.receipt, print: 'unknown', name: 'Awa Diallo 1' }],
    });
    expect(must(await next.host.nextPrint())).toBeNull();
    must(await next.session.acknowledgeReplayed());
    expect((await view(next)).replayed).toEqual([]);
  });
});

describe('sign-in', () => {
  test('five wrong secrets lock the slot, and each becomes an entry', async () => {
    must(await client.session.lock());
    const wrong = { operator: 'AMINA', secret: 'four words of nothing' };
    const answers = [];
    for (let attempt = 0; attempt < 5; attempt += 1) answers.push(code(await client.session.signIn(wrong)));
    expect(answers).toEqual(['wrong-secret', 'wrong-secret', 'wrong-secret', 'wrong-secret', 'locked-out']);
    expect(code(await client.session.signIn(amina))).toBe('locked-out');
    expect(code(await client.session.signIn({ operator: 'NOBODY', secret: 'x' }))).toBe('wrong-secret');
    rehearsal.clock.wallMs += 61_000;
    rehearsal.clock.monotonicMs += 61_000;
    must(await client.session.signIn(amina));
    must(await client.session.lock());
    const { entries } = await exported(rehearsal.folder, client);
    const outcomes = ofType(entries, 'unlock').map((entry) => entry.outcome);
    expect(outcomes).toEqual(['refused', 'refused', 'refused', 'refused', 'refused', 'locked-out']);
  });

  test('an idle station locks itself; touching a key keeps it open', async () => {
    const minutes = (count: number): void => void (rehearsal.clock.monotonicMs += count * 60_000);
    minutes(9);
    must(await client.session.touch());
    minutes(9);
    await rehearsal.station.vault.tick();
    expect((await view(client)).phase).toBe('open');
    minutes(1);
    await rehearsal.station.vault.tick();
    expect((await view(client)).phase).toBe('locked');
    expect(code(await client.desk.scan({ text: rehearsal.card(), via: 'wedge' }))).toBe('locked');
  });

  test('a secret can be changed by whoever knows it', async () => {
    const next = 'green candle winter market';
    expect(code(await client.session.changeSecret({ current: SECRET.AMINA, next: 'short' }))).toBe('weak-passphrase');
    expect(code(await client.session.changeSecret({ current: 'not this one here', next }))).toBe('wrong-secret');
    must(await client.session.changeSecret({ current: SECRET.AMINA, next }));
    must(await client.session.lock());
    expect(code(await client.session.signIn(amina))).toBe('wrong-secret');
    must(await client.session.signIn({ operator: 'AMINA', secret: next }));
  });

  test('a clock that was set is told', async () => {
    expect((await view(client)).clockWarning).toBe(false);
    rehearsal.clock.wallMs -= 86_400_000;
    await rehearsal.station.vault.tick();
    expect((await view(client)).clockWarning).toBe(true);
  });

  test('a clock set back between two sessions becomes an entry, and the desk serves on', async () => {
    const first = await give(client, 1);
    must(await client.host.shutdown());
    rehearsal.clock.wallMs -= 3 * 3_600_000;
    const next = (await rehearsal.start()).client;
    must(await next.session.signIn(amina));
    expect((await view(next)).clockWarning).toBe(true);
    const second = await give(next, 2);
    expect(second.atMs).toBeGreaterThanOrEqual(first.atMs);
    const { entries } = await exported(rehearsal.folder, next);
    const clocks = ofType(entries, 'clock').map(({ kind, deltaMs }) => [kind, Math.round(deltaMs / 60_000)]);
    // Back before the moment at which the package was issued, too.
    expect(clocks[0]).toEqual(['backwards', -180]);
    expect(entries.find((entry) => entry.seq === second.seq)?.tq).toBe('n');
  });
});
