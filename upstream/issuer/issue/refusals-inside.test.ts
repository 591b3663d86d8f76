import { randomBytes } from 'node:crypto';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { signerOf } from '../../../main/vault/crypto/ed25519.ts';
import { installPackage } from '../../../main/vault/cycle/install.ts';
import {
  describeParts,
  refusalOf,
  rewrite,
  seal,
  sealBytes,
  setText,
  takeApart,
  tarOf,
  type Pieces,
} from './forge.fixture.ts';
import { setUp, type Bench } from './issue.fixture.ts';
import { issuePackage } from './issue-package.ts';

let whole: Pieces;

let bench: Bench;
let good: string;
let path: string;

beforeAll(async () => {
  bench = await setUp();
  good = join(bench.folder, 'good.cycle');
  path = join(bench.folder, 'one.cycle');
  await issuePackage(bench.issue(20, { path: good }));
  whole = await takeApart(good, bench.identity);
});
afterAll(() => bench.close());

const refusal = (): Promise<string> => refusalOf(bench);
const pieces = (): Pieces => structuredClone(whole);

it('the same pieces put together again are taken', async () => {
  await seal(bench, path, pieces());
  expect((await installPackage(bench.install())).ok).toBe(true);
  for (const name of readdirSync(bench.folder)) if (name.startsWith('cycle-')) rmSync(join(bench.folder, name));
});

it.each<[string, string, (made: Pieces) => void]>([
  ['an extra part', 'damaged', ({ entries }) => void entries.push({ name: 'photos/b.png', bytes: Buffer.from('x') })],
  ['a missing part', 'damaged', ({ entries }) => void entries.pop()],
  ['parts in another order', 'damaged', ({ entries }) => void entries.reverse()],
  ['a part longer than stated', 'damaged', (made) => setText(made, 'stock.ndjson', (text) => `${text}\n`)],
  ['a part with another hash', 'damaged', (made) => setText(made, 'roll.ndjson', (text) => text.replace('Awa', 'Eve'))],
  [
    'a link instead of a file',
    'damaged',
    ({ entries }) => void Object.assign(entries[0] ?? {}, { header: { type: 'symlink', linkname: '/etc/passwd' } }),
  ],
  [
    'a path out of the folder',
    'bad-content',
    (made) => {
      made.entries.push({ name: 'photos/../../x.png', bytes: Buffer.from('x') });
      describeParts(made);
    },
  ],
  [
    'a photo twice',
    'bad-content',
    (made) => {
      made.entries.push(...made.entries.slice(6, 7));
      describeParts(made);
    },
  ],
  [
    'a photo that is none',
    'bad-content',
    (made) => {
      setText(made, 'photos/awa.png', () => 'MZ');
      describeParts(made);
    },
  ],
  ['a part too few in the manifest', 'bad-content', ({ manifest }) => void manifest.parts.splice(0, 1)],
  ['another count', 'bad-content', ({ manifest }) => void Object.assign(manifest.parts[0] ?? {}, { count: 19 })],
  ['other totals', 'bad-content', ({ manifest }) => void Object.assign(manifest.totals, { 'OIL-1L': 41 })],
  ['another number than outside', 'bad-content', ({ manifest }) => void Object.assign(manifest, { number: 2 })],
  ['a later format', 'newer-format', ({ manifest }) => void Object.assign(manifest, { v: 2 })],
  ['another programme', 'foreign-programme', ({ manifest }) => void Object.assign(manifest, { programme: 'other' })],
  ['a delta for an empty station', 'wrong-base', ({ manifest }) => void Object.assign(manifest, { kind: 'delta' })],
  [
    'a household twice',
    'bad-content',
    (made) => rewrite(made, 'roll.ndjson', (lines) => [...lines.slice(1), lines[1] ?? '']),
  ],
  [
    'an entitlement twice',
    'bad-content',
    (made) => rewrite(made, 'entitlements.ndjson', (lines) => [...lines.slice(1), lines[1] ?? '']),
  ],
  [
    'an entitlement of a stranger',
    'bad-content',
    (made) =>
      rewrite(made, 'entitlements.ndjson', (lines) => lines.map((line) => line.replace('"HH-20-1"', '"HH-99"'))),
  ],
  [
    'an item nobody described',
    'bad-content',
    (made) => rewrite(made, 'stock.ndjson', (lines) => lines.map((line) => line.replace('OIL-1L', 'OIL-2L'))),
  ],
  [
    'a duplicate key',
    'bad-content',
    (made) => rewrite(made, 'roll.ndjson', (lines) => lines.map((line) => line.replace('{"id"', '{"id":"HH-1","id"'))),
  ],
  [
    'a line with spaces',
    'bad-content',
    (made) => rewrite(made, 'roll.ndjson', (lines) => lines.map((line) => line.replace(',', ', '))),
  ],
  [
    'an unknown field',
    'bad-content',
    (made) => rewrite(made, 'roll.ndjson', (lines) => lines.map((line) => line.replace('{', '{"admin":true,'))),
  ],
  [
    'half a line at the end',
    'bad-content',
    (made) => {
      setText(made, 'roll.ndjson', (text) => text.slice(0, -1));
      describeParts(made);
    },
  ],
  [
    'bytes that are no text',
    'bad-content',
    (made) => {
      Object.assign(made.entries[0] ?? {}, { bytes: Buffer.from([0xc3, 0x28, 10]) });
      describeParts(made);
    },
  ],
  [
    'an endless line',
    'too-large',
    (made) => {
      setText(made, 'roll.ndjson', () => 'x'.repeat(600_000));
      describeParts(made);
    },
  ],
  [
    'an operator twice',
    'bad-content',
    (made) => {
      setText(made, 'operators.json', (text) => `[${text.slice(1, -1)},${text.slice(1, -1)}]`);
      describeParts(made);
    },
  ],
  [
    'a PIN without a device secret',
    'pin-needs-device-secret',
    (made) => {
      setText(made, 'operators.json', (text) => text.replace('passphrase', 'pin'));
      describeParts(made);
    },
  ],
  [
    'a policy that is none',
    'bad-content',
    (made) => {
      setText(made, 'policy.json', () => '{}');
      describeParts(made);
    },
  ],
])('%s', async (_, code, spoil) => {
  const made = pieces();
  spoil(made);
  await seal(bench, path, made);
  expect(await refusal()).toBe(code);
});

