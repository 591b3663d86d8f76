import { z } from 'zod';
import { Currency, ItemCode, Quantity } from '../../../shared/domain/roll.ts';
import { isVoucherCode } from '../../../shared/wire/voucher-code.ts';

const Reference = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._:/-]{0,63}$/, 'up to 64 letters, digits and . _ : / -, with a letter or digit first');
const Positive = Quantity.min(1);

/** A voucher that is to be made: one line of `vouchers.ndjson`, or one row of `vouchers.csv`. */
export const VoucherOrder = z
  .strictObject({
    /** What the roll knows the beneficiary by. */
    beneficiary: Reference,
    /** The entitlement's number where it was granted; goes into vouchers in OpenG2P's form. */
    entitlement: Reference.optional(),
    code: z.string().refine(isVoucherCode, 'not 4 to 32 capital letters and digits, nor a code of OpenG2P').optional(),
    /** The provider that may redeem it; left out: anybody. */
    provider: Reference.optional(),
    items: z
      .array(z.strictObject({ item: ItemCode, quantity: Positive }))
      .max(20)
      .default([]),
    cash: z.strictObject({ currency: Currency, amountMinor: Positive }).optional(),
    /** UTC ms; valid from (inclusive) … until (exclusive). */
    validFromMs: z.int().min(0),
    validUntilMs: z.int().max(253_402_300_799_000),
    /** Printed, and in the code: only where the programme accepts that. */
    name: z.string().trim().min(1).max(60).optional(),
  })
  .refine(({ items, cash }) => items.length > 0 || cash !== undefined, 'neither items nor an amount')
  .refine(({ validFromMs, validUntilMs }) => validFromMs < validUntilMs, 'valid_until is not after valid_from')
  .refine(
    ({ items }) => new Set(items.map(({ item }) => item)).size === items.length,
    'items: one of them stands there twice',
  );
export type VoucherOrder = z.infer<typeof VoucherOrder>;
