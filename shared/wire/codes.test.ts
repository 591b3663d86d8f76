import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromBase32, toBase32 } from './base32.ts';
import { withCheck } from './check-characters.ts';
import { fromHex } from './bytes.ts';
import { issueCard, readCard, type CardClaims } from './card.ts';
import { decodeCbor, encodeCbor, sign1 } from './cose.ts';
import { keyId, signerOf, verify } from './ed25519.ts';
import { readReceiptCode, receiptCode, signatureCharacters } from './receipt-code.ts';

const issuer = signerOf(new Uint8Array(32).fill(5));
const other = signerOf(new Uint8Array(32).fill(6));
const claims: CardClaims = {
  programme: 'relief',
  household: 'HH-20-3417',
  site: 'kassala-3',
  serial: '00112233445566ff',
  validFromMs: Date.UTC(2026, 0, 1),
  validUntilMs: Date.UTC(2027, 0, 1),
};
const trusted = (id: string): Uint8Array | undefined => (id === keyId(issuer.publicKey) ? issuer.publicKey : undefined);
const code = issueCard(claims, issuer);

describe('base32', () => {
  it('reads back what it wrote, and nothing else', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        expect(fromBase32(toBase32(bytes), 60)).toEqual({ ok: true, value: bytes });
      }),
    );
    for (const text of ['A', 'AAA', 'MZ======', 'mzxw6', 'MZ', 'M1', 'MR', ' MY']) {
      const read = fromBase32(text, 60);
      expect(read.ok && toBase32(read.value) === text).toBe(read.ok);
    }
    expect(fromBase32('MZ', 60).ok).toBe(false);
    expect(fromBase32('AAAAAAAA', 4)).toEqual({ ok: false, error: 'too-large' });
  });
});

describe('card', () => {
  it('reads back', () => {
    expect(code).toMatch(/^GC1[A-Z2-7]+\.[A-Z2-7]{4}$/);
    expect(readCard(code, trusted, verify)).toEqual({ ok: true, value: { ...claims, keyId: keyId(issuer.publicKey) } });
  });

  it('is never accepted with any one character changed', () => {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.a- ';
    const neverAsked = (): never => expect.unreachable();
    for (let position = 0; position < code.length; position += 1) {
      for (const character of alphabet) {
        if (character === code[position]) continue;
        const changed = code.slice(0, position) + character + code.slice(position + 1);
        expect(['not-a-card', 'unreadable']).toContain(
          (readCard(changed, neverAsked, verify) as { error: string }).error,
        );
      }
    }
  });

  it('is never accepted with a character left out, doubled or swapped', () => {
    for (let position = 0; position < code.length; position += 1) {
      const without = code.slice(0, position) + code.slice(position + 1);
      const doubled = code.slice(0, position) + code.slice(position, position + 1) + code.slice(position);
      expect(readCard(without, trusted, verify).ok).toBe(false);
      expect(readCard(doubled, trusted, verify).ok).toBe(false);
      const swapped = without.slice(0, position + 1) + (code[position] ?? '') + without.slice(position + 1);
      expect(readCard(swapped, trusted, verify).ok).toBe(swapped === code);
    }
  });

  it('is forged where any bit beneath a right check was changed', () => {
    const bytes = fromBase32(code.slice(3, -5), 600);
    if (!bytes.ok) throw new Error(bytes.error);
    fc.assert(
      fc.property(fc.nat(bytes.value.length * 8 - 1), (bit) => {
        const changed = bytes.value.slice();
        changed[bit >> 3] = (changed[bit >> 3] as number) ^ (1 << (bit & 7));
        const read = readCard(withCheck(`GC1${toBase32(changed)}`), trusted, verify);
        expect(['forged', 'unknown-issuer']).toContain(read.ok ? 'accepted' : read.error);
      }),
      { numRuns: 150 },
    );
  });

  it('tells a foreign issuer, another code and a stretched signature apart', () => {
    expect(readCard(issueCard(claims, other), trusted, verify)).toEqual({ ok: false, error: 'unknown-issuer' });
    expect(readCard('https://example.org/', trusted, verify)).toEqual({ ok: false, error: 'not-a-card' });
    const map = new Map<number, unknown>([[1, 'relief']]);
    expect(readCard(withCheck(`GC1${toBase32(sign1(encodeCbor(map), 'GC1', issuer))}`), trusted, verify).ok).toBe(
      false,
    );
    const elsewhere = sign1(encodeCbor(map), 'GV1', issuer);
    expect(readCard(withCheck(`GC1${toBase32(elsewhere)}`), trusted, verify)).toEqual({ ok: false, error: 'forged' });
  });

  it('never throws on rubbish', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.uint8Array({ maxLength: 200 }), (text, bytes) => {
        expect(readCard(`GC1${text}`, trusted, verify).ok).toBe(false);
        expect(readCard(withCheck(`GC1${toBase32(bytes)}`), trusted, verify).ok).toBe(false);
        expect(readReceiptCode(withCheck(`TR1${toBase32(bytes)}`)).ok).toBe(false);
        expect(readReceiptCode(`TR1${text}`).ok).toBe(false);
      }),
    );
  });

  it('is not issued with claims a reader would refuse', () => {
    expect(() => issueCard({ ...claims, household: 'a b' }, issuer)).toThrow(RangeError);
    expect(() => issueCard({ ...claims, validFromMs: 0.5 }, issuer)).toThrow(RangeError);
    expect(() => issueCard({ ...claims, serial: '00' }, issuer)).toThrow(RangeError);
  });
});

describe('cbor', () => {
  it.each([
    ['unsorted keys', 'a202000100'],
    ['duplicate keys', 'a201000100'],
    ['longer than needed', '1800'],
    ['indefinite', '9fff'],
    ['left over', '0000'],
    ['an integer as float', 'f93c00'],
    ['tag', 'c000'],
    ['undefined', 'f7'],
  ])('refuses %s', (_name, text) => {
    expect(decodeCbor(fromHex(text), 100).ok).toBe(false);
  });
});

describe('receipt code', () => {
  it('reads back and fits a small QR', () => {
    const leaf = new Uint8Array(32).fill(7);
    const signature = new Uint8Array(64).map((_byte, index) => index);
    const receipt = { site: 'kassala-3', desk: 'd1', epoch: 1, seq: 1001, atMs: 1_772_614_800_000, leaf, signature };
    const text = receiptCode(receipt);
    expect(readReceiptCode(text)).toEqual({ ok: true, value: receipt });
    // QR version 9, error correction M, alphanumeric.
    expect(text.length).toBeLessThanOrEqual(262);
    expect(readReceiptCode(`${text.slice(0, -1)}!`)).toEqual({ ok: false, error: 'unreadable' });
    expect(signatureCharacters(signature)).toBe('AcDY');
  });
});
