import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signerOf, verify } from '../../../main/vault/crypto/ed25519.ts';
import { parseInclusionFile, parseNote, verifyCosignature } from '../../../shared/wire/note.ts';
import { framePacked, packEntries, PACKED_TYPE } from '../../../shared/wire/packed-entries.ts';
import { LogHead, Problem, UPLOAD_LIMITS, UPLOAD_TYPES } from '../../../shared/wire/upload.ts';
import { addMessage } from '../inbox/inbox.ts';
import { databases } from '../sql/sql.fixture.ts';
import { witness } from '../testing/bench.fixture.ts';
import { createStation, NOW_MS, packLines, seedOf } from '../testing/station.fixture.ts';
import { OFFICE_TOKEN, pathOf, startCollector, type TestCollector } from './http.fixture.ts';
import { createServer } from './server.ts';

describe.each(databases)('over HTTP: %s', (_kind, make) => {
  let collector: TestCollector;
  beforeAll(async () => {
    collector = await startCollector(make);
  });
  afterAll(() => collector.close());

  const ready = async (site: string) => {
    const one = createStation({ site });
    expect((await collector.register(one)).status).toBe(201);
    return one;
  };
  const codeOf = (json: unknown): string => Problem.parse(json).code;

  it('registers a log, takes entries, acknowledges, proves', async () => {
    const one = await ready('whole');
    expect((await collector.register(one)).status).toBe(200);
    one.fill(40);
    const sent = await collector.send(one);
    expect(sent.status).toBe(200);
    const head = LogHead.parse(sent.json);
    expect(head).toMatchObject({ log: one.origin, size: 40, state: 'open', timeMs: NOW_MS });
    const note = parseNote(head.note ?? '');
    const key = { name: witness.name, publicKey: witness.signer.publicKey };
    expect(note.ok && verifyCosignature(note.value, key, verify)).toBe(NOW_MS / 1000);
    const asked = await collector.ask({ method: 'GET', path: `${pathOf(one)}/head`, by: one });
    expect(asked.json).toEqual(head);
    expect(asked.headers.get('accept')).toContain(PACKED_TYPE);
    const proof = await collector.ask({ method: 'GET', path: `${pathOf(one)}/proof/7`, by: one });
    expect(parseInclusionFile(proof.bytes.toString())).toMatchObject({ ok: true, value: { index: 7 } });
    const none = await collector.ask({ method: 'GET', path: `${pathOf(one)}/proof/40`, by: one });
    expect([none.status, codeOf(none.json)]).toEqual([404, 'not-found']);
  });

  it('takes the same entries packed, and plain under gzip', async () => {
    const one = await ready('packed');
    one.fill(30);
    const packed = packEntries(one.entries.slice(0, 20));
    if (packed === undefined) throw new Error('Not packed');
    const body = framePacked(brotliCompressSync(packed.template), packed.raw);
    const first = await collector.send(one, 0, undefined, { body, headers: { 'content-type': PACKED_TYPE } });
    expect(LogHead.parse(first.json)).toMatchObject({ size: 20, note: null });
    const lines = [...one.lines(20), { c: one.checkpoint() }].map((line) => JSON.stringify(line)).join('\n');
    const headers = { 'content-type': UPLOAD_TYPES.lines, 'content-encoding': 'gzip' };
    const rest = await collector.send(one, 20, undefined, { body: gzipSync(lines), headers });
    expect(LogHead.parse(rest.json).size).toBe(30);
  });

  it('refuses each way of being wrong with its own problem', async () => {
    const one = await ready('wrong');
    one.fill(3);
    const other = await ready('other');
    const unknown = createStation({ site: 'nobody' });
    const path = `${pathOf(one)}/entries?from=0`;
    const headers = { 'content-type': UPLOAD_TYPES.lines };
    const put = (changes: object) => collector.send(one, 0, undefined, changes);
    const zeros = Buffer.alloc(UPLOAD_LIMITS.batchBytes + 1);
    const answers = {
      'no signature': await collector.ask({ method: 'PUT', path, body: one.body() }),
      'the signature of another station': await put({ by: other }),
      'a signature over another body': await put({ headers: { ...headers, 'content-digest': 'sha-256=:AAAA:' } }),
      'no digest': await put({ headers: { ...headers, 'content-digest': '' } }),
      'an unknown log': await collector.send(unknown),
      'ahead of the collector': await collector.send(one, 2),
      'no number': await put({ path: `${pathOf(one)}/entries?from=-1` }),
      'another content type': await put({ headers: { 'content-type': 'image/png' } }),
      'another coding': await put({ headers: { ...headers, 'content-encoding': 'zstd' } }),
      'no brotli': await put({ headers: { ...headers, 'content-encoding': 'br' }, body: Buffer.from('x') }),
      'a bomb': await put({ headers: { ...headers, 'content-encoding': 'br' }, body: brotliCompressSync(zeros) }),
      'a packed bomb': await put({
        headers: { 'content-type': PACKED_TYPE },
        body: framePacked(brotliCompressSync(zeros), new Uint8Array()),
      }),
      'too large a body': await put({ headers, body: zeros }),
      'no lines': await put({ headers, body: Buffer.from('{"b":"AA"}\n') }),
      'a line after the checkpoint': await put({ body: packLines([{ c: one.checkpoint() }, ...one.lines()]) }),
      'an entry out of its place': await put({ body: packLines(one.lines(1)) }),
      'no such route': await collector.ask({ method: 'GET', path: '/v2' }),
    };
    const seen = Object.entries(answers).map(([name, { status, json }]) => [name, `${status} ${codeOf(json)}`]);
    expect(Object.fromEntries(seen)).toEqual({
      'no signature': '401 bad-signature',
      'the signature of another station': '401 bad-signature',
      'a signature over another body': '400 bad-digest',
      'no digest': '400 bad-digest',
      'an unknown log': '404 unknown-log',
      'ahead of the collector': '409 rewind',
      'no number': '400 malformed',
      'another content type': '415 malformed',
      'another coding': '400 malformed',
      'no brotli': '400 malformed',
      'a bomb': '413 too-large',
      'a packed bomb': '413 too-large',
      'too large a body': '413 too-large',
      'no lines': '400 malformed',
      'a line after the checkpoint': '400 malformed',
      'an entry out of its place': '422 unreadable',
      'no such route': '404 not-found',
    });
    expect(Problem.parse(answers['ahead of the collector'].json).size).toBe(0);
    expect((await collector.head(one)).size).toBe(0);
  });

  it('refuses a signature that was made for another request', async () => {
    const [one] = [await ready('replay')];
    one.fill(2);
    let captured: Record<string, string> = {};
    const original = globalThis.fetch;
    globalThis.fetch = (input, init) => {
      captured = init?.headers as Record<string, string>;
      return original(input, init);
    };
    await collector.ask({ method: 'GET', path: `${pathOf(one)}/head`, by: one });
    globalThis.fetch = original;
    const proof = await collector.ask({ method: 'GET', path: `${pathOf(one)}/proof/0`, headers: captured });
    expect(proof.status).toBe(401);
    const head = await collector.ask({ method: 'GET', path: `${pathOf(one)}/head`, headers: captured });
    expect(head.status).toBe(200);
  });

  it('believes certificates of the programme alone, and one key a log', async () => {
    const stranger = signerOf(seedOf('stranger'));
    const wrong = {
      'unknown issuer': createStation({ site: 'x1' }, undefined, stranger),
      'another programme': createStation({ site: 'x2', programme: 'foreign' }),
    };
    for (const one of Object.values(wrong)) {
      const { status, json } = await collector.register(one);
      expect([status, codeOf(json)]).toEqual([403, 'unknown-issuer']);
    }
    const one = await ready('keys');
    const other = createStation({ site: 'keys' }, 'another key');
    expect(codeOf((await collector.register(other)).json)).toBe('other-key');
    const forged = { ...createStation({ site: 'x3' }).registration(), signatures: one.registration().signatures };
    const sent = await collector.ask({ method: 'POST', path: '/v1/logs', body: Buffer.from(JSON.stringify(forged)) });
    expect([sent.status, codeOf(sent.json)]).toEqual([401, 'bad-signature']);
    const junk = await collector.ask({ method: 'POST', path: '/v1/logs', body: Buffer.from('{}') });
    expect(codeOf(junk.json)).toBe('malformed');
  });

  it('adds nothing when many send the same at once, and freezes a fork', async () => {
    const one = await ready('parallel');
    one.fill(60);
    const sent = await Promise.all(
      Array.from({ length: 8 }, (_, index) => collector.send(one, 0, index % 2 ? 60 : 31)),
    );
    expect(sent.map(({ status }) => status)).toEqual(sent.map(() => 200));
    expect(await collector.rows(one)).toHaveLength(60);
    const twin = createStation({ site: 'parallel' });
    twin.fill(59).append('reprint', { of: 1, copy: 2 });
    const fork = await collector.send(twin);
    expect([fork.status, codeOf(fork.json), Problem.parse(fork.json).seq]).toEqual([423, 'fork', 59]);
    expect(codeOf((await collector.send(one)).json)).toBe('frozen');
    const alarms = await collector.ask({
      method: 'GET',
      path: '/v1/alarms',
      headers: { authorization: `Bearer ${OFFICE_TOKEN}` },
    });
    expect(alarms.json).toMatchObject({
      alarms: [{ kind: 'fork', log: one.origin, seq: 59 }, { kind: 'behind-station' }],
    });
    const denied = await collector.ask({ method: 'GET', path: '/v1/alarms' });
    expect(denied.status).toBe(401);
  });

  it('puts messages before a station, and packages piece by piece', async () => {
    const [one, other] = [await ready('inbox'), await ready('elsewhere')];
    const file = join(collector.folder, 'one.cycle');
    writeFileSync(file, 'the package of a cycle');
    const sha256 = createHash('sha256').update('the package of a cycle').digest('hex');
    expect(await collector.ports.packages.add(file, sha256)).toMatchObject({ ok: true });
    expect(await collector.ports.packages.add(file, '0'.repeat(64))).toEqual({ ok: false, error: 'damaged' });
    const message = { kind: 'package', number: 1, bytes: 22, sha256, signature: one.registration() } as const;
    const to = { programme: 'relief', site: 'inbox' };
    expect(await addMessage(collector.sql, to, message, NOW_MS)).toBe(true);
    expect(await addMessage(collector.sql, to, message, NOW_MS)).toBe(false);
    const key = createHash('sha256').update(one.signer.publicKey).digest('hex').slice(0, 16);
    const inbox = (path: string, by = one) =>
      collector.ask({ method: 'GET', path: `/v1/stations/${key}/inbox${path}`, by });
    const waiting = await inbox('');
    expect(waiting.json).toMatchObject({ messages: [{ kind: 'package', sha256 }], timeMs: NOW_MS });
    const { id } = (waiting.json as { messages: { id: number }[] }).messages[0]!;
    expect((await inbox(`?after=${id}`)).json).toMatchObject({ messages: [] });
    expect((await inbox('', other)).status).toBe(401);
    const get = (headers: Record<string, string>, name = sha256) =>
      collector.ask({ method: 'GET', path: `/v1/packages/${name}`, headers, by: one });
    expect((await get({})).bytes.toString()).toBe('the package of a cycle');
    const part = await get({ range: 'bytes=4-10' });
    expect([part.status, part.bytes.toString(), part.headers.get('content-range')]).toEqual([
      206,
      'package',
      'bytes 4-10/22',
    ]);
    expect((await get({ range: 'bytes=17-' })).bytes.toString()).toBe('cycle');
    expect((await get({ range: 'bytes=22-' })).status).toBe(416);
    expect((await get({}, '0'.repeat(64))).status).toBe(404);
    expect((await collector.ask({ method: 'GET', path: `/v1/packages/${sha256}` })).status).toBe(401);
  });

  it('tells those who come while enough is under way to come again', async () => {
    const full = await createServer({ ports: collector.ports, tls: null, logger: false, atOnce: 0 });
    const { statusCode, headers, body } = await full.inject('/v1/openapi.json');
    expect([statusCode, codeOf(JSON.parse(body)), headers['retry-after']]).toEqual([429, 'busy', '5']);
    expect((await full.inject('/healthz')).json()).toMatchObject({ ok: true });
    await full.close();
    expect(collector.faults).toEqual([]);
  });
});
