import { z } from 'zod';
import { HoldData } from '../../../shared/ipc/paper-views.ts';

const Named = z.object({ id: z.string(), name: z.string() });

/** What is known of a voucher's act beside its entry. It names people and so never leaves the station in the ledger. */
export const VoucherDetails = z.object({
  /** The holder's name. */
  holder: z.string().nullable(),
  household: z.string().nullable(),
  code: z.string().nullable(),
  beneficiary: z.string().nullable(),
  entitlement: z.string().nullable(),
  issuer: Named,
  provider: Named,
  currency: z.string(),
  /** The whole voucher, minor units. */
  dueMinor: z.int(),
  /** What the provider offered at that moment, as far as the act used it. */
  services: z.array(z.object({ code: z.string(), name: z.string(), ceilingMinor: z.int() })),
  /** What the paper says beside what follows from the entry and from the above. */
  paper: HoldData.pick({
    programmeName: true,
    siteName: true,
    desk: true,
    deskName: true,
    cycleName: true,
    operator: true,
    nameLatin: true,
  }),
});
export type VoucherDetails = z.infer<typeof VoucherDetails>;
