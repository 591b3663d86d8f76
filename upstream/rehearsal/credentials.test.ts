import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CredentialResult } from '../../shared/domain/credential-verdict.ts';
import { openG2pCredential } from '../verdict/openg2p-credential.fixture.ts';
import { foreign } from '../verdict/sign.fixture.ts';
import { exported, ofType } from './entries.fixture.ts';
import { approval, takeDesk, whole } from './acts.fixture.ts';
import { household, plainRoll, policy } from './roll.fixture.ts';
import { DAY_MS, must, NOW_MS, openedDay, type Rehearsal, type Station } from './station.fixture.ts';
import {
  CODE,
  goodsVoucher as gv1,
  identity,
  moneyVoucher as voucher,
  scanned,
  trustList,
} from './vouchers.fixture.ts';

const NOW_SECONDS = NOW_MS / 1000;

let rehearsal: Rehearsal & { station: Station };
let client: Station['client'];
beforeAll(async () => {
  const roll = plainRoll(5, { credentials: trustList(), policy: { ...policy, approvalAboveMinor: {} } });
  const households = roll.households.map((one) => {
    const [head, ...others] = one.members;
    const number = one.id === 'HH-20-3' ? { idNumber: 'SD 1002-0030' } : {};
    return household(Number(one.id.slice(-1)), { members: [{ ...head!, ...number }, ...others] });
  });
  rehearsal = await openedDay({ ...roll, households });
  client = rehearsal.station.client;
});
afterAll(() => rehearsal.close());

const scan = (text: string, change?: (result: CredentialResult) => CredentialResult | null) =>
  scanned(client, text, change);
const said = async (text: string): Promise<unknown> => {
  const { code, reasons, household: known, canGive } = await scan(text);
  return [code, reasons[0], known?.id ?? null, canGive];
};

