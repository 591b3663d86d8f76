import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkCredential } from '../../main/credentials/credentials.ts';
import type { CredentialResult } from '../../shared/domain/credential-verdict.ts';
import type { TrustList } from '../../shared/domain/trust-list.ts';
import { signerOf } from '../../main/vault/crypto/ed25519.ts';
import { issueVoucher, type VoucherClaims } from '../../shared/wire/gv1.ts';
import { toHex } from '../../shared/wire/bytes.ts';
import { keyId } from '../../shared/wire/ed25519.ts';
import { readTrustFile } from '../verdict/trust-file.ts';
import { foreign, ISSUER, jws, openG2p, rsa } from '../verdict/sign.fixture.ts';
import { exported, ofType } from './entries.fixture.ts';
import { approval, takeDesk, whole } from './acts.fixture.ts';
import { household, plainRoll, policy } from './roll.fixture.ts';
import { DAY_MS, must, NOW_MS, openedDay, type Rehearsal, type Station } from './station.fixture.ts';

const NOW_SECONDS = NOW_MS / 1000;
const DAY_SECONDS = DAY_MS / 1000;
const IDENTITY = 'https://id.example.org';
const own = signerOf(new Uint8Array(32).fill(7));

const claims = {
  iss: ISSUER,
  sub: 'E-1',
  aud: '34',
  iat: NOW_SECONDS - DAY_SECONDS,
  exp: NOW_SECONDS + DAY_SECONDS,
  amount: '5000.0',
  code: '2-37ec-47d3-a937-5d55',
};
const voucher = (more: object = {}, key = rsa.privateKey): string =>
  jws({ alg: 'RS256', kid: 'one', typ: 'JWT' }, { ...claims, ...more }, key);
/** Says who somebody is and nothing else. */
const identity = (uin: string, more: object = {}): string =>
  jws(
    { alg: 'RS256', kid: 'one' },
    { iss: IDENTITY, uin, iat: NOW_SECONDS, exp: NOW_SECONDS + DAY_SECONDS, ...more },
    rsa.privateKey,
  );
const gv1 = (more: Partial<VoucherClaims> = {}): string =>
  issueVoucher(
    {
      programme: 'relief',
      cycle: '2026-11',
      beneficiary: 'HH-20-2',
      id: '0f'.repeat(16),
      items: [{ item: 'OIL-1L', quantity: 2 }],
      validFromMs: NOW_MS - DAY_MS,
      validUntilMs: NOW_MS + DAY_MS,
      ...more,
    },
    own,
  );

function trustList(): TrustList {
  const gv1Issuer = {
    id: 'relief',
    name: 'Relief',
    formats: ['gv1'],
    keys: [
      {
        kid: keyId(own.publicKey),
        jwk: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(toHex(own.publicKey), 'hex').toString('base64url') },
        algorithms: ['EdDSA'],
      },
    ],
  };
  const identities = { ...openG2p, id: IDENTITY, name: 'Identity', claims: { beneficiary: 'uin' } };
  const list = readTrustFile(JSON.stringify({ issuers: [openG2p, identities, gv1Issuer] }), NOW_MS);
  if (!list.ok) throw new Error(list.error);
  return list.value;
}

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

/** As main does it, with the check in this process. */
async function scan(text: string, change: (result: CredentialResult) => CredentialResult | null = (result) => result) {
  const { id: trust, list, clock } = must(await client.credentials.surroundings({ knows: null }));
  const result = await checkCredential(text, { trust: list!, clock });
  const verdict = must(await client.credentials.judge({ text, trust, result: change(result) }));
  if (verdict === null) throw new Error('another list came into force meanwhile');
  return verdict;
}
const said = async (text: string): Promise<unknown> => {
  const { code, reasons, household: known, canGive } = await scan(text);
  return [code, reasons[0], known?.id ?? null, canGive];
};

describe('a voucher or credential at the desk', () => {
  test.each([
    ['a voucher by its entitlement', voucher(), ['attention', 'voucher-not-redeemed', 'HH-20-1', true]],
    ['the programme’s own voucher', gv1(), ['attention', 'voucher-not-redeemed', 'HH-20-2', true]],
    ['an identity by its number', identity('sd-10020030'), ['ok', 'voucher-genuine', 'HH-20-3', true]],
    ['an identity by the household', identity('HH-20-4'), ['ok', 'voucher-genuine', 'HH-20-4', true]],
    ['an identity of nobody here', identity('SD-1002'), ['unknown-beneficiary', 'voucher-for-nobody', null, false]],
    ['a voucher for nobody', voucher({ sub: '7' }), ['unknown-beneficiary', 'voucher-for-nobody', null, false]],
    ['an expired one', voucher({ exp: NOW_SECONDS - 1 }), ['expired', 'voucher-expired', null, false]],
    ['one too early', gv1({ validFromMs: NOW_MS + 1000 }), ['not-yet-valid', 'voucher-not-yet-valid', null, false]],
    ['a forged one', voucher({}, foreign.privateKey), ['forged', 'voucher-forged', null, false]],
    ['an unknown issuer', voucher({ iss: 'x' }), ['unknown-issuer', 'issuer-not-trusted', null, false]],
    ['a bare code', claims.code, ['attention', 'code-not-signed', null, false]],
    ['a link', 'INJI_OVP://payload?x=1', ['unreadable', 'link-not-card', null, false]],
    ['damage', gv1().slice(0, -9), ['unreadable', 'damaged-text', null, false]],
    ['Caps Lock', gv1().toLowerCase(), ['unreadable', 'wrong-keyboard', null, false]],
  ])('%s', async (_what, text, expected) => expect(await said(text)).toEqual(expected));

  test('an entitlement of one household and a beneficiary of another name nobody', async () => {
    const both = (result: CredentialResult): CredentialResult => ({
      ...result,
      voucher: { ...result.voucher!, beneficiary: 'HH-20-2' },
    });
    expect(await scan(voucher(), both)).toMatchObject({ code: 'unknown-beneficiary', household: null });
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

  test('serves what the roll holds, once, whichever code comes next', async () => {
    must(await client.desk.give(whole(await scan(gv1()), 2)));
    expect(await said(gv1())).toEqual(['already-served', 'nothing-due', 'HH-20-2', false]);
    const card = must(await client.desk.scan({ text: rehearsal.card({ number: 2 }), via: 'wedge' }));
    expect(card.code).toBe('already-served');
    const { entries } = await exported(rehearsal.folder, client);
    expect(ofType(entries, 'handover').map(({ via }) => via)).toContain('credential');
    await takeDesk(client, 'AMINA');
  });
});

describe('the trust list', () => {
  test('is handed out once, with a clock that never falls behind what was seen', async () => {
    const first = must(await client.credentials.surroundings({ knows: null }));
    const again = must(await client.credentials.surroundings({ knows: first.id }));
    expect([first.list?.issuers.length, again.list]).toEqual([3, null]);
    const before = rehearsal.clock.wallMs;
    // The cycle is in force all the same.
    rehearsal.clock.wallMs -= DAY_MS / 2;
    const { clock } = must(await client.credentials.surroundings({ knows: first.id }));
    expect(clock.seenMs).toBeGreaterThanOrEqual(NOW_MS);
    expect(await said(voucher())).toEqual(['needs-approval', 'clock-behind', 'HH-20-1', true]);
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
    ]);
    expect(JSON.stringify(view)).not.toContain('jwk');
    await takeDesk(client, 'AMINA');
    expect(await client.supervisor.trustList()).toMatchObject({ error: { code: 'not-allowed' } });
  });
});