it('a manifest signed by others', async () => {
  const stranger = signerOf(new Uint8Array(randomBytes(32)));
  await sealBytes(bench, path, gzipSync(await tarOf(pieces(), stranger)));
  expect(await refusal()).toBe('unknown-key');
});

it('bombs', async () => {
  await sealBytes(bench, path, gzipSync(Buffer.concat([await tarOf(pieces(), bench.signer), Buffer.alloc(8_000_000)])));
  expect(await refusal()).toBe('too-large');
  await sealBytes(bench, path, gzipSync(Buffer.alloc(200_000_000)));
  expect(['too-large', 'not-a-package', 'damaged']).toContain(await refusal());
  const made = pieces();
  Object.assign(made.manifest.parts[0] ?? {}, { bytes: 3_000_000_000 });
  await seal(bench, path, made);
  expect(await refusal()).toBe('too-large');
});

it('a gzip or tar that breaks off, or is none', async () => {
  const tar = await tarOf(pieces(), bench.signer);
  const zipped = gzipSync(tar);
  for (const bytes of [
    zipped.subarray(0, 10),
    zipped.subarray(0, zipped.length >> 1),
    zipped.subarray(0, -4),
    tar,
    Buffer.alloc(0),
    gzipSync(tar.subarray(0, 3000)),
    gzipSync(tar.subarray(0, -1024)),
  ]) {
    await sealBytes(bench, path, bytes);
    expect(['damaged', 'not-a-package']).toContain(await refusal());
  }
});
