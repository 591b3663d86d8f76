import { z } from 'zod';
import { PrintState } from '../domain/verdict.ts';
import { HolderCheck } from '../domain/voucher.ts';

/** What a screen is shown of a voucher. Amounts in minor units. */

/** How far it is sure that the voucher is its holder's. */
export const HolderView = z.object({
  /** What the policy asks for, in the order to ask. */
  needed: z.array(HolderCheck),
  passed: z.array(HolderCheck),
  /** Those of `needed` for which roll or voucher hold the answer; the others only a witness can make up for. */
  possible: z.array(HolderCheck),
  triesLeft: z.int(),
  /** True where only a supervisor who vouches for the holder leads on. */
  witnessNeeded: z.boolean(),
});
export type HolderView = z.infer<typeof HolderView>;

export const ServiceView = z.object({
  code: z.string(),
  name: z.string(),
  currency: z.string(),
  /** The most that one of it may cost. */
  ceilingMinor: z.int(),
});
export type ServiceView = z.infer<typeof ServiceView>;

/** What hold and capture have in common. */
const VoucherAct = z.object({
  seq: z.int(),
  receipt: z.string(),
  check: z.string(),
  atMs: z.int(),
  operator: z.string(),
  /** Of the holder, where roll or voucher say it. */
  name: z.string().nullable(),
  household: z.string().nullable(),
  code: z.string().nullable(),
  /** Name of who issued the voucher. */
  issuer: z.string(),
  currency: z.string(),
  amountMinor: z.int(),
  print: PrintState,
  copies: z.int(),
  note: z.string().optional(),
});

export const HoldView = VoucherAct.extend({
  /** How long it has stood, counted by the station's clock, and whether that is longer than the policy wants. */
  ageMs: z.int(),
  overdue: z.boolean(),
});
export type HoldView = z.infer<typeof HoldView>;

export const CaptureView = VoucherAct.extend({
  services: z.array(z.object({ code: z.string(), name: z.string(), quantity: z.int(), amountMinor: z.int() })),
  /** What the voucher still has for another time; 0 for one that is used up by a single act. */
  remainingMinor: z.int(),
  /** The entry that took it back. */
  releasedBy: z.int().nullable(),
});
export type CaptureView = z.infer<typeof CaptureView>;

export const VoucherView = z.object({
  /** `goods`: handed over like an entitlement. `services`: held and captured. */
  use: z.enum(['goods', 'services']),
  issuer: z.string(),
  code: z.string().nullable(),
  /** As the voucher says it, which is signed. */
  name: z.string().nullable(),
  /** It can be used in several parts. */
  partial: z.boolean(),
  /** Of a voucher of money that is used for services; null for goods. */
  credit: z.object({ currency: z.string(), dueMinor: z.int(), usedMinor: z.int(), remainingMinor: z.int() }).nullable(),
  holder: HolderView,
  /** What this desk's provider offers, in the voucher's currency; empty for goods. */
  services: z.array(ServiceView),
  provider: z.string().nullable(),
  /** Open hold of this voucher at this desk. */
  hold: HoldView.nullable(),
  /** Captures of it at this desk, newest first. */
  captures: z.array(CaptureView),
});
export type VoucherView = z.infer<typeof VoucherView>;
