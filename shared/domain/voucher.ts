import { z } from 'zod';

/** What is done with a voucher at a desk, beside handing over goods and cash. */

/** Questions by which a voucher's holder is told from somebody who found or copied it. */
export const HolderCheck = z.enum(['photo', 'birth-date', 'household']);
export type HolderCheck = z.infer<typeof HolderCheck>;

/** `roll`: the voucher names a household of the roll. `witness`: a supervisor answers for it, after failures or for want of anything to ask. */
export const HolderProof = z.enum(['roll', ...HolderCheck.options, 'witness']);
export type HolderProof = z.infer<typeof HolderProof>;

/** Why a hold ended with nothing, or a capture was taken back. */
export const ReleaseReason = z.enum([
  'patient-left',
  'not-needed',
  'paid-otherwise',
  'wrong-voucher',
  'wrong-amount',
  'other',
]);
export type ReleaseReason = z.infer<typeof ReleaseReason>;

/** How vouchers are redeemed (part of the cycle's policy). */
export const VoucherPolicy = z.strictObject({
  /** A voucher is only good for somebody of this site's roll. */
  onlyRoll: z.boolean(),
  /** All of these must be passed. */
  holderChecks: z.array(HolderCheck).max(3),
  /** Wrong answers after which only a witness can vouch for the holder. */
  holderTries: z.int().min(1).max(20),
  /** A hold older than this is shown as overdue. */
  holdHours: z
    .int()
    .min(1)
    .max(24 * 366),
});
export type VoucherPolicy = z.infer<typeof VoucherPolicy>;

/** Stands where a package says nothing of vouchers. */
export const DEFAULT_VOUCHER_POLICY: VoucherPolicy = {
  onlyRoll: true,
  holderChecks: [],
  holderTries: 3,
  holdHours: 72,
};
