import { existsSync, rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { voucherId } from '../../../shared/wire/gv1.ts';
import { HEAD, newOffice, openG2pJwt, OTHER_ISSUER, SPAN, type Office } from './vouchers.fixture.ts';

let office: Office;
beforeAll(async () => {
  office = await newOffice();
  await office.run('voucher-keys');
  await office.run('trust', office.at('sources.json'), '--providers', office.at('providers.csv'));
  const input = office.write('vouchers.csv', `${HEAD}\nHH-1,,34,,USD,1,${SPAN},,\n`);
  await office.run('vouchers', input, '--cycle', '2026-11', '-o', office.at('own.pdf'));
});
afterAll(() => rmSync(office.folder, { recursive: true, force: true }));

describe('reissue', () => {
  const args = (name: string): string[] => ['--cycle', '2026-11', '-o', office.at(name)];

  it('makes a voucher of ours that is the same one to a station, and the same again when asked again', async () => {
    const jwt = openG2pJwt();
    const input = office.write('jwts.txt', `${jwt}\n\n`);
    await office.run('reissue', input, ...args('re.pdf'));
    await office.run('reissue', input, '--names', ...args('re-names.pdf'));
    const [[made], [again]] = [office.listed('re'), office.listed('re-names')];
    const [ours, theirs] = await Promise.all([made?.gv1 ?? '', jwt].map((text) => office.check(text)));
    expect([ours?.verdict, theirs?.verdict]).toEqual(['valid', 'valid']);
    expect(ours?.voucher?.unique).toBe(theirs?.voucher?.unique);
    expect(ours?.voucher?.unique).toBe(voucherId(OTHER_ISSUER, '2-37ec-47d3-a937-5d55'));
    expect(ours?.voucher).toMatchObject({
      beneficiary: '2-37ec-47d3-a937-5d55',
      amountMinor: 500_000,
      currency: 'USD',
      providers: ['34'],
      name: null,
    });
    expect(ours?.validUntilMs).toBe(theirs?.validUntilMs);
    expect([again?.id, again?.statusIndex]).toEqual([made?.id, made?.statusIndex]);
    expect((await office.check(again?.gv1 ?? '')).voucher?.name).toBe('DOE, JANE');
  });

  it('finds the household in the roll', async () => {
    office.write(
      'entitlements.csv',
      'id,household,currency,amount,voucher_code\nE1,HH-7,USD,5000,2-37ec-47d3-a937-5d55\n',
    );
    const input = office.write('roll.txt', openG2pJwt());
    await office.run('reissue', input, '--roll', office.folder, ...args('roll.pdf'));
    const [made] = office.listed('roll');
    expect((await office.check(made?.gv1 ?? '')).voucher?.beneficiary).toBe('HH-7');
    const stranger = office.write('stranger.txt', openG2pJwt({ code: '2-37ec-47d3-a937-5d99' }));
    await expect(office.run('reissue', stranger, '--roll', office.folder, ...args('no.pdf'))).rejects.toThrow(
      'stranger.txt:1 2-37ec-47d3-a937-5d99: the roll has no entitlement with this code',
    );
  });

  it('refuses what a station would refuse, by line and reason', async () => {
    const [head = '', body = '', tail = ''] = openG2pJwt().split('.');
    const forged = Buffer.from(body, 'base64url').toString().replace('5000.0', '9000.0');
    const lines = [
      openG2pJwt({ exp: 1 }),
      [head, Buffer.from(forged).toString('base64url'), tail].join('.'),
      openG2pJwt({ iss: 'https://elsewhere.example.org' }),
      openG2pJwt({ aud: ['34', '35'] }),
      openG2pJwt({ amount: 'much' }),
      'rubbish',
      office.listed('own')[0]?.gv1 ?? '',
      openG2pJwt({ code: '2-37ec-47d3-a937-5d11' }),
      openG2pJwt({ code: '2-37ec-47d3-a937-5d11' }),
    ];
    const input = office.write('bad.txt', lines.join('\n'));
    const message = await office.run('reissue', input, ...args('bad.pdf')).then(
      () => '',
      (thrown: Error) => thrown.message,
    );
    for (const part of [
      '1 2-37ec-47d3-a937-5d55: expired (past-expiry)',
      '2 : bad-signature (signature-wrong)',
      '3 : untrusted-issuer (no-such-issuer)',
      '4 2-37ec-47d3-a937-5d55: several providers',
      '5 : malformed (amount-unreadable)',
      '6 : unsupported (unknown-kind)',
      '7 : not a voucher as JWT, but gv1',
      '9 2-37ec-47d3-a937-5d11: stands there twice',
    ])
      expect(message).toContain(`  bad.txt:${part}`);
    expect(message).toMatch(/^8 wrong rows/);
    expect(existsSync(office.at('bad.pdf'))).toBe(false);
  });

  it('makes nothing beside a voucher of ours that was revoked', async () => {
    const [made] = office.listed('re');
    await office.run('revoke-vouchers', made?.code ?? '');
    await expect(office.run('reissue', office.at('jwts.txt'), ...args('late.pdf'))).rejects.toThrow('was revoked');
  });
});
