import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { checkFolder } from '../source/folder.ts';
import { generateProgramme } from './programme.ts';
import { writeProgrammeFolder } from './write-folder.ts';

const NOW_MS = Date.UTC(2026, 10, 3, 8);
const operators = [
  { id: 'AMINA', name: 'Amina', role: 'clerk', secretKind: 'passphrase' },
  { id: 'SAID', name: 'Said', role: 'supervisor', secretKind: 'passphrase' },
  { id: 'RANIA', name: 'Rania', role: 'supervisor', secretKind: 'passphrase' },
] as const;
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tallypoint-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const programme = generateProgramme({
  seed: 'folder',
  households: 60,
  nowMs: NOW_MS,
  portraits: 'heads',
  desks: ['desk-1'],
});

it('writes a folder in which the issuer finds nothing wrong', async () => {
  const written = await writeProgrammeFolder({ programme, folder, operators });
  const checked = await checkFolder({ folder, exclude: new Set(), desks: new Set(['desk-1']), pinAllowed: false });
  expect(checked.counts).toEqual({ households: 60, entitlements: written.entitlements, photos: 60 });
  expect(checked.stock).toEqual(programme.stock);
  expect(checked.policy).toEqual(programme.policy);
  expect(readFileSync(join(folder, 'cards.ndjson'), 'utf8').trim().split('\n')).toHaveLength(written.cards);
});

it('stops between households when told to', async () => {
  const signal = AbortSignal.abort(new Error('stopped by the user'));
  await expect(writeProgrammeFolder({ programme, folder, operators, signal })).rejects.toThrow('stopped by the user');
  expect(readdirSync(join(folder, 'photos'))).toEqual([]);
});
