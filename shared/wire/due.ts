import { z } from 'zod';

/**
 * `.due`: what one package makes due at a site, by pseudonyms, for the collector to reconcile with. NDJSON, gzip: first a DSSE
 * envelope by the issuing key over a DueHead, then `count` DueLines whose bytes (lines with their newlines) have that SHA-256.
 */
export const DueHead = z.strictObject({
  v: z.literal(1),
  programme: z.string().max(40),
  site: z.string().max(40),
  siteName: z.string().max(120),
  cycle: z.string().max(40),
  cycleName: z.string().max(120),
  /** Of the package: its number, and SHA-256 of its manifest (hex), which entries carry as `pkg`. */
  number: z.int().min(1),
  package: z.string().regex(/^[0-9a-f]{64}$/),
  desks: z
    .array(z.strictObject({ desk: z.string().max(40), name: z.string().max(120) }))
    .min(1)
    .max(64),
  validFromMs: z.int(),
  validUntilMs: z.int(),
  count: z.int().min(0),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type DueHead = z.infer<typeof DueHead>;

/**
 * [entitlement, household, home desk or '', lines as [line, account, quantity], common name]; the whole list of the package, also for
 * a delta. The common name is the same in the lists of all sites of a cycle, by a secret that never leaves the issuer: with it the
 * collector, and nobody who only has ledgers, sees that two sites served one entitlement. Lists may lack it.
 */
export const DueLine = z.tuple([
  z.string().max(32),
  z.string().max(32),
  z.string().max(40),
  z
    .array(z.tuple([z.string().max(64), z.string().max(40), z.int().min(0)]))
    .min(1)
    .max(40),
  z
    .string()
    .regex(/^[A-Z2-7]{16}$/)
    .optional(),
]);
export type DueLine = z.infer<typeof DueLine>;
