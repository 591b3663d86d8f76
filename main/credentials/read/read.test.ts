import fc from 'fast-check';
import { encode } from 'cborg';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fromBase45, toBase45 } from './base45.ts';
import { decodeBounded } from './bounded-cbor.ts';
import { plainClaims } from './plain-claims.ts';
import { unpackPixelPass } from './pixelpass.ts';

const vectors = new URL('../../../resources/vectors/pixelpass/pairs.json', import.meta.url);
const pairs = JSON.parse(readFileSync(vectors, 'utf8')) as { qr: string; decoded?: unknown; error?: string }[];

describe('base45', () => {
  it('reads back what it wrote', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
        expect(fromBase45(toBase45(bytes))).toEqual({ ok: true, value: bytes });
      }),
    );
  });

  // RFC 9285, sections 4.3 and 4.4; section 6 for a value too large.
  it.each([
    ['BB8', 'AB'],
    ['%69 VD92EX0', 'Hello!!'],
    ['UJCLQE7W581', 'base-45'],
    ['QED8WEX0', 'ietf!'],
  ])('%s is %s', (text, plain) => {
    const read = fromBase45(text);
    expect(read.ok && Buffer.from(read.value).toString()).toBe(plain);
  });

  it.each(['GGW', ':::', 'A', 'AAAA', 'a1', '::'])('refuses %s', (text) => {
    expect(fromBase45(text).ok).toBe(false);
  });
});

describe('PixelPass', () => {
  it.each(pairs)('reads $qr as its makers do', ({ qr, decoded, error }) => {
    const bytes = unpackPixelPass(qr);
    expect(bytes.ok).toBe(error === undefined);
    if (!bytes.ok) return;
    const value = decodeBounded(bytes.value);
    expect(value.ok ? plainClaims(value.value) : Buffer.from(bytes.value).toString()).toEqual(decoded);
  });
});

describe('bounded CBOR', () => {
  it('walks over whatever the library writes', () => {
    const simple = fc.oneof(fc.string(), fc.maxSafeInteger(), fc.boolean(), fc.constant(null), fc.uint8Array());
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        simple,
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(fc.string(), tie('value'), { maxKeys: 4 }),
      ),
    }));
    fc.assert(
      fc.property(value, (one) => {
        expect(decodeBounded(encode(one)).ok).toBe(true);
      }),
    );
  });

  it.each([
    ['cut short', [0x82, 1]],
    ['left over', [1, 1]],
    ['a break of nothing', [0xff]],
    ['a break in a definite list', [0x82, 1, 0xff]],
    ['a string longer than all there is', [0x7b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]],
    ['reserved', [0x1c]],
    ['a tag', [0xc2, 0x41, 0x61]],
    ['nothing', []],
  ])('refuses %s', (_name, bytes) => {
    expect(decodeBounded(Uint8Array.from(bytes)).ok).toBe(false);
  });

  it('takes a date for what it is written as', () => {
    expect(decodeBounded(Uint8Array.of(0xc1, 0x1a, 0, 0, 0, 7))).toEqual({ ok: true, value: 7 });
    expect(decodeBounded(Uint8Array.of(0xd9, 0x03, 0xec, 0x61, 0x61))).toEqual({ ok: true, value: 'a' });
  });

  it('takes lists without a length', () => {
    expect(decodeBounded(Uint8Array.of(0x9f, 1, 0x9f, 0xff, 0xff))).toEqual({ ok: true, value: [1, []] });
  });
});
