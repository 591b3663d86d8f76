import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CODE_RANDOM_BYTES, isVoucherCode, newVoucherCode, printedCode, readPrintedCode } from './voucher-code.ts';

const hex = (least: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...'0123456789abcdef'.split('')), minLength: least, maxLength: least });
const drawn = fc
  .uint8Array({ minLength: CODE_RANDOM_BYTES, maxLength: CODE_RANDOM_BYTES })
  .map((bytes) => newVoucherCode(bytes));
const openG2p = fc
  .tuple(hex(1), hex(4), hex(3), fc.constantFrom('8', '9', 'a', 'b'), hex(3), hex(4))
  .map(([a, b, c, d, e, f]) => `${a}-${b}-4${c}-${d}${e}-${f}`);
const own = fc
  .string({ unit: fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'.split('')), minLength: 4, maxLength: 32 })
  .filter(isVoucherCode);
const code = fc.oneof(drawn, openG2p, own);

describe('voucher code', () => {
  it('is read back from print, however it is typed', () => {
    fc.assert(
      fc.property(code, fc.boolean(), (made, isLower) => {
        const printed = printedCode(made);
        expect(readPrintedCode(printed)).toBe(made);
        const typed = printed.replaceAll('-', ' ');
        expect(readPrintedCode(` ${isLower ? typed.toLowerCase() : typed} `)).toBe(made);
      }),
    );
  });

  it('forgives digits for the letters that they look like, in codes that it drew itself', () => {
    const similar = { O: '0', I: '1', B: '8' } as const;
    fc.assert(
      fc.property(drawn, (made) => {
        const typed = printedCode(made).replace(/[OIB]/g, (letter) => similar[letter as keyof typeof similar]);
        expect(readPrintedCode(typed)).toBe(made);
      }),
    );
  });

  it('is not read where one character is another', () => {
    const character = fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.split(''));
    let read = 0;
    fc.assert(
      fc.property(drawn, fc.nat(11), character, (made, place, other) => {
        fc.pre(made[place] !== other);
        const [plain = '', check = ''] = printedCode(made).replaceAll('-', '').split('.');
        const typed = `${plain.slice(0, place)}${other}${plain.slice(place + 1)}.${check}`;
        if (readPrintedCode(typed) !== undefined) read += 1;
      }),
      { numRuns: 300 },
    );
    // One in a million passes by chance.
    expect(read).toBeLessThanOrEqual(1);
  });

  it('has a known look', () => {
    expect(newVoucherCode(Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8))).toBe('AEBAGBAFAYDQ');
    expect(printedCode('AEBAGBAFAYDQ')).toMatch(/^AEBA-GBAF-AYDQ\.[A-Z2-7]{4}$/);
    expect(printedCode('2-37ec-47d3-a937-5d55')).toMatch(/^2-37EC-47D3-A937-5D55\.[A-Z2-7]{4}$/);
  });

  it.each(['ABC', 'abcd', 'KSL-0001', '237EC47D3A9375D55', 'A'.repeat(33), '', '\ud800'])('refuses %j', (text) => {
    expect(isVoucherCode(text)).toBe(false);
    expect(() => printedCode(text)).toThrow('Not a voucher code');
    expect(readPrintedCode(text)).toBeUndefined();
  });

  it('refuses other amounts of randomness', () => {
    expect(() => newVoucherCode(new Uint8Array(7))).toThrow('eight random bytes');
  });
});
