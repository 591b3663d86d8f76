import { brotliCompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { framePacked, packEntries, PACKED_TYPE } from '../../../shared/wire/packed-entries.ts';
import { LogHead } from '../../../shared/wire/upload.ts';
import { databases } from '../sql/sql.fixture.ts';
import { createStation } from '../testing/station.fixture.ts';
import { pathOf, startCollector, type Asked, type TestCollector } from './http.fixture.ts';

describe.each(databases)('a line that breaks: %s', (_kind, make) => {
  let collector: TestCollector;
  beforeAll(async () => {
    collector = await startCollector(make);
  });
  afterAll(() => collector.close());

  it('keeps what came of a packed body before the line broke, or before the station came again over another one', async () => {
    const one = createStation({ site: 'broken' });
    expect((await collector.register(one)).status).toBe(201);
    one.fill(30);
    const packed = packEntries(one.entries);
    if (packed === undefined) throw new Error('Not packed');
    const body = framePacked(brotliCompressSync(packed.template), packed.raw);
    const start = body.length - packed.raw.length + 32;
    const row = (packed.raw.length - 32) / 30;
    const put = (from: number, bytes: Uint8Array, more: Partial<Asked> = {}) =>
      collector.begin(
        one,
        { path: `${pathOf(one)}/entries?from=${from}`, body, headers: { 'content-type': PACKED_TYPE }, ...more },
        bytes,
      );
    const size = async () =>
      LogHead.parse((await collector.ask({ method: 'GET', path: `${pathOf(one)}/head`, by: one })).json).size;

    // In the template nothing is there yet; in an entry, those before it are.
    for (const [length, entries] of [
      [start - 40, 0],
      [start + 1, 0],
      [Math.floor(start + 10.5 * row), 10],
    ] as const) {
      const { hangUp, closed } = await put(0, body.subarray(0, length));
      hangUp();
      await closed;
      await expect.poll(size).toBe(entries);
    }
    // Nobody has noticed that this line is dead.
    const dead = await put(0, body.subarray(0, start + 20 * row));
    await expect.poll(size).toBe(20);
    await dead.closed;
    // The digest of what never came proves nothing: each entry's own signature does.
    const forged = body.map((byte, at) => (at === start + 25 * row + 3 ? byte ^ 1 : byte));
    const { hangUp, closed } = await put(0, forged.subarray(0, start + 28 * row), { body: forged });
    hangUp();
    await closed;
    expect(await size()).toBe(20);
    expect((await collector.send(one, 0, undefined, { body, headers: { 'content-type': PACKED_TYPE } })).status).toBe(
      200,
    );
    expect(await size()).toBe(30);
    expect(await collector.rows(one)).toHaveLength(30);
  });
});
