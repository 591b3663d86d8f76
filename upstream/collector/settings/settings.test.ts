import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Upstream } from '../../../shared/domain/policy.ts';
import { readProgramme } from '../collector.ts';
import { programme } from '../testing/station.fixture.ts';
import { createKeys, readKeys, upstreamOf } from './keys.ts';
import { lockFolder } from './running-lock.ts';
import { checkExposure, dataFiles, readJson, Settings, type DataFiles } from './settings.ts';

let folder: string;
let files: DataFiles;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tallypoint-settings-'));
  files = dataFiles(join(folder, 'data'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const settings = (more: object = {}): Settings => Settings.parse({ v: 1, name: 'collector.example.org', ...more });

it('makes keys that only their owner reads, once, and tells the issuer what stations need', async () => {
  const authoritiesFile = join(folder, 'authority.pem');
  writeFileSync(authoritiesFile, 'PEM');
  await createKeys(files, settings({ url: 'https://collector.example.org:8480', authoritiesFile }));
  await expect(createKeys(files, settings())).rejects.toThrow(/not overwritten/);
  expect([files.signKey, files.identity].map((path) => statSync(path).mode & 0o077)).toEqual([0, 0]);
  const upstream = Upstream.parse(await upstreamOf(files));
  expect(upstream).toMatchObject({ name: 'collector.example.org', certificateAuthorities: 'PEM' });
  expect(upstream.publicKey).toBe(Buffer.from(readKeys(files).signer.publicKey).toString('hex'));
  expect(JSON.stringify(upstream)).not.toContain(readFileSync(files.identity, 'utf8').trim());
});

it('never speaks plain HTTP to a network by itself', () => {
  for (const host of ['127.0.0.1', '::1', 'localhost']) expect(() => checkExposure(settings({ host }))).not.toThrow();
  for (const host of ['0.0.0.0', '::', '10.0.0.1']) expect(() => checkExposure(settings({ host }))).toThrow(/tls/);
  const tls = { keyFile: 'a', certificateFile: 'b' };
  expect(() => checkExposure(settings({ host: '::', tls }))).not.toThrow();
  expect(() => checkExposure(settings({ host: '::', behindProxy: true }))).not.toThrow();
});

it('lets one process have the folder, and takes over from one that is gone', async () => {
  await createKeys(files, settings());
  const unlock = lockFolder(files.lock);
  unlock();
  // The process that started this one is alive; no process has the largest number.
  writeFileSync(files.lock, String(process.ppid));
  expect(() => lockFolder(files.lock)).toThrow(/is using/);
  writeFileSync(files.lock, '2147483647');
  lockFolder(files.lock)();
});

it('names the file and the setting that is wrong', async () => {
  await createKeys(files, settings());
  writeFileSync(files.settings, JSON.stringify({ v: 1, name: 'x', port: 99_999 }));
  expect(() => readJson(files.settings, Settings)).toThrow(/collector\.json: port/);
  writeFileSync(files.settings, '{');
  expect(() => readJson(files.settings, Settings)).toThrow(/no JSON/);
  expect(readProgramme(files)).toBeNull();
  const [issuingKey] = programme.issuingKeys;
  writeFileSync(files.programme, JSON.stringify({ programme: 'relief', issuingKey, more: 'of the issuer' }));
  expect(readProgramme(files)).toEqual(programme);
});
