import { fromBase32, toBase32 } from './base32.ts';
import { fromHex } from './bytes.ts';

const BYTES = 16;
const CHARACTERS = 26;

/**
 * The name of a voucher in ledgers: its 16 bytes (`VoucherFacts.unique`, hex) in base32. Unlike the names of households and
 * entitlements it is the same in every cycle and at every site, so that a voucher used twice is found wherever that was. Whoever
 * does not have the issuer's list of codes cannot tell whose it is.
 */
export function voucherName(unique: string): string {
  return toBase32(fromHex(unique));
}

/** True for the name of a voucher; names of entitlements are shorter. */
export function isVoucherName(name: string): boolean {
  return name.length === CHARACTERS && fromBase32(name, BYTES).ok;
}
