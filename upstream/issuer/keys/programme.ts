import { z } from 'zod';
import { Trust } from '../../../shared/domain/policy.ts';
import { IssuingKey, StationCertificate } from '../../../shared/wire/documents.ts';

/** What the programme folder holds beside the secret keys. All JSON, all readable. */

const Token = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/);
const CardKey = Trust.shape.cardKeys.element;

/** `programme.json` */
export const Programme = z.strictObject({
  v: z.literal(1),
  programme: Token,
  programmeName: z.string().min(1).max(120),
  issuingKey: IssuingKey,
  cardKey: CardKey,
  /** age recipients that can always open stations and packages. */
  recoveryRecipients: z.array(z.string()).min(1).max(4),
});
export type Programme = z.infer<typeof Programme>;

/** `stations.json`: every certificate in force, one a site and desk. */
export const Stations = z.array(
  z.strictObject({ certificate: StationCertificate, pinAllowed: z.boolean(), enrolledAtMs: z.int() }),
);
export type Stations = z.infer<typeof Stations>;

/** `revoked.json`: serials (hex) of cards that must be refused, and when the list was last drawn up. */
export const Revoked = z.strictObject({ asOfMs: z.int(), cards: Trust.shape.revokedCards });
export type Revoked = z.infer<typeof Revoked>;

/** `packages.json`: what was issued last per site. */
export const Packages = z.array(
  z.strictObject({
    site: Token,
    cycle: Token,
    cycleName: z.string(),
    number: z.int().min(1),
    kind: z.enum(['full', 'delta']),
    manifestHash: z.string(),
    cycleSecret: z.string(),
    issuedAtMs: z.int(),
    /** File below `packages/` with a fingerprint of every record, from which a delta is reckoned. */
    records: z.string(),
  }),
);
export type Packages = z.infer<typeof Packages>;
