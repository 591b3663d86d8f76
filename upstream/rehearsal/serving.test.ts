import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { signerOf } from '../../main/vault/crypto/ed25519.ts';
import { issueCard } from '../../shared/wire/card.ts';
import { withCheck } from '../../shared/wire/check-characters.ts';
import { approval, coSignature, takeDesk, whole } from './acts.fixture.ts';
import { entitlement, household, plainRoll, policy } from './roll.fixture.ts';
import { counted, DAY_MS, must, NOW_MS, openedDay, SECRET, type Rehearsal, type Station } from './station.fixture.ts';

const CANCELLED = createHash('sha256').update('4').digest('hex').slice(0, 16);
let rehearsal: Rehearsal & { station: Station };
let client: Station['client'];
beforeEach(async () => {
  const roll = plainRoll(8, {
    policy: { ...policy, approvalAboveMinor: { SDG: 8000 }, proxyCollection: false },
    revokedCards: [CANCELLED],
  });
  const households = roll.households.map((one) =>
    one.id === 'HH-20-2'
      ? household(2, { status: 'blocked' })
      : one.id === 'HH-20-5'
        ? household(5, { note: 'deaf' })
        : one,
  );
  const entitlements = roll.entitlements.map((one) => {
    if (one.id === 'E-3') return entitlement(3, { homeDesk: 'desk-2' });
    if (one.id === 'E-6')
      return entitlement(6, { lines: [{ kind: 'cash', line: 'cash', currency: 'SDG', amountMinor: 9000 }] });
    return one.id === 'E-7' ? entitlement(7, { validFromMs: NOW_MS + DAY_MS }) : one;
  });
  rehearsal = await openedDay({ ...roll, households, entitlements });
  client = rehearsal.station.client;
});
afterEach(() => rehearsal.close());

const scan = async (text: string) => must(await client.desk.scan({ text, via: 'wedge' }));
const code = (answer: { ok: true } | { ok: false; error: { code: string } }): string =>
  answer.ok ? 'ok' : answer.error.code;

describe('what a scan is', () => {
  test('each way of being wrong has its own verdict', async () => {
    const { card, signer } = rehearsal;
    const other = signerOf(new Uint8Array(32).fill(9));
    const claims = {
      household: 'HH-20-1',
      site: 'kassala',
      serial: '00'.repeat(8),
      validFromMs: 0,
      validUntilMs: NOW_MS * 2,
    };
    const torn = card().replace(
      /^(GC1.{60})(.)/,
      (_all, head: string, one: string) => head + (one === 'A' ? 'B' : 'A'),
    );
    const seen = async (text: string): Promise<string[]> => {
      const verdict = await scan(text);
      return [verdict.code, verdict.reasons[0] ?? ''];
    };
    expect(await seen(torn)).toEqual(['unreadable', 'damaged-text']);
    expect(await seen(withCheck(torn.slice(0, -5)))).toEqual(['forged', 'bad-signature']);
    expect(await seen(card().toLowerCase())).toEqual(['unreadable', 'wrong-keyboard']);
    expect(await seen('https://example.org/card')).toEqual(['unreadable', 'link-not-card']);
    expect(await seen('HH-20-1')).toEqual(['unreadable', 'not-our-code']);
    expect(await seen(issueCard({ ...claims, programme: 'relief' }, other))).toEqual(['unknown-issuer', 'foreign-key']);
    expect(await seen(issueCard({ ...claims, programme: 'elsewhere' }, other))).toEqual([
      'unknown-issuer',
      'foreign-programme',
    ]);
    expect(await seen(issueCard({ ...claims, programme: 'elsewhere' }, signer))).toEqual([
      'unknown-issuer',
      'foreign-programme',
    ]);
    expect(await seen(card({ number: 4 }))).toEqual(['revoked', 'card-cancelled']);
    expect(await seen(card({ validUntilMs: NOW_MS }))).toEqual(['expired', 'card-expired']);
    expect(await seen(card({ site: 'gedaref' }))).toEqual(['wrong-site', 'other-site']);
    expect(await seen(card({ number: 99 }))).toEqual(['unknown-beneficiary', 'not-in-roll']);
    expect(await seen(card({ number: 2 }))).toEqual(['blocked', 'household-blocked']);
    expect(await seen(card({ number: 3 }))).toEqual(['wrong-site', 'other-desk']);
    expect(await seen(card({ number: 5 }))).toEqual(['attention', 'household-note']);
    expect(await seen(card({ number: 6 }))).toEqual(['needs-approval', 'amount-above-limit']);
    expect(await seen(card({ number: 7 }))).toEqual(['not-yet-valid', 'window-not-open']);
  });

  test('a receipt shows its household but is no card', async () => {
    must(await client.desk.give(whole(await scan(rehearsal.card()))));
    const { qr } = must(await client.host.nextPrint())?.paper ?? { qr: '' };
    expect(await scan(qr)).toMatchObject({ code: 'unreadable', canGive: false, household: { id: 'HH-20-1' } });
  });
});

