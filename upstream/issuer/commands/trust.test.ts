import { readFileSync, rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readTrustUpdate } from '../../../main/vault/trust/trust-update.ts';
import { openProgramme } from '../keys/programme-folder.ts';
import { HEAD, newOffice, OTHER_ISSUER, OWN_ISSUER, PROGRAMME, SPAN, type Office } from './vouchers.fixture.ts';

let office: Office;
beforeAll(async () => {
  office = await newOffice();
  await office.run('voucher-keys', '--openg2p', OWN_ISSUER, '--currency', 'USD', '--jwks', office.at('own-jwks.json'));
  await office.run('trust', office.at('sources.json'), '--providers', office.at('providers.csv'));
  const rows = [`HH-1,,34,,USD,1,${SPAN},,`, `HH-2,,34,,USD,2,${SPAN},,`, `HH-3,,34,,USD,3,${SPAN},,`];
  const input = office.write('vouchers.csv', [HEAD, ...rows, `HH-4,,,OIL:1,,,${SPAN},,FOUR4`].join('\n'));
  await office.run('vouchers', input, '--cycle', '2026-11', '-o', office.at('one.pdf'));
});
afterAll(() => rmSync(office.folder, { recursive: true, force: true }));

describe('revoked vouchers', () => {
  it('are refused by a station that has the new list, by code as printed or id, and no others', async () => {
    const [first, second, third, other] = office.listed('one');
    await expect(office.run('revoke-vouchers', first?.code ?? '', 'NONE')).rejects.toThrow('NONE: no voucher');
    expect((await office.check(first?.gv1 ?? '')).verdict).toBe('valid');
    const codes = [(first?.printed ?? '').toLowerCase().replaceAll('-', ' '), third?.id ?? '', other?.code ?? ''];
    const printed = await office.run('revoke-vouchers', ...codes, '-o', office.at('list.jwt'));
    expect(JSON.parse(printed)).toEqual({ revoked: 3, statusList: `urn:tallypoint:vouchers:${PROGRAMME}` });
    expect(JSON.parse(await office.run('revoke-vouchers', first?.id ?? ''))).toMatchObject({ revoked: 0 });
    const found = await Promise.all([first, second, third, other].map((one) => office.check(one?.gv1 ?? '')));
    expect(found.map(({ verdict, status }) => [verdict, status?.index])).toEqual([
      ['revoked', first?.statusIndex],
      ['valid', second?.statusIndex],
      ['revoked', third?.statusIndex],
      ['revoked', other?.statusIndex],
    ]);
    const [header = ''] = readFileSync(office.at('list.jwt'), 'utf8').split('.');
    expect(JSON.parse(Buffer.from(header, 'base64url').toString())).toMatchObject({
      typ: 'statuslist+jwt',
      alg: 'EdDSA',
    });
  });
});

describe('trust list', () => {
  it('holds other issuers, the programme’s own keys, providers with their ceilings and the status list', () => {
    const list = office.readTrust();
    expect(list.issuers.map(({ id, formats }) => [id, formats])).toEqual([
      [OTHER_ISSUER, ['jwt']],
      [PROGRAMME, ['gv1', 'jwt']],
    ]);
    expect(list.providers).toEqual([
      {
        id: '34',
        name: 'Teaching Hospital',
        sites: ['kassala', 'gedaref', 'port-sudan'],
        services: [
          { code: 'CONSULT', name: 'Consultation', currency: 'USD', ceilingMinor: 1250 },
          { code: 'DELIVERY', name: 'DELIVERY', currency: 'USD', ceilingMinor: 18_000 },
        ],
      },
      { id: '35', name: 'Pharmacy', services: [] },
    ]);
    expect(list).toMatchObject({
      clockToleranceMs: 300_000,
      statusLists: [{ kind: 'ietf-jwt', whenOlder: 'allow-with-flag' }],
    });
    expect(JSON.stringify(list)).not.toMatch(/"d"|PRIVATE/);
  });

  it('is not drawn up from sources that a station would refuse', async () => {
    const trial = office.write(
      'trial.json',
      JSON.stringify({ issuers: [{ keys: { keys: [] }, trial: true, keysFile: 'jwks.json' }] }),
    );
    await expect(office.run('trust', trial)).rejects.toThrow('An issuer for trying out');
    const same = { id: OTHER_ISSUER, formats: ['jwt'], keysFile: 'jwks.json' };
    const doubled = office.write(
      'twice.json',
      JSON.stringify({ issuers: [same, { ...same, id: 'x', aliases: [OTHER_ISSUER] }] }),
    );
    await expect(office.run('trust', doubled)).rejects.toThrow(`two issuers go by the name ${OTHER_ISSUER}`);
    const gone = office.write('gone.json', JSON.stringify({ issuers: [{ ...same, keysFile: 'none.json' }] }));
    await expect(office.run('trust', gone)).rejects.toThrow('none.json is missing');
    const prices = office.write(
      'prices.csv',
      'provider,name,service,currency,ceiling\n34,A,CONSULT,USD,1.234\n34,B,CONSULT,USD,1\n',
    );
    await expect(office.run('trust', '--providers', prices)).rejects.toThrow(
      /prices\.csv:2 34: ceiling is no sum in USD\n {2}prices\.csv:3 34: name differs[^\n]*\n {2}prices\.csv:3 34: service CONSULT is listed twice/,
    );
    // What was drawn up before stands.
    expect(office.readTrust().issuers).toHaveLength(2);
  });

  it('is numbered upwards, and signed for stations by the issuing key', async () => {
    const number = office.readTrust().number ?? 0;
    await office.run('trust', office.at('sources.json'), '--providers', office.at('providers.csv'));
    expect(office.readTrust().number).toBe(number + 1);
    const output = office.at('new.trust');
    const cycles = ['--cycle', '2026-11', '--cycle', '2026-12'];
    expect(await office.run('sign-trust', ...cycles, '-o', output)).toBe(`${output}\n`);
    const { issuingKey } = openProgramme(office.at('programme')).programme;
    const station = { programme: PROGRAMME, issuingKeys: [issuingKey] };
    const read = readTrustUpdate(readFileSync(output), station);
    expect(read).toMatchObject({ ok: true, value: { update: { cycles: ['2026-11', '2026-12'] } } });
    expect(read.ok && read.value.update.list).toEqual(office.readTrust());
    await expect(office.run('sign-trust', ...cycles, '-o', output)).rejects.toThrow('never overwritten');
    await expect(office.run('sign-trust')).rejects.toThrow('cycles');
  });

  it('needs keys, which are not overwritten', async () => {
    await expect(office.run('voucher-keys')).rejects.toThrow('already holds voucher keys');
    const other = await newOffice();
    try {
      await expect(other.run('trust')).rejects.toThrow('voucher key is missing');
      await other.run('voucher-keys');
      await expect(other.run('voucher-keys', '--openg2p', OWN_ISSUER)).rejects.toThrow('--openg2p needs --currency');
      await expect(other.run('revoke-vouchers', 'ABCD')).rejects.toThrow('no voucher of the programme');
      await other.run('trust');
      expect(other.readTrust().issuers.map(({ id, formats }) => [id, formats])).toEqual([[PROGRAMME, ['gv1']]]);
      await other.run('voucher-keys', '--openg2p', OWN_ISSUER, '--currency', 'USD');
      await other.run('trust');
      expect(other.readTrust().issuers[0]?.aliases).toEqual([OWN_ISSUER]);
    } finally {
      rmSync(other.folder, { recursive: true, force: true });
    }
  });
});
