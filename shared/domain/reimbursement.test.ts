import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CLAIM_LIMITS, documentType, drawClaim, type Claimable, type Wanted } from './reimbursement.ts';

function capture(seq: number, more: Partial<Claimable> = {}): Claimable {
  const amountMinor = more.amountMinor ?? 5000;
  return {
    seq,
    voucher: `V${seq}`,
    issuer: 'https://issuer.example.org',
    account: 'cash:SDG',
    dueMinor: 10_000,
    services: [{ code: 'CONSULT', quantity: 1, amountMinor, ceilingMinor: 10_000 }],
    released: false,
    claimed: null,
    voucherClaimedMinor: 0,
    ...more,
    amountMinor,
  };
}

const code = (known: readonly Claimable[], wanted: readonly Wanted[], replaces: number | null = null): string => {
  const drawn = drawClaim(known, wanted, replaces);
  return drawn.ok ? 'ok' : drawn.error;
};

describe('a claim', () => {
  test('is drawn from standing captures of one payer, in their order, with the right sum', () => {
    const known = [capture(7, { amountMinor: 3000 }), capture(4), capture(9)];
    expect(drawClaim(known, [{ seq: 9, amountMinor: 1 }, { seq: 4 }, { seq: 7 }], null)).toEqual({
      ok: true,
      value: {
        issuer: 'https://issuer.example.org',
        account: 'cash:SDG',
        lines: [
          { seq: 4, amountMinor: 5000 },
          { seq: 7, amountMinor: 3000 },
          { seq: 9, amountMinor: 1 },
        ],
        totalMinor: 8001,
      },
    });
  });

  test.each<[string, readonly Claimable[], readonly Wanted[], number | null]>([
    ['no-captures', [capture(1)], [], null],
    ['unknown-capture', [capture(1)], [{ seq: 2 }], null],
    ['unknown-capture', [capture(1)], [{ seq: 1 }, { seq: 1 }], null],
    ['unknown-capture', [capture(1)], [{ seq: 1 }, { seq: 2 }], null],
    ['capture-taken-back', [capture(1, { released: true })], [{ seq: 1 }], null],
    ['claimed-before', [capture(1, { claimed: { by: 9, amountMinor: 5000 } })], [{ seq: 1 }], null],
    ['several-payers', [capture(1), capture(2, { issuer: 'other' })], [{ seq: 1 }, { seq: 2 }], null],
    ['several-payers', [capture(1), capture(2, { account: 'cash:USD' })], [{ seq: 1 }, { seq: 2 }], null],
    ['claim-above-capture', [capture(1)], [{ seq: 1, amountMinor: 5001 }], null],
    ['claim-above-capture', [capture(1)], [{ seq: 1, amountMinor: 0 }], null],
    ['claim-above-capture', [capture(1, { services: [] })], [{ seq: 1 }], null],
    ['claim-above-voucher', [capture(1, { dueMinor: 4999 })], [{ seq: 1 }], null],
    ['claim-above-voucher', [capture(1, { voucherClaimedMinor: 5001 })], [{ seq: 1 }], null],
    [
      'claim-above-voucher',
      [capture(1, { voucher: 'V', dueMinor: 9999 }), capture(2, { voucher: 'V', dueMinor: 9999 })],
      [{ seq: 1 }, { seq: 2 }],
      null,
    ],
    [
      'claim-above-ceiling',
      [capture(1, { services: [{ code: 'A', quantity: 2, amountMinor: 5000, ceilingMinor: 2499 }] })],
      [{ seq: 1 }],
      null,
    ],
    [
      'claim-above-ceiling',
      [capture(1, { services: [{ code: 'A', quantity: 1, amountMinor: 5000, ceilingMinor: null }] })],
      [{ seq: 1 }],
      null,
    ],
    ['other-captures', [capture(1)], [{ seq: 1 }], 9],
    [
      'other-captures',
      [capture(1, { claimed: { by: 9, amountMinor: 5000 } }), capture(2, { claimed: { by: 9, amountMinor: 5000 } })],
      [{ seq: 1 }],
      9,
    ],
    ['claim-above-capture', [capture(1, { claimed: { by: 9, amountMinor: 400 } })], [{ seq: 1, amountMinor: 401 }], 9],
  ])('is refused: %s', (failure, known, wanted, replaces) => {
    expect(code(known, wanted, replaces)).toBe(failure);
  });

  test('has a hundred captures at most', () => {
    const many = Array.from({ length: CLAIM_LIMITS.captures + 1 }, (_, seq) => capture(seq));
    expect(code(many, many)).toBe('too-many-captures');
    expect(code(many, many.slice(1))).toBe('ok');
  });

  /** Whatever is wanted, in whatever order, with answers in between: the books of an office that believes every claim it is given. */
  test('never comes to more than the vouchers are good for, whatever is claimed how often', () => {
    const captures = fc.array(
      fc.record({
        voucher: fc.constantFrom('A', 'B', 'C'),
        amountMinor: fc.integer({ min: 1, max: 400 }),
        ceilingMinor: fc.integer({ min: 1, max: 500 }),
        released: fc.boolean(),
        issuer: fc.constantFrom('I', 'J'),
      }),
      { minLength: 1, maxLength: 8 },
    );
    const attempts = fc.array(
      fc.record({
        wanted: fc.array(
          fc.record({ seq: fc.nat(9), amountMinor: fc.option(fc.integer({ min: -5, max: 600 }), { nil: undefined }) }),
          { maxLength: 9 },
        ),
        again: fc.boolean(),
      }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(captures, attempts, (given, tries) => {
        const claimed = new Map<number, { by: number; amountMinor: number }>();
        const firstClaims = new Map<number, number>();
        const books = (): Claimable[] =>
          given.map(({ ceilingMinor, ...one }, seq) => ({
            ...one,
            seq,
            account: 'cash:SDG',
            dueMinor: 600,
            services: [{ code: 'S', quantity: 1, amountMinor: one.amountMinor, ceilingMinor }],
            claimed: claimed.get(seq) ?? null,
            voucherClaimedMinor: 0,
          }));
        for (const [number, { wanted, again }] of tries.entries()) {
          const replaces = again ? ([...claimed.values()].at(-1)?.by ?? null) : null;
          const chosen = new Set(wanted.map(({ seq }) => seq));
          const known = books().map((one) => ({
            ...one,
            voucherClaimedMinor: [...claimed].reduce(
              (sum, [seq, { amountMinor }]) =>
                given[seq]?.voucher === one.voucher && !chosen.has(seq) ? sum + amountMinor : sum,
              0,
            ),
          }));
          const drawn = drawClaim(known, wanted, replaces);
          if (!drawn.ok) continue;
          expect(drawn.value.totalMinor).toBe(drawn.value.lines.reduce((sum, line) => sum + line.amountMinor, 0));
          for (const { seq, amountMinor } of drawn.value.lines) {
            const former = claimed.get(seq);
            expect(given[seq]?.released).toBe(false);
            expect(amountMinor).toBeLessThanOrEqual(former?.amountMinor ?? given[seq]?.amountMinor ?? 0);
            if (replaces === null) firstClaims.set(seq, (firstClaims.get(seq) ?? 0) + 1);
            claimed.set(seq, { by: number, amountMinor });
          }
        }
        for (const times of firstClaims.values()) expect(times).toBe(1);
        for (const voucher of ['A', 'B', 'C']) {
          const sum = [...claimed].reduce(
            (total, [seq, { amountMinor }]) => (given[seq]?.voucher === voucher ? total + amountMinor : total),
            0,
          );
          expect(sum).toBeLessThanOrEqual(600);
        }
      }),
    );
  });
});

test('a document is told by its first bytes', () => {
  const type = (text: string): string | undefined =>
    documentType(Uint8Array.from(Array.from(text, (letter) => letter.charCodeAt(0))));
  expect(type('%PDF-1.7 …')).toBe('pdf');
  expect(type('\xff\xd8\xff\xe0')).toBe('jpeg');
  expect(type('\x89PNG\r\n\x1a\n')).toBe('png');
  for (const other of ['', '%PDF', 'PK\x03\x04', '<svg>', '\xff\xd8', 'GIF89a']) expect(type(other)).toBeUndefined();
});