describe('a voucher or credential at the desk', () => {
  test.each([
    ['a voucher by its entitlement', voucher({ sub: 'E-1' }), ['needs-approval', 'voucher-differs', 'HH-20-1', true]],
    ['the programme’s own voucher', gv1(), ['ok', 'voucher-genuine', 'HH-20-2', true]],
    ['an identity by its number', identity('sd-10020030'), ['ok', 'voucher-genuine', 'HH-20-3', true]],
    ['an identity by the household', identity('HH-20-4'), ['ok', 'voucher-genuine', 'HH-20-4', true]],
    ['an identity of nobody here', identity('SD-1002'), ['unknown-beneficiary', 'voucher-for-nobody', null, false]],
    ['a voucher for nobody', voucher({ sub: '7' }), ['unknown-beneficiary', 'voucher-for-nobody', null, false]],
    ['an expired one', voucher({ exp: NOW_SECONDS - 1 }), ['expired', 'voucher-expired', null, false]],
    ['one too early', gv1({ validFromMs: NOW_MS + 1000 }), ['not-yet-valid', 'voucher-not-yet-valid', null, false]],
    ['a forged one', voucher({}, foreign.privateKey), ['forged', 'voucher-forged', null, false]],
    ['an unknown issuer', voucher({ iss: 'x' }), ['unknown-issuer', 'issuer-not-trusted', null, false]],
    ['a bare code of nobody', CODE, ['unknown-beneficiary', 'code-not-known', null, false]],
    [
      'one without a code',
      voucher({ sub: 'E-1', code: undefined }),
      ['unreadable', 'credential-incomplete', null, false],
    ],
    ['a link', 'INJI_OVP://payload?x=1', ['unreadable', 'link-not-card', null, false]],
    ['damage', gv1().slice(0, -9), ['unreadable', 'damaged-text', null, false]],
    ['Caps Lock', gv1().toLowerCase(), ['unreadable', 'wrong-keyboard', null, false]],
  ])('%s', async (_what, text, expected) => expect(await said(text)).toEqual(expected));

  test('an entitlement of one household and a beneficiary of another name nobody', async () => {
    const both = (result: CredentialResult): CredentialResult => ({
      ...result,
      voucher: { ...result.voucher!, beneficiary: 'HH-20-2' },
    });
    expect(await scan(voucher({ sub: 'E-1' }), both)).toMatchObject({ code: 'unknown-beneficiary', household: null });
  });

  test('without a verdict in time is refused, and the refusal can be recorded', async () => {
    const verdict = await scan(voucher(), () => null);
    expect(verdict).toMatchObject({ code: 'unreadable', reasons: ['took-too-long'], canGive: false });
    const recorded = await client.desk.notServed({ token: verdict.token, reason: 'card-problem' });
    expect(recorded.ok).toBe(true);
  });

  test('whose revocation nobody can tell needs a supervisor', async () => {
    const stale = (result: CredentialResult): CredentialResult => ({
      ...result,
      verdict: 'status-stale',
      reasons: ['status-list-old'],
    });
    const verdict = await scan(identity('HH-20-5'), stale);
    expect(verdict).toMatchObject({ code: 'needs-approval', reasons: ['status-list-old', 'voucher-genuine'] });
    const refused = await client.desk.give(whole(verdict, 5));
    expect(refused).toMatchObject({ error: { code: 'needs-approval' } });
    expect((await client.desk.give({ ...whole(verdict, 5), approval })).ok).toBe(true);
  });

  describe('whose claims nobody signed', () => {
    const unsigned = (nationalId: string, dateOfBirth: string | null = '1980-05-03'): string =>
      openG2pCredential({ nationalId, dateOfBirth });

    test.each([
      [
        'the number of somebody here',
        unsigned('SD 1002-0030'),
        ['needs-approval', 'claims-not-signed', 'HH-20-3', true],
      ],
      ['a household of the roll', unsigned('HH-20-4'), ['needs-approval', 'claims-not-signed', 'HH-20-4', true]],
      ['no birth date', unsigned('HH-20-4', null), ['claims-not-signed', 'claims-not-signed', null, false]],
      ['nobody here', unsigned('SD-9'), ['claims-not-signed', 'claims-not-signed', null, false]],
      [
        'somebody born at another time',
        unsigned('HH-20-4', '1990-01-31'),
        ['claims-not-signed', 'claims-not-signed', null, false],
      ],
    ])('names %s', async (_what, text, expected) => expect(await said(text)).toEqual(expected));

    test('gives what the roll says, and only when a supervisor has signed for it', async () => {
      const verdict = await scan(unsigned('HH-20-4'));
      expect(verdict).toMatchObject({ reasons: ['claims-not-signed'], voucher: null });
      expect(await client.desk.give(whole(verdict, 4))).toMatchObject({ error: { code: 'needs-approval' } });
      must(await client.desk.give({ ...whole(verdict, 4), approval }));
      expect(await said(unsigned('HH-20-4'))).toEqual(['already-served', 'nothing-due', 'HH-20-4', false]);
      const { entries } = await exported(rehearsal.folder, client);
      expect(ofType(entries, 'handover').map(({ apv }) => apv?.reason)).toContain('claims-not-signed');
      await takeDesk(client, 'AMINA');
    });
  });

  test('that only says who somebody is serves what the roll holds', async () => {
    must(await client.desk.give(whole(await scan(identity('HH-20-2')), 2)));
    expect(await said(identity('HH-20-2'))).toEqual(['already-served', 'nothing-due', 'HH-20-2', false]);
    const { entries } = await exported(rehearsal.folder, client);
    expect(ofType(entries, 'handover').map(({ via }) => via)).toContain('credential');
    await takeDesk(client, 'AMINA');
  });
});

describe('the trust list', () => {
  test('is handed out once, with a clock that never falls behind what was seen', async () => {
    const first = must(await client.credentials.surroundings({ knows: null }));
    const again = must(await client.credentials.surroundings({ knows: first.id }));
    expect([first.list?.issuers.length, again.list]).toEqual([4, null]);
    const before = rehearsal.clock.wallMs;
    // The cycle is in force all the same.
    rehearsal.clock.wallMs -= DAY_MS / 2;
    const { clock } = must(await client.credentials.surroundings({ knows: first.id }));
    expect(clock.seenMs).toBeGreaterThanOrEqual(NOW_MS);
    expect(await said(identity('HH-20-1'))).toEqual(['needs-approval', 'clock-behind', 'HH-20-1', true]);
    rehearsal.clock.wallMs = before;
  });

  test('is shown to supervisors without a key in it', async () => {
    await takeDesk(client, 'OMAR');
    const view = must(await client.supervisor.trustList());
    expect(view.asOfMs).toBe(NOW_MS);
    expect(view.issuers.map(({ name, formats }) => [name, formats])).toEqual([
      ['Example programme', ['jwt']],
      ['Identity', ['jwt']],
      ['Relief', ['gv1']],
      ['Example registry', ['json-ld']],
    ]);
    expect(JSON.stringify(view)).not.toContain('jwk');
    await takeDesk(client, 'AMINA');
    expect(await client.supervisor.trustList()).toMatchObject({ error: { code: 'not-allowed' } });
  });
});
