import { z } from 'zod';
import { NumberedTrustList } from '../domain/trust-list.ts';

/** Of the whole envelope. A larger list goes with a package: on a thin link this much takes a quarter of an hour. */
export const TRUST_UPDATE_MAXIMUM_BYTES = 2 * 1024 * 1024;

const Token = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/);

/**
 * `.trust`: a trust list that takes the place of the one in the package of these cycles, signed by an issuing key (DSSE, payload
 * type `trust`). Its `number` must be above that of the list in force.
 */
export const TrustUpdate = z.strictObject({
  v: z.literal(1),
  programme: Token,
  cycles: z.array(Token).min(1).max(20),
  list: NumberedTrustList,
});
export type TrustUpdate = z.infer<typeof TrustUpdate>;
