import { z } from 'zod';

/** One verdict a scan; each has its own screen, sound and words. Never one "invalid". */
export const VerdictCode = z.enum([
  'ok',
  'attention',
  'already-served',
  'revoked',
  'blocked',
  'wrong-site',
  'not-yet-valid',
  'expired',
  'forged',
  'unknown-issuer',
  'claims-not-signed',
  'unknown-beneficiary',
  'unreadable',
  'out-of-stock',
  'limit-reached',
  'needs-approval',
]);
export type VerdictCode = z.infer<typeof VerdictCode>;

/** Why a verdict is what it is: shown as the small line under the verdict. */
export const VerdictReason = z.enum([
  'card-genuine',
  'found-without-card',
  'part-remaining',
  'note-to-read',
  'household-note',
  'damaged-text',
  'wrong-keyboard',
  'link-not-card',
  'not-our-code',
  'foreign-programme',
  'foreign-key',
  'bad-signature',
  'card-cancelled',
  'card-not-yet-valid',
  'card-expired',
  'household-blocked',
  'other-site',
  'other-desk',
  'nothing-due',
  'window-not-open',
  'window-closed',
  'not-in-roll',
  'item-out-of-stock',
  'cash-out',
  'day-limit',
  'amount-above-limit',
  'roll-too-old',
  'lookups-above-limit',
  'no-day-open',
  'voucher-genuine',
  'code-not-signed',
  'voucher-expired',
  'voucher-not-yet-valid',
  'voucher-revoked',
  'voucher-suspended',
  'status-list-old',
  'status-list-missing',
  'issuer-not-trusted',
  'issuer-key-not-in-force',
  'signature-missing',
  'claims-not-signed',
  'clock-behind',
  'format-not-supported',
  'credential-incomplete',
  'voucher-forged',
  'took-too-long',
  /** Genuine, but nobody of the roll is named by it. */
  'voucher-for-nobody',
  /** It told who somebody is; what it is good for was not touched. */
  'voucher-not-redeemed',
  /** Used up, here and before. */
  'voucher-used',
  /** It names another provider. */
  'voucher-other-provider',
  /** Set aside for somebody's treatment. */
  'voucher-on-hold',
  /** It promises something else than the entitlement that it stands for. */
  'voucher-differs',
  /** Its code was typed or bare, and no entitlement of the roll has it. */
  'code-not-known',
]);
export type VerdictReason = z.infer<typeof VerdictReason>;

/** Why somebody who came was not served (signed entry `not_served`). */
export const NotServedReason = z.enum([
  'photo-does-not-match',
  'not-in-roll',
  'card-problem',
  'out-of-stock',
  'system-problem',
  'declined',
  'documents-missing',
  'sent-to-other-site',
  'already-served',
  'blocked',
  'other',
]);
export type NotServedReason = z.infer<typeof NotServedReason>;

export const ReversalReason = z.enum(['wrong-person', 'wrong-quantity', 'goods-returned', 'entered-twice', 'other']);
export type ReversalReason = z.infer<typeof ReversalReason>;

/** What is known of a receipt's paper. */
export const PrintState = z.enum(['none', 'queued', 'sent', 'confirmed', 'failed', 'unknown']);
export type PrintState = z.infer<typeof PrintState>;
