import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fromHex, toBase64, utf8Bytes } from '../../shared/wire/bytes.ts';
import { verify } from '../../shared/wire/ed25519.ts';
import { leafHash } from '../../shared/wire/leaf.ts';
import { parseCheckpoint, parseInclusionFile, parseNote, verifyNote } from '../../shared/wire/note.ts';
import { verifyInclusion } from '../../shared/wire/proof.ts';
import { merkleRoot } from '../../shared/wire/tree.ts';
import { takeDesk, whole } from './acts.fixture.ts';
import { exported } from './entries.fixture.ts';
import { flip } from './files.fixture.ts';
import { withLedger } from './rebuild.fixture.ts';
import { plainRoll } from './roll.fixture.ts';
import { counted, must, openedDay, SECRET, type Rehearsal, type Station } from './station.fixture.ts';

let rehearsal: Rehearsal & { station: Station };
let client: Station['client'];
beforeEach(async () => {
  rehearsal = await openedDay(plainRoll(4));
  client = rehearsal.station.client;
});
afterEach(() => rehearsal.close());

async function give(number: number) {
  const verdict = must(await client.desk.scan({ text: rehearsal.card({ number }), via: 'wedge' }));
  return must(await client.desk.give(whole(verdict, number)));
}

/** What a signed head says, to whoever knows the station's key from its certificate. */
function believed(text: string) {
  const note = parseNote(text);
  const checkpoint = note.ok ? parseCheckpoint(note.value.text) : note;
  if (!note.ok || !checkpoint.ok) throw new Error('No signed head');
  const { origin } = checkpoint.value;
  const [station] = rehearsal.stations();
  expect(origin).toBe('tallypoint/relief/kassala/desk-1/1');
  expect(verifyNote(note.value, { name: origin, publicKey: fromHex(station?.certificate.signKey ?? '') }, verify)).toBe(
    true,
  );
  return checkpoint.value;
}

describe('the proof of a hand-over', () => {
  test('holds for the entry that the receipt names, and for no other', async () => {
    const first = await give(1);
    await give(2);
    await takeDesk(client, 'OMAR');
    const path = join(rehearsal.folder, 'first.tlog-proof');
    must(await client.host.saveProof({ seq: first.seq, path }));
    const file = parseInclusionFile(readFileSync(path, 'utf8'));
    if (!file.ok) throw new Error(file.error);
    const { text, entries } = await exported(rehearsal.folder, client);
    const leaves = text.split('\n').map((body) => leafHash(utf8Bytes(body)));
    const { size, root } = believed(file.value.note);
    const claim = { index: file.value.index, size, root, proof: file.value.proof };
    expect(entries[file.value.index]).toMatchObject({ t: 'handover', seq: first.seq });
    const accepted = leaves.map((leaf) => verifyInclusion({ ...claim, leaf }));
    expect(accepted).toEqual(leaves.map((_leaf, seq) => seq === first.seq));
  });

  test('is saved by a supervisor only, and of hand-overs only', async () => {
    const { seq } = await give(1);
    const path = join(rehearsal.folder, 'x.tlog-proof');
    const refusal = async (of: number) => {
      const answer = await client.host.saveProof({ seq: of, path });
      return answer.ok ? 'saved' : answer.error.code;
    };
    expect(await refusal(seq)).toBe('not-allowed');
    await takeDesk(client, 'OMAR');
    expect([await refusal(0), await refusal(10_000)]).toEqual(['not-found', 'not-found']);
    must(await client.session.lock());
    expect(await refusal(seq)).toBe('locked');
    expect(existsSync(path)).toBe(false);
  });
});

describe('the signed head', () => {
  test('lies beside an exported ledger and covers just its entries', async () => {
    await give(1);
    const { text } = await exported(rehearsal.folder, client);
    const { size, root } = believed(readFileSync(join(rehearsal.folder, 'ledger.ndjson.checkpoint'), 'utf8'));
    const leaves = text.split('\n').map((body) => leafHash(utf8Bytes(body)));
    expect([size, toBase64(root)]).toEqual([leaves.length, toBase64(merkleRoot(leaves))]);
  });

  test('is on the report of a closed day, whatever comes after it, and on no other', async () => {
    await give(1);
    await takeDesk(client, 'OMAR');
    expect(must(await client.day.xReport({ print: false })).checkpoint).toBeUndefined();
    must(await client.day.count(counted(99, 98)));
    const approval = { operator: 'RANIA', secret: SECRET.RANIA };
    const closed = must(await client.day.close({ approval }));
    const { size, root } = believed(readFileSync(join(rehearsal.vaultFolder, 'ledger.checkpoint'), 'utf8'));
    expect(closed.checkpoint).toEqual({ size, root: toBase64(root).slice(0, 8) });
    expect(closed.entries).toBe(size);
    await takeDesk(client, 'AMINA');
    const [later] = must(await client.day.closed()).days;
    expect([later?.checkpoint, (later?.entries ?? 0) > size]).toEqual([closed.checkpoint, true]);
  });

  test('is signed while the desk works', async () => {
    await give(1);
    await rehearsal.station.vault.tick();
    await give(2);
    rehearsal.clock.wallMs += 15 * 60_000;
    rehearsal.clock.monotonicMs += 60_000;
    await rehearsal.station.vault.tick();
    must(await client.session.lock());
    const signed = await withLedger(rehearsal.vaultFolder, (db) =>
      db.prepare('SELECT count(*) FROM checkpoint', { pluck: true }).get(),
    );
    expect(signed).toBe(2);
  });
});

describe('damage that is found while the desk works', () => {
  test('closes the station, and the next sign-in too', async () => {
    must(await client.host.shutdown());
    expect(readdirSync(rehearsal.vaultFolder)).toContain('ledger.clean');
    const found: string[] = [];
    const ports = { checkAtOnceBytes: 0, report: (what: string) => String(found.push(what)) };
    // A page that nothing reads at a sign-in: the station opens.
    const path = join(rehearsal.vaultFolder, 'ledger.db');
    const count = Math.floor(readFileSync(path).length / 4096);
    const copy = rehearsal.copy('whole');
    let next = await rehearsal.start(ports);
    for (let page = count - 1; page > 0; page -= 1) {
      for (const file of ['ledger.db', 'ledger.clean', 'ledger.journal']) rehearsal.restore(copy, file);
      flip(path, page * 4096 + 100);
      found.length = 0;
      next = await rehearsal.start(ports);
      const answer = await next.client.session.signIn({ operator: 'AMINA', secret: SECRET.AMINA });
      if (answer.ok) break;
    }
    expect(must(await next.client.host.view()).phase).toBe('open');
    await next.vault.tick();
    expect(must(await next.client.host.view())).toMatchObject({
      phase: 'trouble',
      trouble: { code: 'database-damaged' },
      operator: null,
    });
    expect(found).toEqual(['ledger']);
    const again = await rehearsal.start(ports);
    const answer = await again.client.session.signIn({ operator: 'AMINA', secret: SECRET.AMINA });
    expect(answer).toMatchObject({ ok: false, error: { code: 'trouble' } });
  });
});
