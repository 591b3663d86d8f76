import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromBase32, toBase32 } from './base32.ts';
import { encodeCbor, sign1 } from './cose.ts';
import { keyId, signerOf, verify } from './ed25519.ts';
import { issueVoucher, readVoucher, voucherId, type VoucherClaims } from './gv1.ts';

const issuer = signerOf(new Uint8Array(32).fill(5));
const other = signerOf(new Uint8Array(32).fill(6));
const trusted = (id: string): Uint8Array | undefined => (id === keyId(issuer.publicKey) ? issuer.publicKey : undefined);
const claims: VoucherClaims = {
  programme: 'relief',
  cycle: '2026-03',
  beneficiary: 'HH-20-3417',
  id: '00112233445566778899aabbccddeeff',
  validFromMs: Date.UTC(2026, 2, 1),
  validUntilMs: Date.UTC(2026, 3, 1),
  items: [
    { item: 'RICE', quantity: 10 },
    { item: 'OIL', quantity: 2 },
    { item: 'SALT', quantity: 1 },
  ],
  statusIndex: 4711,
};
const code = issueVoucher(claims, issuer);
const reference = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._:/-]{0,20}$/);
const count = fc.nat(Number.MAX_SAFE_INTEGER);
const anyClaims: fc.Arbitrary<VoucherClaims> = fc.record(
  {
    programme: reference,
    cycle: reference,
    beneficiary: reference,
    provider: reference,
    id: fc.stringMatching(/^[0-9a-f]{32}$/),
    validFromMs: fc.nat(2_000_000_000).map((seconds) => seconds * 1000),
    validUntilMs: fc.integer({ min: 2_000_000_001, max: 4_000_000_000 }).map((seconds) => seconds * 1000),
    items: fc.array(fc.record({ item: fc.stringMatching(/^[A-Z0-9][A-Z0-9-]{0,8}$/), quantity: count }), {
      maxLength: 20,
    }),
    cash: fc.record({ currency: fc.stringMatching(/^[A-Z]{3}$/), amountMinor: count }),
    statusIndex: count,
    name: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 15 }).filter((name) => name.length <= 60),
  },
  { requiredKeys: ['programme', 'cycle', 'beneficiary', 'id', 'validFromMs', 'validUntilMs', 'items'] },
);

describe('voucher', () => {
  it('reads back whatever it was given', () => {
    fc.assert(
      fc.property(anyClaims, (given) => {
        const read = readVoucher(issueVoucher(given, issuer), trusted, verify);
        expect(read).toEqual({ ok: true, value: { ...given, keyId: keyId(issuer.publicKey) } });
      }),
    );
  });

  it('fits a QR code of version 11 with correction level Q, and of version 10 with M', () => {
    expect(code).toMatch(/^GV1[A-Z2-7]+$/);
    // ISO/IEC 18004, table 7, alphanumeric mode: 11-Q 259, 10-M 311.
    expect(code.length).toBeLessThanOrEqual(311);
  });

  it('is never accepted with any one character changed, left out or doubled', () => {
    for (let position = 0; position < code.length; position += 1) {
      const head = code.slice(0, position);
      const tail = code.slice(position + 1);
      const changed = head + (code[position] === 'A' ? 'B' : 'A') + tail;
      for (const text of [changed, head + tail, head + code[position] + code.slice(position)])
        expect(readVoucher(text, trusted, verify).ok).toBe(false);
    }
  });

  it('is never accepted with any one bit changed', () => {
    const bytes = fromBase32(code.slice(3), 1200);
    if (!bytes.ok) throw new Error(bytes.error);
    fc.assert(
      fc.property(fc.nat(bytes.value.length * 8 - 1), (bit) => {
        const changed = bytes.value.slice();
        changed[bit >> 3] = (changed[bit >> 3] as number) ^ (1 << (bit & 7));
        expect(readVoucher(`GV1${toBase32(changed)}`, trusted, verify).ok).toBe(false);
      }),
      { numRuns: 200 },
    );
  });

  it('tells a foreign issuer, a card, rubbish and a later version apart', () => {
    expect(readVoucher(issueVoucher(claims, other), trusted, verify)).toEqual({ ok: false, error: 'unknown-issuer' });
    expect(readVoucher('GC1AAAA', trusted, verify)).toEqual({ ok: false, error: 'not-a-voucher' });
    expect(readVoucher('GV1', trusted, verify)).toEqual({ ok: false, error: 'unreadable' });
    expect(readVoucher(code.toLowerCase().replace('gv1', 'GV1'), trusted, verify).ok).toBe(false);
    const later = sign1(encodeCbor(new Map([[-70_099, 1]])), 'GV1', issuer);
    expect(readVoucher(`GV1${toBase32(later)}`, trusted, verify)).toEqual({ ok: false, error: 'unsupported' });
    const card = sign1(encodeCbor(new Map([[1, 'relief']])), 'GC1', issuer);
    expect(readVoucher(`GV1${toBase32(card)}`, trusted, verify)).toEqual({ ok: false, error: 'forged' });
  });

  it('never throws on rubbish', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.uint8Array({ maxLength: 300 }), (text, bytes) => {
        expect(readVoucher(`GV1${text}`, trusted, verify).ok).toBe(false);
        expect(readVoucher(`GV1${toBase32(bytes)}`, trusted, verify).ok).toBe(false);
      }),
    );
  });

  it.each<Partial<VoucherClaims>>([
    { beneficiary: 'a b' },
    { id: '00' },
    { validFromMs: 0.5 },
    { validUntilMs: claims.validFromMs },
    { items: [{ item: 'RICE', quantity: 1.5 }] },
    { cash: { currency: 'usd', amountMinor: 1 } },
    { statusIndex: -1 },
    { name: '' },
  ])('is not issued with %j', (wrong) => {
    expect(() => issueVoucher({ ...claims, ...wrong }, issuer)).toThrow(RangeError);
  });
});

describe('voucher id', () => {
  it('is the same for every copy of a voucher and for no other', () => {
    expect(voucherId('https://g2p.example.org', '2-37ec')).toMatch(/^[0-9a-f]{32}$/);
    expect(voucherId('a', 'bc')).toBe(voucherId('a', 'bc'));
    expect(voucherId('a', 'bc')).not.toBe(voucherId('ab', 'c'));
  });
});
