import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { toHex } from '../../../shared/wire/bytes.ts';
import { theDays } from '../testing/audit.fixture.ts';
import { textOf } from '../testing/log.fixture.ts';
import { COLLECTOR_NAME, worldOf, type World } from '../testing/world.fixture.ts';
import { EXIT, runCommand } from './command.ts';

let world: World;
let folder: string;
const path = (name: string): string => join(folder, name);
beforeAll(async () => {
  world = worldOf(await theDays());
  folder = mkdtempSync(join(tmpdir(), 'verifier-test-'));
  writeFileSync(path('programme.json'), world.programme);
  writeFileSync(path('stations.json'), world.stations);
  writeFileSync(path('desk-1.station'), world.certificate);
  writeFileSync(path('ledger.ndjson'), world.text);
  writeFileSync(path('ledger.ndjson.checkpoint'), world.cosigned());
  writeFileSync(path('dropped.ndjson'), textOf(world.lines.toSpliced(12, 1)));
  writeFileSync(path('late.ndjson'), textOf(world.lines.slice(4)));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function run(...args: string[]): Promise<{ status: number; out: string; said: string }> {
  const written = { out: '', said: '' };
  const status = await runCommand(args, {
    nowMs: () => world.nowMs,
    out: (text) => void (written.out += text),
    say: (text) => void (written.said += text),
    isTerminal: false,
  });
  return { status, ...written };
}

const usual = (): string[] => ['--programme', path('programme.json'), path('desk-1.station')];

describe('the command line', () => {
  test('says sound, and reads the checkpoint beside the export', async () => {
    const collector = `${COLLECTOR_NAME}=${toHex(world.collectorKey.publicKey)}`;
    const { status, out } = await run(path('ledger.ndjson'), ...usual(), '--collector', collector);
    expect(out).toMatch(/^SOUND: /);
    expect(out).toContain(`The collector ${COLLECTOR_NAME} saw the first ${world.lines.length} entries`);
    expect(out).toContain('That the person was there');
    expect(status).toBe(EXIT.sound);
  });

  test('says broken with 1 and suspicious with 2', async () => {
    expect(await run(path('dropped.ndjson'), ...usual())).toMatchObject({ status: EXIT.broken });
    expect(await run(path('late.ndjson'), ...usual())).toMatchObject({ status: EXIT.suspicious });
  });

  test('takes the register of stations, and writes JSON with sentences', async () => {
    const args = ['--programme', path('programme.json'), '--stations', path('stations.json'), '--json'];
    const { out } = await run(path('dropped.ndjson'), ...args, '--language', 'fr', '--receipt', world.receipt.qr);
    const report = JSON.parse(out) as { verdict: string; findings: { code: string; sentence: string }[] };
    expect(report.verdict).toBe('broken');
    expect(report.findings[0]).toMatchObject({ code: 'missing-entries', sentence: 'Les écritures 12 à 12 manquent.' });
  });

  test('writes Arabic', async () => {
    expect((await run(path('ledger.ndjson'), ...usual(), '--language', 'ar')).out).toMatch(/^سليم: /);
  });

  test.each([
    ['without a programme', () => [path('ledger.ndjson')], 'required option'],
    ['without files', () => ['--programme', path('programme.json')], 'missing required argument'],
    ['with a file that is not there', () => [path('none'), ...usual()], 'is not there'],
    [
      'with another file as programme',
      () => [path('ledger.ndjson'), '--programme', path('stations.json')],
      'not a programme.json',
    ],
    ['with nothing to check', () => [...usual()], 'neither a ledger nor a proof'],
    ['with a collector misspelt', () => [path('ledger.ndjson'), ...usual(), '--collector', 'x'], 'NAME=KEY'],
  ])('%s says so, with 3', async (_name, args, sentence) => {
    const { status, said } = await run(...args());
    expect(said).toContain(sentence);
    expect(status).toBe(EXIT.usage);
  });

  test('--help tells the exit statuses', async () => {
    const { status, out } = await run('--help');
    expect(out).toContain('Exit status: 0 sound, 1 broken, 2 suspicious only, 3 wrong use');
    expect(status).toBe(0);
  });
});
