import { existsSync, readFileSync, rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { voucherId } from '../../../shared/wire/gv1.ts';
import { readTrustFile } from '../../verdict/trust-file.ts';
import { day, DAY_MS, HEAD, newOffice, OWN_ISSUER, PROGRAMME, SPAN, type Office } from './vouchers.fixture.ts';

let office: Office;
beforeAll(async () => {
  office = await newOffice();
  await office.run('voucher-keys', '--openg2p', OWN_ISSUER, '--currency', 'USD', '--jwks', office.at('own-jwks.json'));
  await office.run('trust', office.at('sources.json'), '--providers', office.at('providers.csv'));
  office.write(
    'stock.csv',
    'item,name_en,unit,icon,planned_quantity\nOIL,Oil,bottle,oil,100\nSALT,Salt,bag,salt,100\n',
  );
});
afterAll(() => rmSync(office.folder, { recursive: true, force: true }));

describe('vouchers', () => {
  it('are believed by a station for exactly what the file asks for', async () => {
    const input = office.write(
      'vouchers.csv',
      [
        HEAD,
        `HH-1,12,34,,USD,250.5,${SPAN},Amina Osman,`,
        `HH-2,,,OIL:2; SALT:1,,,${SPAN},,KSL2026000123`,
        `HH-3,,35,OIL:1,SDG,1000,${SPAN},محمد أحمد,`,
      ].join('\n'),
    );
    const args = [input, '--cycle', '2026-11', '--stock', office.folder, '-o', office.at('one.pdf')];
    const printed = JSON.parse(await office.run('vouchers', ...args)) as object;
    expect(printed).toMatchObject({ vouchers: 3, list: office.at('one.codes.ndjson') });
    expect(readFileSync(office.at('one.pdf'), 'latin1')).toMatch(/^%PDF/);
    const listed = office.listed('one');
    const found = await Promise.all(listed.map(({ gv1 }) => office.check(gv1)));
    expect(found.map(({ verdict, status }) => [verdict, status?.state])).toEqual(listed.map(() => ['valid', 'valid']));
    expect(found.map(({ status }) => status?.index)).toEqual(listed.map(({ statusIndex }) => statusIndex));
    expect(found[0]?.voucher).toMatchObject({
      unique: listed[0]?.id,
      beneficiary: 'HH-1',
      providers: ['34'],
      amountMinor: 25_050,
      currency: 'USD',
      name: 'Amina Osman',
      programme: PROGRAMME,
      cycle: '2026-11',
    });
    expect(found[1]?.voucher).toMatchObject({
      unique: voucherId(PROGRAMME, 'KSL2026000123'),
      providers: [],
      amountMinor: null,
      items: [
        { item: 'OIL', quantity: 2 },
        { item: 'SALT', quantity: 1 },
      ],
    });
    expect(listed[1]?.printed).toMatch(/^KSL2-0260-0012-3\.[A-Z2-7]{4}$/);
    expect(listed[0]?.code).toMatch(/^[A-Z2-7]{12}$/);
    expect((await office.check(listed[0]?.gv1 ?? '', Date.now() + 31 * DAY_MS)).verdict).toBe('expired');
    // Neither the paper nor the list is overwritten, and no code is given out twice.
    await expect(office.run('vouchers', ...args)).rejects.toThrow('one.pdf exists already');
    await expect(office.run('vouchers', ...args.slice(0, -1), office.at('again.pdf'))).rejects.toThrow(
      'vouchers.csv:3 HH-2: code KSL2026000123 was issued before',
    );
  });

  it('in OpenG2P’s form say what OpenG2P says, and are the same vouchers', async () => {
    const input = office.write(
      'openg2p.csv',
      `${HEAD}\nHH-4,12,34,,USD,5000,${SPAN},"DOE, JANE",2-37ec-47d3-a937-5d66\n`,
    );
    await office.run('vouchers', input, '--cycle', '2026-11', '--openg2p', '-o', office.at('two.pdf'));
    const [voucher] = office.listed('two');
    const [head, body] = (voucher?.jwt ?? '')
      .split('.')
      .map((part) => Buffer.from(part, 'base64url').toString())
      .slice(0, 2)
      .map((text) => JSON.parse(text) as Record<string, unknown>);
    const { kid, ...published } = (
      JSON.parse(readFileSync(office.at('own-jwks.json'), 'utf8')) as { keys: Record<string, unknown>[] }
    ).keys[0] as Record<string, unknown>;
    expect(published).toMatchObject({ kty: 'RSA', use: 'sig', alg: 'RS256', e: 'AQAB' });
    expect(head).toEqual({ alg: 'RS256', kid, typ: 'JWT' });
    expect(body).toEqual({
      iss: OWN_ISSUER,
      sub: '12',
      aud: '34',
      exp: Date.parse(day(30)) / 1000,
      iat: Date.parse(day(-1)) / 1000,
      amount: '5000.0',
      type: 'voucher',
      code: '2-37ec-47d3-a937-5d66',
      bName: 'DOE, JANE',
      spName: 'Teaching Hospital',
    });
    const [gv1, jwt] = await Promise.all([voucher?.gv1 ?? '', voucher?.jwt ?? ''].map((text) => office.check(text)));
    expect([gv1?.verdict, jwt?.verdict]).toEqual(['valid', 'valid']);
    expect(jwt?.voucher).toMatchObject({
      unique: gv1?.voucher?.unique,
      amountMinor: 500_000,
      currency: 'USD',
      entitlement: '12',
    });
    // What the office publishes is enough for anybody to try the voucher with.
    const trial = readTrustFile(readFileSync(office.at('own-jwks.json'), 'utf8'), Date.now());
    expect(trial.ok && trial.value.issuers[0]?.keys).toHaveLength(1);
  });

  it('that are wrong are listed by line and reason, and none is made', async () => {
    const items = Array.from({ length: 20 }, (_, at) => `LONG-NAME-OF-AN-ITEM-${at}:1`).join(';');
    const input = office.write(
      'wrong.csv',
      [
        HEAD,
        `HH 1,,34,,USD,1,${SPAN},,`,
        `HH-2,,34,,USD,1.234,${SPAN},,`,
        `HH-3,,99,,USD,1,${SPAN},,`,
        `HH-4,,34,RICE:1,,,${SPAN},,`,
        `HH-5,,34,OIL two,,,${SPAN},,`,
        `HH-6,,34,,,,${SPAN},,`,
        `HH-7,,34,,USD,1,${day(2)},${day(1)},,`,
        `HH-8,,34,,USD,1,soon,${day(1)},,`,
        `HH-9,,34,,USD,1,${day(-9)},${day(-1)},,`,
        `HH-10,,34,,USD,1,${SPAN},,no-code`,
        `HH-11,,34,,USD,1,${SPAN},,SAME1`,
        `HH-12,,34,,USD,1,${SPAN},,SAME1`,
        `HH-13,,34,OIL:1;OIL:2,,,${SPAN},,`,
        `HH-14,,34,${items},,,${SPAN},,`,
        `HH-15,,34,,USD,1,${day(3000)},${day(3001)},,`,
        `HH-16,,34,,,5,${SPAN},,`,
      ].join('\n'),
    );
    const args = [input, '--cycle', '2026-11', '--stock', office.folder, '-o', office.at('wrong.pdf')];
    const message = await office.run('vouchers', ...args).then(
      () => '',
      (thrown: Error) => thrown.message,
    );
    for (const part of [
      '2 HH 1: beneficiary: up to 64 letters',
      '3 HH-2: amount is no sum in USD',
      '4 HH-3: provider 99 is not in the trust list',
      '5 HH-4: item RICE is not in the stock plan',
      '6 HH-5: items: "OIL two" is not an item code',
      '7 HH-6: neither items nor an amount',
      '8 HH-7: valid_until is not after valid_from',
      '9 HH-8: valid_from, valid_until: dates as',
      '10 HH-9: valid_until is over already',
      '11 HH-10: code: not 4 to 32 capital letters',
      '13 HH-12: code SAME1 was issued before',
      '14 HH-13: items: one of them stands there twice',
      '15 HH-14: item LONG-NAME-OF-AN-ITEM-0 is not in the stock plan',
      '16 HH-15: valid_from is after the end of the voucher key',
      '17 HH-16: amount without a currency',
    ])
      expect(message).toContain(`  wrong.csv:${part}`);
    expect(message).not.toContain('HH-11:');
    expect(message).toMatch(/^15 wrong rows; nothing was issued/);
    expect(existsSync(office.at('wrong.pdf')) || existsSync(office.at('wrong.codes.ndjson'))).toBe(false);
    const long = office.write('long.csv', `${HEAD}\nHH-14,,34,${items},,,${SPAN},,\nHH-15,,34,OIL:1,,,${SPAN},,\n`);
    const alone = ['--cycle', '2026-11', '-o', office.at('long.pdf')];
    await expect(office.run('vouchers', long, ...alone)).rejects.toThrow('2 HH-14: too much for a code of 35 mm');
    await expect(office.run('vouchers', long, ...alone, '-x', 'HH-14', '--openg2p')).rejects.toThrow(
      'leave the items out',
    );
    expect(JSON.parse(await office.run('vouchers', long, ...alone, '-x', 'HH-14'))).toMatchObject({ vouchers: 1 });
  });

  it('are taken from NDJSON as well', async () => {
    const order = {
      beneficiary: 'HH-5',
      cash: { currency: 'SDG', amountMinor: 1 },
      validFromMs: Date.now() - 5500,
      validUntilMs: Date.now() + DAY_MS,
    };
    const input = office.write('more.ndjson', `${JSON.stringify(order)}\n`);
    await office.run(
      'vouchers',
      input,
      '--cycle',
      '2026-11',
      '--list',
      office.at('more.codes.ndjson'),
      '-o',
      office.at('more.pdf'),
    );
    const [made] = office.listed('more');
    expect((await office.check(made?.gv1 ?? '')).voucher).toMatchObject({ amountMinor: 1, currency: 'SDG' });
    const bad = office.write('bad.ndjson', 'nonsense\n{"beneficiary":"HH-6","amount":5}\n');
    await expect(office.run('vouchers', bad, '--cycle', '2026-11', '-o', office.at('bad.pdf'))).rejects.toThrow(
      /bad\.ndjson:1 : not JSON\n {2}bad\.ndjson:2 HH-6: /,
    );
  });
});