describe('giving', () => {
  test('in two parts, never more than is due', async () => {
    const first = await scan(rehearsal.card());
    const line = { entitlement: 'E-1', line: 'oil', quantity: 1 };
    const collector = { kind: 'member', id: 'HH-20-1-2' } as const;
    expect(code(await client.desk.give({ token: first.token, collector, lines: [{ ...line, quantity: 3 }] }))).toBe(
      'more-than-due',
    );
    expect(
      code(await client.desk.give({ token: first.token, collector, lines: [line, { ...line, quantity: 2 }] })),
    ).toBe('more-than-due');
    const part = must(await client.desk.give({ token: first.token, collector, lines: [line] }));
    expect(part).toMatchObject({ part: true, lines: [{ account: 'OIL-1L', quantity: 1 }] });
    const second = await scan(rehearsal.card());
    expect(second).toMatchObject({ code: 'attention', reasons: ['part-remaining', 'card-genuine'] });
    const rest = must(
      await client.desk.give({ ...whole(second), lines: [line, { entitlement: 'E-1', line: 'cash', quantity: 5000 }] }),
    );
    expect(rest.part).toBe(false);
    expect((await scan(rehearsal.card())).code).toBe('already-served');
  });

  test('only to a person of the household, and to no proxy where the policy says so', async () => {
    const verdict = await scan(rehearsal.card());
    const give = { ...whole(verdict), collector: { kind: 'member' as const, id: 'HH-20-8-1' } };
    expect(code(await client.desk.give(give))).toBe('proxy-not-allowed');
    const proxy = { ...whole(verdict), collector: { kind: 'proxy' as const, id: 'HH-20-1-p' } };
    expect(code(await client.desk.give(proxy))).toBe('proxy-not-allowed');
  });

  test('a large sum only with the key of another person who is a supervisor', async () => {
    const verdict = await scan(rehearsal.card({ number: 6 }));
    const give = whole(verdict, 6);
    expect(code(await client.desk.give(give))).toBe('needs-approval');
    const self = { operator: 'AMINA', secret: SECRET.AMINA };
    expect(code(await client.desk.give({ ...give, approval: self }))).toBe('approval-refused');
    expect(code(await client.desk.give({ ...give, approval: { ...approval, secret: 'not his words at all' } }))).toBe(
      'approval-refused',
    );
    const given = must(await client.desk.give({ ...give, approval }));
    expect(given.lines).toEqual([{ account: 'cash:SDG', quantity: 9000 }]);
    // A part below the limit would not have needed anybody.
    expect(verdict.approvalNeeded).toBe(true);
  });

  test('nothing that is not on hand, and nothing without a verdict of this session', async () => {
    const verdict = await scan(rehearsal.card());
    expect(code(await client.desk.give({ ...whole(verdict), token: 'NOSUCHTOKEN' }))).toBe('unknown-token');
    const blocked = await scan(rehearsal.card({ number: 2 }));
    expect(code(await client.desk.give({ ...whole(verdict), token: blocked.token }))).toBe('unknown-token');
    must(await client.session.lock());
    expect(code(await client.desk.give(whole(verdict)))).toBe('locked');
    must(await client.session.signIn({ operator: 'AMINA', secret: SECRET.AMINA }));
    expect(code(await client.desk.give(whole(verdict)))).toBe('unknown-token');
  });

  test('a person who came in vain is recorded once', async () => {
    const { token } = await scan(rehearsal.card({ number: 2 }));
    must(await client.desk.notServed({ token, reason: 'blocked' }));
    expect(code(await client.desk.notServed({ token, reason: 'blocked' }))).toBe('already-recorded');
    expect(must(await client.host.view()).counts).toMatchObject({ notServed: 1, served: 0, stillToCome: 7 });
  });
});

