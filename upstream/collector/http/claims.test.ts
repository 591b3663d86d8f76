import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keyId } from '../../../shared/wire/ed25519.ts';
import { CLAIM_FILE_LIMITS, ParcelHead } from '../../../shared/wire/claim-file.ts';
import { Problem, UPLOAD_TYPES } from '../../../shared/wire/upload.ts';
import { databases } from '../sql/sql.fixture.ts';
import { createStation, type TestStation } from '../testing/station.fixture.ts';
import { startCollector, type Reply, type TestCollector } from './http.fixture.ts';

describe.each(databases)('claim files over HTTP: %s', (_kind, make) => {
  let collector: TestCollector;
  beforeAll(async () => {
    collector = await startCollector(make);
  });
  afterAll(() => collector.close());

  /** A station whose third entry is a claim. */
  const ready = async (site: string): Promise<TestStation> => {
    const one = createStation({ site });
    one.fill(2);
    one.append('claim', { captures: [[1, 100, []]], amount: ['cash:SDG', 100], details: 'ab'.repeat(32) });
    expect((await collector.register(one)).status).toBe(201);
    expect((await collector.send(one)).status).toBe(200);
    return one;
  };
  const file = (bytes: number): { body: Buffer; sha256: string } => {
    const body = randomBytes(bytes);
    return { body, sha256: createHash('sha256').update(body).digest('hex') };
  };
  const pathOf = (one: TestStation, sha256: string, seq = 2): string =>
    `/v1/stations/${keyId(one.signer.publicKey)}/claims/${seq}/${sha256}`;
  const put = (one: TestStation, path: string, body: Buffer, from: number, of: number, by = one): Promise<Reply> =>
    collector.ask({
      method: 'PUT',
      path: `${path}?from=${from}&of=${of}`,
      body,
      headers: { 'content-type': UPLOAD_TYPES.bundle },
      by,
    });
  const codeOf = ({ status, json }: Reply): string =>
    status === 200 ? `${ParcelHead.parse(json).size}` : Problem.parse(json).code;

  it('come in pieces, are gone on with, and are kept once they are whole', async () => {
    const one = await ready('pieces');
    const { body, sha256 } = file(1000);
    const path = pathOf(one, sha256);
    const asked = () => collector.ask({ method: 'GET', path, by: one });
    expect(ParcelHead.parse((await asked()).json)).toEqual({ sha256, size: 0, whole: false });
    expect(codeOf(await put(one, path, body.subarray(0, 400), 0, 1000))).toBe('400');
    // An answer that was lost: the same piece again is told where to go on.
    const again = await put(one, path, body.subarray(0, 400), 0, 1000);
    expect([again.status, Problem.parse(again.json)]).toMatchObject([409, { code: 'rewind', size: 400 }]);
    expect(await collector.ports.parcels.read(sha256)).toBeUndefined();
    expect(ParcelHead.parse((await put(one, path, body.subarray(400), 400, 1000)).json).whole).toBe(true);
    expect(Buffer.from((await collector.ports.parcels.read(sha256)) ?? [])).toEqual(body);
    expect(ParcelHead.parse((await put(one, path, body.subarray(0, 1), 0, 1000)).json)).toMatchObject({ whole: true });
    expect(ParcelHead.parse((await asked()).json)).toEqual({ sha256, size: 1000, whole: true });
  });

  it('are refused where they are not what their names say, or nobody claims anything', async () => {
    const one = await ready('refused');
    const other = await ready('stranger');
    const { body, sha256 } = file(100);
    const path = pathOf(one, sha256);
    const piece = Buffer.alloc(CLAIM_FILE_LIMITS.pieceBytes + 1);
    const answers = {
      'another station': await put(one, path, body, 0, 100, other),
      'no claim': await put(one, pathOf(one, sha256, 1), body, 0, 100),
      'an entry that is not there': await put(one, pathOf(one, sha256, 9), body, 0, 100),
      'a larger file': await put(one, path, body, 0, CLAIM_FILE_LIMITS.bytes + 1),
      'a larger piece': await put(one, path, piece, 0, piece.length),
      'more than it has': await put(one, path, body, 0, 99),
      nothing: await put(one, path, Buffer.alloc(0), 0, 100),
      'other bytes': await put(one, path, Buffer.alloc(100), 0, 100),
    };
    expect(Object.fromEntries(Object.entries(answers).map(([what, reply]) => [what, codeOf(reply)]))).toEqual({
      'another station': 'bad-signature',
      'no claim': 'not-found',
      'an entry that is not there': 'not-found',
      'a larger file': 'too-large',
      'a larger piece': 'too-large',
      'more than it has': 'rewind',
      nothing: 'malformed',
      'other bytes': 'bad-digest',
    });
    // Nothing is left of what was wrong.
    expect(codeOf(await put(one, path, body, 0, 100))).toBe('100');
    const many = Array.from({ length: 6 }, () => file(10));
    const codes = [];
    for (const next of many) codes.push(codeOf(await put(one, pathOf(one, next.sha256), next.body, 0, 10)));
    expect(codes).toEqual(['10', '10', '10', '10', 'too-large', 'too-large']);
  });
});
