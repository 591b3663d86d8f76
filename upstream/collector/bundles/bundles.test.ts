import { Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { brotliCompressSync, constants } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verify } from '../../../main/vault/crypto/ed25519.ts';
import { bundleFrames } from '../../../shared/wire/bundle-frames.ts';
import { PAYLOAD_TYPE } from '../../../shared/wire/documents.ts';
import { openEnvelope } from '../../../shared/wire/dsse.ts';
import { keyId } from '../../../shared/wire/ed25519.ts';
import { parseNote, verifyCosignature } from '../../../shared/wire/note.ts';
import { Acknowledgement, Problem, UPLOAD_TYPES, type EntryLine } from '../../../shared/wire/upload.ts';
import { startCollector, type Reply, type TestCollector } from '../http/http.fixture.ts';
import { databases } from '../sql/sql.fixture.ts';
import { witness } from '../testing/bench.fixture.ts';
import { createStation, NOW_MS, type TestStation } from '../testing/station.fixture.ts';

describe.each(databases)('bundles: %s', (_kind, make) => {
  let collector: TestCollector;
  beforeAll(async () => {
    collector = await startCollector(make);
  });
  afterAll(() => collector.close());

  const seal = (plain: string | Uint8Array, recipient = collector.recipient): Promise<Uint8Array> => {
    const encrypter = new Encrypter();
    encrypter.addRecipient(recipient);
    return encrypter.encrypt(
      new Uint8Array(brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 3 } })),
    );
  };
  const text = (one: TestStation, from: number, lines: readonly EntryLine[], checkpoint?: string): string => {
    const head = { bundle: 1, log: one.origin, from, registration: one.registration() };
    const all = [head, ...lines, ...(checkpoint === undefined ? [] : [{ c: checkpoint }])];
    return all.map((line) => `${JSON.stringify(line)}\n`).join('');
  };
  const post = (body: Uint8Array, type: string = UPLOAD_TYPES.bundle): Promise<Reply> =>
    collector.ask({ method: 'POST', path: '/v1/bundles', body, headers: { 'content-type': type } });
  const take = async (one: TestStation, from = 0): Promise<Reply> =>
    post(await seal(text(one, from, one.lines(from), one.checkpoint())));
  const sizeOf = async (one: TestStation): Promise<number> => (await collector.rows(one)).length;
  const acknowledged = (reply: Reply): Acknowledgement => {
    const { publicKey } = witness.signer;
    const opened = openEnvelope(reply.bytes, {
      payloadType: PAYLOAD_TYPE.acknowledgement,
      maximumBytes: 1_000_000,
      findKey: (id) => (id === keyId(publicKey) ? publicKey : undefined),
      verify,
    });
    if (!opened.ok) throw new Error(opened.error);
    return Acknowledgement.parse(JSON.parse(Buffer.from(opened.value.payload).toString()));
  };

  it('takes in what is carried, in several parts, and signs what to carry back', async () => {
    const one = createStation({ site: 'carried' });
    one.fill(1200);
    const { head, collector: name } = acknowledged(await take(one));
    expect([name, head.log, head.size]).toEqual([witness.name, one.origin, 1200]);
    const note = parseNote(head.note ?? '');
    const key = { name, publicKey: witness.signer.publicKey };
    expect(note.ok && verifyCosignature(note.value, key, verify)).toBe(NOW_MS / 1000);
    one.fill(5);
    expect(acknowledged(await take(one, 700)).head.size).toBe(1205);
    expect(acknowledged(await take(one)).head.size).toBe(1205);
    expect(await sizeOf(one)).toBe(1205);
  });

  it('takes the codes of one, in any order', async () => {
    const one = createStation({ site: 'codes' });
    one.fill(30);
    const frames = bundleFrames(await seal(text(one, 0, one.lines(), one.checkpoint())));
    if (!frames.ok) throw new Error(frames.error);
    const lines = [...frames.value.toReversed(), frames.value[0]].join('\r\n');
    expect(acknowledged(await post(Buffer.from(lines), UPLOAD_TYPES.frames)).head.size).toBe(30);
    const short = await post(Buffer.from(frames.value.slice(1).join('\n')), UPLOAD_TYPES.frames);
    expect(Problem.parse(short.json)).toMatchObject({ code: 'malformed', detail: 'These codes are missing: 1.' });
  });

  it('refuses whatever the station did not sign, and stores nothing of it', async () => {
    const one = createStation({ site: 'spoilt' });
    const other = createStation({ site: 'foreign' });
    one.fill(4);
    other.fill(4);
    const lines = one.lines();
    const forged = [...lines.slice(0, 2), { ...lines[2]!, s: lines[1]!.s }];
    const stranger = await identityToRecipient(await generateX25519Identity());
    const foreign = text(one, 0, lines, one.checkpoint()).replace(/"registration":.*\n/, () => {
      return `"registration":${JSON.stringify(other.registration())}}\n`;
    });
    const seen = {
      'a forged entry': await post(await seal(text(one, 0, forged, one.checkpoint()))),
      'no checkpoint': await post(await seal(text(one, 0, lines))),
      'the checkpoint of another log': await post(await seal(text(one, 0, lines, other.checkpoint()))),
      "another log's registration": await post(await seal(foreign)),
      'from beyond the end': await post(await seal(text(one, 2, one.lines(2), one.checkpoint()))),
      'another recipient': await post(await seal(text(one, 0, lines, one.checkpoint()), stranger)),
      'a bomb': await post(await seal(Buffer.alloc(32 * 1024 * 1024))),
      'cut short': await post((await seal(text(one, 0, lines, one.checkpoint()))).subarray(0, -20)),
      'no bundle': await post(Buffer.from('hello')),
      'no code': await post(Buffer.from('hello'), UPLOAD_TYPES.frames),
    };
    const codes = Object.entries(seen).map(([name, { json }]) => [name, Problem.parse(json).code]);
    expect(Object.fromEntries(codes)).toEqual({
      'a forged entry': 'unreadable',
      'no checkpoint': 'malformed',
      'the checkpoint of another log': 'malformed',
      "another log's registration": 'malformed',
      'from beyond the end': 'rewind',
      'another recipient': 'malformed',
      'a bomb': 'malformed',
      'cut short': 'malformed',
      'no bundle': 'malformed',
      'no code': 'malformed',
    });
    expect(await sizeOf(one)).toBe(0);
    expect(acknowledged(await take(one)).head.size).toBe(4);
  });

  it('freezes a log that a bundle contradicts', async () => {
    const one = createStation({ site: 'twofold' });
    one.fill(6);
    await take(one);
    const twin = createStation({ site: 'twofold' });
    twin.fill(3).append('reprint', { of: 0, copy: 1 });
    expect(Problem.parse((await take(twin)).json)).toMatchObject({ code: 'fork', seq: 3 });
    expect(Problem.parse((await take(one)).json).code).toBe('frozen');
  });
});
