import { toBase32 } from './base32.ts';
import { withCheck, withoutCheck } from './check-characters.ts';

/**
 * Codes of vouchers as people read and type them. The issuer's own have 4 to 32 capital letters and digits; OpenG2P's keep their
 * hyphens. Printed, both end in a dot and four check characters.
 */

/** OpenG2P cuts it out of a version 4 UUID (g2p_programs/models/entitlement.py). */
export const OPENG2P_CODE = /^[0-9a-f]-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{4}$/;
const OPENG2P_PLAIN = /^[0-9A-F]{5}4[0-9A-F]{3}[89AB][0-9A-F]{7}$/;
const OWN = /^[A-Z0-9]{4,32}$/;

/** Bytes of randomness that a new code is made of. */
export const CODE_RANDOM_BYTES = 8;
const CODE_CHARACTERS = 12;
const GROUP = 4;

/** Sixty random bits in twelve letters and digits: too many to guess at a counter. */
export function newVoucherCode(random: Uint8Array): string {
  if (random.length !== CODE_RANDOM_BYTES) throw new RangeError('A code is made of eight random bytes');
  return toBase32(random).slice(0, CODE_CHARACTERS);
}

/** True for a code that `printedCode` can print so that it is read back. */
export function isVoucherCode(code: string): boolean {
  return OPENG2P_CODE.test(code) || (OWN.test(code) && !OPENG2P_PLAIN.test(code));
}

/** In groups, with check characters: `K7QM-2ZXA-5WN3.4RT6`. Throws a RangeError for what is no code. */
export function printedCode(code: string): string {
  if (!isVoucherCode(code)) throw new RangeError('Not a voucher code');
  const plain = code.replaceAll('-', '').toUpperCase();
  const check = withCheck(plain).slice(plain.length);
  const groups = OPENG2P_CODE.test(code) ? code.toUpperCase() : (plain.match(/.{1,4}/g) ?? []).join('-');
  return groups + check;
}

/** The code that was typed, in whatever case and with whatever hyphens and spaces; undefined where the check says it is mistyped. */
export function readPrintedCode(typed: string): string | undefined {
  if (typed.length > 100) return undefined;
  const text = typed.toUpperCase().replace(/[\s-]/g, '');
  // The issuer draws no 0, 1 and 8, which people read out of O, I and B.
  const likely = text.replace(/[018]/g, (digit) => ({ '0': 'O', '1': 'I', '8': 'B' })[digit] ?? digit);
  const check = likely.slice(-GROUP);
  const plain = [text.slice(0, -GROUP) + check, likely].map(withoutCheck).find((one) => one !== undefined);
  if (plain === undefined) return undefined;
  const code = OPENG2P_PLAIN.test(plain)
    ? plain.toLowerCase().replace(/^(.)(.{4})(.{4})(.{4})(.{4})$/, '$1-$2-$3-$4-$5')
    : plain;
  return isVoucherCode(code) ? code : undefined;
}
