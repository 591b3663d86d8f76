import fc from 'fast-check';
import { generateX25519Identity } from 'age-encryption';
import { randomBytes } from 'node:crypto';
import { appendFileSync, copyFileSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { signerOf } from '../../../main/vault/crypto/ed25519.ts';
import type { InstallOptions } from '../../../main/vault/cycle/install.ts';
import { refusalOf, signFile } from './forge.fixture.ts';
import { NOW_MS, ports, setUp, type Bench } from './issue.fixture.ts';
import { issuePackage } from './issue-package.ts';

const DAY_MS = 24 * 3_600_000;

let bench: Bench;
let good: string;
let path: string;

beforeAll(async () => {
  bench = await setUp();
  good = join(bench.folder, 'good.cycle');
  path = join(bench.folder, 'one.cycle');
  await issuePackage(bench.issue(20, { path: good }));
});
afterAll(() => bench.close());
beforeEach(() => {
  copyFileSync(good, path);
  copyFileSync(`${good}.sig`, `${path}.sig`);
});

const refusal = (more: Partial<InstallOptions> = {}): Promise<string> => refusalOf(bench, more);
const at = (nowMs: number) => ({ ports: { ...ports, now: () => nowMs } });
const newer = {
  installed: { number: 5, manifestHash: '', cycle: '', cycleSecret: '' },
  path: '',
  key: new Uint8Array(32),
};

it('missing, without signature, or no package at all', async () => {
  expect(await refusal({ path: join(bench.folder, 'none.cycle') })).toBe('file-missing');
  rmSync(`${path}.sig`);
  expect(await refusal()).toBe('signature-missing');
  writeFileSync(`${path}.sig`, 'hello');
  expect(await refusal()).toBe('not-a-package');
  writeFileSync(`${path}.sig`, Buffer.alloc(100_000, 32));
  expect(await refusal()).toBe('too-large');
  signFile(bench, path, Buffer.from('a letter'));
  expect(await refusal()).toBe('not-a-package');
});

it('signed by others', async () => {
  const stranger = signerOf(new Uint8Array(randomBytes(32)));
  signFile(bench, path, readFileSync(good), {}, stranger);
  expect(await refusal()).toBe('unknown-key');
  const sig = readFileSync(`${path}.sig`, 'utf8').replace(
    /"keyid":"[0-9a-f]+"/,
    `"keyid":"${bench.certificate.issuingKeys[0]?.kid ?? ''}"`,
  );
  writeFileSync(`${path}.sig`, sig);
  expect(await refusal()).toBe('forged');
});

it('for others', async () => {
  signFile(bench, path, readFileSync(good), { programme: 'other' });
  expect(await refusal()).toBe('foreign-programme');
  signFile(bench, path, readFileSync(good), { site: 'other' });
  expect(await refusal()).toBe('foreign-station');
  copyFileSync(`${good}.sig`, `${path}.sig`);
  expect(await refusal({ identity: await generateX25519Identity() })).toBe('foreign-station');
  expect(await refusal({ certificate: { ...bench.certificate, signKey: '44'.repeat(32) } })).toBe('foreign-station');
});

it('older, the same, expired, not yet valid', async () => {
  expect(await refusal({ current: newer })).toBe('older-package');
  expect(await refusal({ current: { ...newer, installed: { ...newer.installed, number: 1 } } })).toBe('same-package');
  expect(await refusal(at(NOW_MS + 31 * DAY_MS))).toBe('expired');
  expect(await refusal(at(NOW_MS - 2 * DAY_MS))).toBe('not-yet-valid');
});

it('truncated or longer anywhere', async () => {
  const { length } = readFileSync(good);
  for (const bytes of [0, 1, 21, 200, length >> 1, length - 1]) {
    copyFileSync(good, path);
    truncateSync(path, bytes);
    expect(await refusal()).toBe('truncated');
  }
  copyFileSync(good, path);
  appendFileSync(path, 'x');
  expect(await refusal()).toBe('damaged');
});

it('with any bit flipped', async () => {
  const file = readFileSync(good);
  await fc.assert(
    fc.asyncProperty(fc.nat(file.length * 8 - 1), async (bit) => {
      const flipped = Buffer.from(file);
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      writeFileSync(path, flipped);
      expect(await refusal()).toBe('damaged');
    }),
    { numRuns: 60 },
  );
});

it('with any bit of its signature flipped', async () => {
  const sig = readFileSync(`${good}.sig`);
  await fc.assert(
    fc.asyncProperty(fc.nat(sig.length * 8 - 1), async (bit) => {
      const flipped = Buffer.from(sig);
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      writeFileSync(`${path}.sig`, flipped);
      expect(['not-a-package', 'forged', 'unknown-key']).toContain(await refusal());
    }),
    { numRuns: 100 },
  );
});