describe('without a card', () => {
  test('two attributes, counted and recorded; above the limit a supervisor is needed', async () => {
    expect(code(await client.desk.find({ name: 'Awa' }))).toBe('two-attributes-needed');
    for (const more of [false, false, true]) {
      const { matches } = must(await client.desk.find({ name: 'Awa Diallo 8', birthYear: '1980' }));
      expect(matches[0]).toMatchObject({ household: 'HH-20-8', served: false });
      const verdict = must(await client.desk.openFound({ household: 'HH-20-8' }));
      expect(verdict.code).toBe(more ? 'needs-approval' : 'attention');
      expect(verdict.reasons).toContain('found-without-card');
    }
    expect(code(await client.desk.openFound({ household: 'HH-20-77' }))).toBe('not-found');
  });
});

describe('the day session', () => {
  test('is the supervisor’s: a clerk may only look', async () => {
    const refused = { error: { code: 'not-allowed' } };
    expect(await client.day.receive({ waybill: 'W-1', ...counted(1, 1) })).toMatchObject(refused);
    expect(await client.day.count(counted(100, 100))).toMatchObject(refused);
    expect(await client.day.close({ approval })).toMatchObject(refused);
    expect(must(await client.day.xReport({ print: false })).accounts).toMatchObject([
      { received: 0, counted: null },
      { received: 0, counted: null },
    ]);
    await takeDesk(client, 'OMAR');
    must(await client.day.count(counted(100, 100)));
    await takeDesk(client, 'AMINA');
    expect(await client.day.close({})).toMatchObject(refused);
    await takeDesk(client, 'OMAR');
    must(await client.day.close({}));
    await takeDesk(client, 'AMINA');
    expect(await client.day.open(counted(100, 100))).toMatchObject(refused);
    expect(must(await client.host.view()).day).toBeNull();
  });

  test('is opened once, takes deliveries, and wants a co-signature for a difference', async () => {
    await takeDesk(client, 'OMAR');
    expect(code(await client.day.open(counted(1, 1)))).toBe('already-open');
    expect(code(await client.day.receive({ waybill: 'W-1', cash: [], stock: [{ item: 'GOLD', quantity: 1 }] }))).toBe(
      'bad-count',
    );
    const received = must(
      await client.day.receive({ waybill: 'W-1', cash: [], stock: [{ item: 'OIL-1L', quantity: 50 }] }),
    );
    expect(received.accounts.find((one) => one.account === 'OIL-1L')).toMatchObject({ received: 50, expected: 150 });
    expect(code(await client.day.close({}))).toBe('not-counted');
    const count = must(await client.day.count(counted(100, 148)));
    expect(count.coSignNeeded).toBe(true);
    expect(code(await client.day.close({}))).toBe('needs-approval');
    expect(must(await client.day.count(counted(100, 149))).coSignNeeded).toBe(false);
    must(await client.day.count(counted(99, 150)));
    must(await client.desk.give(whole(await scan(rehearsal.card()))));
    expect(code(await client.day.close({ approval: coSignature }))).toBe('not-counted');
    must(await client.day.count(counted(99, 148)));
    expect(code(await client.day.close({ approval }))).toBe('approval-refused');
    const closed = must(await client.day.close({ approval: coSignature }));
    expect(closed).toMatchObject({ coSignedBy: 'RANIA', closedBy: 'OMAR' });
    expect(code(await client.day.xReport({ print: false }))).toBe('no-day-open');
    expect((await scan(rehearsal.card({ number: 8 }))).canGive).toBe(false);
    const again = must(await client.day.open(counted(99, 148)));
    expect(again.day).toBe(`${closed.day}-2`);
  });
});
