import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { signerOf, verify } from '../../main/vault/crypto/ed25519.ts';
import { createPseudonyms } from '../../main/vault/entitlements/pseudonym.ts';
import type { DueLine } from '../../shared/wire/due.ts';
import { keyId } from '../../shared/wire/ed25519.ts';
import { entitlement, setUp, type Bench } from '../issuer/issue/issue.fixture.ts';
import { issuePackage } from '../issuer/issue/issue-package.ts';
import { DUE_BOUNDS } from './layout.ts';
import { commonNames } from './write-due.ts';
import { readDue, type DueTrust } from './read-due.ts';

let bench: Bench;
let trust: DueTrust;
beforeEach(async () => {
  bench = await setUp();
  const { publicKey } = bench.signer;
  trust = { findKey: (id) => (id === keyId(publicKey) ? publicKey : undefined), verify };
});
afterEach(() => bench.close());

const dueOf = async (count: number): Promise<string> => {
  await issuePackage(bench.issue(count));
  return join(bench.folder, 'one.cycle.due');
};

it('carries what the package makes due, under the names the ledger uses', async () => {
  const path = await dueOf(3);
  const lines: DueLine[] = [];
  const read = await readDue(path, trust, (some) => void lines.push(...some));
  expect(read).toMatchObject({
    ok: true,
    value: { programme: 'relief', site: 'kassala', siteName: 'Kassala', cycle: '2026-11', number: 1, count: 3 },
  });
  const names = createPseudonyms('33'.repeat(32));
  expect(lines[2]).toEqual([
    names.entitlement('E-3'),
    names.household('HH-20-3'),
    '',
    [
      ['cash', 'cash:SDG', 5000],
      ['oil', 'OIL-1L', 2],
    ],
  ]);
  expect(gunzipSync(readFileSync(path)).toString()).not.toMatch(/HH-|E-3|Awa/);
});

it('names what is due alike at every site of a cycle, where the issuer’s secret is at hand', async () => {
  const namesOf = async (change: object): Promise<(string | undefined)[]> => {
    const path = join(mkdtempSync(join(bench.folder, 'common-')), 'one.cycle');
    await issuePackage(bench.issue(2, { path, commonSecret: '44'.repeat(32), ...change }));
    const names: (string | undefined)[] = [];
    expect(
      await readDue(`${path}.due`, trust, (lines) => void names.push(...lines.map((line) => line[4]))),
    ).toMatchObject({
      ok: true,
    });
    return names;
  };
  const here = await namesOf({});
  expect(here).toEqual(['E-1', 'E-2'].map(commonNames('44'.repeat(32), '2026-11')));
  expect(await namesOf({ cycleSecret: '55'.repeat(32) })).toEqual(here);
  expect(await namesOf({ cycle: '2026-12' })).not.toEqual(here);
  expect(await namesOf({ commonSecret: undefined })).toEqual([undefined, undefined]);
});

it('lists everything beside a delta too', async () => {
  const recordsPath = join(bench.folder, 'one.records');
  const first = await issuePackage(bench.issue(3, { recordsPath }));
  const path = join(bench.folder, 'two.cycle');
  const source = bench.source(3, { entitlements: () => [entitlement(1), entitlement(2, 7000)] });
  const second = await issuePackage(
    bench.issue(3, { path, source, number: 2, previous: first.manifestHash, baseRecordsPath: recordsPath }),
  );
  const read = await readDue(`${path}.due`, trust);
  expect(read).toMatchObject({ ok: true, value: { number: 2, count: 2, package: second.manifestHash } });
});

/** Writes a file anew from changed text. */
const changed = (path: string, change: (text: string) => string): string => {
  const to = join(mkdtempSync(join(tmpdir(), 'due-test-')), 'x.due');
  writeFileSync(to, gzipSync(change(gunzipSync(readFileSync(path)).toString())));
  return to;
};

it('refuses each way of being wrong by its own name', async () => {
  const path = await dueOf(2);
  const cut = changed(path, (text) => text);
  writeFileSync(cut, readFileSync(path).subarray(0, -30));
  const plain = changed(path, (text) => text);
  writeFileSync(plain, 'no gzip at all');
  const code = async (file: string, by = trust): Promise<string> => {
    const read = await readDue(file, by);
    return read.ok ? 'ok' : read.error.code;
  };
  const stranger = signerOf(new Uint8Array(randomBytes(32))).publicKey;
  expect({
    fine: await code(changed(path, (text) => text)),
    missing: await code(join(bench.folder, 'none.due')),
    'no gzip': await code(plain),
    'cut short': await code(cut),
    'no head': await code(changed(path, (text) => text.slice(text.indexOf('\n') + 1))),
    'long head': await code(changed(path, () => 'x'.repeat(DUE_BOUNDS.headBytes + 1))),
    'unknown key': await code(path, { ...trust, findKey: () => undefined }),
    'another key': await code(path, { ...trust, findKey: () => stranger }),
    'another quantity': await code(changed(path, (text) => text.replace('5000', '9000'))),
    'a line less': await code(changed(path, (text) => text.slice(0, text.trimEnd().lastIndexOf('\n') + 1))),
    'a line more': await code(changed(path, (text) => text + text.slice(text.trimEnd().lastIndexOf('\n') + 1))),
    'a loose spelling': await code(changed(path, (text) => text.replace(',5000', ', 5000'))),
    'half a line': await code(changed(path, (text) => text.slice(0, -5))),
  }).toEqual({
    fine: 'ok',
    missing: 'unreadable-file',
    'no gzip': 'not-a-due-list',
    'cut short': 'damaged',
    'no head': 'not-a-due-list',
    'long head': 'not-a-due-list',
    'unknown key': 'unknown-issuer',
    'another key': 'forged',
    'another quantity': 'damaged',
    'a line less': 'damaged',
    'a line more': 'damaged',
    'a loose spelling': 'bad-content',
    'half a line': 'bad-content',
  });
  rmSync(join(cut, '..'), { recursive: true });
});

it('stops at what is too large before it is unpacked', async () => {
  const path = join(bench.folder, 'bomb.due');
  const zeros = Buffer.alloc(1024 ** 2);
  writeFileSync(path, Buffer.concat(Array.from({ length: 2 }, () => gzipSync(zeros))));
  expect(await readDue(path, trust)).toMatchObject({ error: { code: 'not-a-due-list' } });
});
