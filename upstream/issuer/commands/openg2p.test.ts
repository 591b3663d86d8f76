import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Entitlement, Household } from '../../../shared/domain/roll.ts';
import { convertOpenG2p } from './openg2p.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'openg2p-test-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const convert = (text: string, more: { currency?: string; exclude?: string[] } = {}) => {
  const input = join(folder, 'export.csv');
  writeFileSync(input, text);
  return convertOpenG2p({
    input,
    output: join(folder, 'out'),
    currency: more.currency,
    exclude: new Set(more.exclude),
  });
};
const written = (name: string): unknown[] =>
  readFileSync(join(folder, 'out', name), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);

it('takes approved entitlements as Odoo exports them', async () => {
  const done = await convert(
    '\ufeffcode,ern,partner_id/.id,partner_id/name,program_id,currency_id/name,initial_amount,valid_from,valid_until,state,is_cash_entitlement\n' +
      '2-37ec-47d3-a937-5d55,0123456789,12,"DOE, JANE",Cash,PHP,5000.0,2026-11-01,2026-11-30,approved,True\n' +
      '3-37ec-47d3-a937-5d55,False,12,"DOE, JANE",Cash,PHP,20.5,False,False,Approved,True\n' +
      '4-37ec-47d3-a937-5d55,False,13,ROE,Cash,PHP,1,,,cancelled,True\n',
  );
  expect(done).toEqual({ households: 1, entitlements: 2, skipped: { cancelled: 1 } });
  const [household] = written('households.ndjson');
  expect(Household.parse(household)).toMatchObject({ id: 'G2P-12', size: 1, members: [{ name: 'DOE, JANE' }] });
  const [first, second] = written('entitlements.ndjson').map((value) => Entitlement.parse(value));
  expect(first).toEqual({
    id: '2-37ec-47d3-a937-5d55',
    household: 'G2P-12',
    lines: [{ kind: 'cash', line: '1', currency: 'PHP', amountMinor: 500_000 }],
    validFromMs: Date.UTC(2026, 10, 1),
    validUntilMs: Date.UTC(2026, 11, 1),
    voucherCode: '2-37ec-47d3-a937-5d55',
  });
  expect(second?.lines[0]).toMatchObject({ amountMinor: 2050 });
});

it('reads English labels and one currency for all', async () => {
  const done = await convert('Code,Registrant,Initial Amount,Status\na-1,Ann,7,Approved\n', { currency: 'XOF' });
  expect(done.entitlements).toBe(1);
  expect(written('entitlements.ndjson')[0]).toMatchObject({ lines: [{ currency: 'XOF', amountMinor: 7 }] });
});

it('lists rows it cannot take', async () => {
  const text =
    'code,partner_id,initial_amount,state,currency_id\n' +
    'a-1,Ann,12.345,approved,PHP\na-2,,1,approved,PHP\na-1,Ann,1,approved,PHP\na-4,Di,1,approved,Peso\n';
  const failure = await convert(text).then(
    () => '',
    (thrown: Error) => thrown.message,
  );
  for (const part of [
    'export.csv:2 a-1: initial_amount',
    'export.csv:3 a-2: partner_id',
    'export.csv:4 a-1: code is listed twice',
    'export.csv:5 a-4: currency_id',
  ]) {
    expect(failure).toContain(part);
  }
  expect((await convert(text, { exclude: ['a-1', 'a-2', 'a-4'] })).entitlements).toBe(0);
  await expect(convert('code,state\n')).rejects.toThrow('column partner_id/name, initial_amount is missing');
});
