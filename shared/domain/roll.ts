import { z } from 'zod';

/** Shapes of the roll as the cycle package carries it: one household or entitlement a line of NDJSON. */

const Id = z.string().min(1).max(64);
const Name = z.string().min(1).max(200);
/** `YYYY` or `YYYY-MM-DD`: many people know the year only, or nothing (then it is left out). */
const BirthDate = z.string().regex(/^\d{4}(-\d{2}-\d{2})?$/);
/** File name below `photos/` in the package. */
const PhotoRef = z.string().regex(/^[a-z0-9-]{1,64}\.(png|jpg)$/);
/** ISO 4217 alphabetic code. */
export const Currency = z.string().regex(/^[A-Z]{3}$/);
/** Integer amount in the currency's minor unit, or integer quantity of an item. */
export const Quantity = z.int().min(0).max(Number.MAX_SAFE_INTEGER);
export const ItemCode = z.string().regex(/^[A-Z0-9][A-Z0-9-]{0,31}$/);

const person = {
  id: Id,
  name: Name,
  /** Name in Latin letters where the programme has one; else the station transliterates. */
  nameLatin: Name.optional(),
  sex: z.enum(['f', 'm', 'x']).optional(),
  birthDate: BirthDate.optional(),
  relation: z.string().min(1).max(40),
  photo: PhotoRef.optional(),
  idNumber: z.string().min(1).max(64).optional(),
};

/** A person of the household. The first member is the one the entitlement is addressed to. */
export const Member = z.strictObject(person);
export type Member = z.infer<typeof Member>;

/** Somebody registered to collect for the household without being one of it. */
export const Proxy = z.strictObject(person);
export type Proxy = z.infer<typeof Proxy>;

export const Household = z.strictObject({
  /** Readable id printed on the card, e.g. `HH-20-3417`. */
  id: z.string().regex(/^[A-Z0-9][A-Z0-9-]{1,31}$/),
  status: z.enum(['active', 'blocked']),
  size: z.int().min(1).max(99),
  place: z.string().max(120).optional(),
  phone: z.string().max(32).optional(),
  language: z.string().max(8).optional(),
  /** Shown to the clerk with the verdict `attention`. */
  note: z.string().max(280).optional(),
  members: z.array(Member).min(1).max(60),
  proxies: z.array(Proxy).max(10),
});
export type Household = z.infer<typeof Household>;

export const EntitlementLine = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('item'), line: Id, item: ItemCode, quantity: Quantity }),
  z.strictObject({ kind: z.literal('cash'), line: Id, currency: Currency, amountMinor: Quantity }),
]);
export type EntitlementLine = z.infer<typeof EntitlementLine>;

export const Entitlement = z.strictObject({
  id: Id,
  household: Id,
  lines: z.array(EntitlementLine).min(1).max(40),
  /** UTC milliseconds; the entitlement can be collected from (inclusive) … until (exclusive). */
  validFromMs: z.int().optional(),
  validUntilMs: z.int().optional(),
  homeDesk: Id.optional(),
  voucherCode: z.string().max(64).optional(),
});
export type Entitlement = z.infer<typeof Entitlement>;

/** An in-kind item of this cycle: what it is called, how it is counted, how much is planned for the site. */
export const StockItem = z.strictObject({
  item: ItemCode,
  name: z.record(z.string().max(8), Name),
  unit: z.string().min(1).max(24),
  icon: z.enum([
    'grain',
    'oil',
    'pulses',
    'salt',
    'sugar',
    'kit',
    'soap',
    'blanket',
    'water',
    'medicine',
    'seed',
    'box',
  ]),
  plannedQuantity: Quantity,
});
export type StockItem = z.infer<typeof StockItem>;

/** One line of a delta package's `roll.ndjson` / `entitlements.ndjson`: the whole new record, or its removal. */
export const HouseholdChange = z.discriminatedUnion('op', [
  z.strictObject({ op: z.literal('put'), household: Household }),
  z.strictObject({ op: z.literal('remove'), id: Id }),
]);
export const EntitlementChange = z.discriminatedUnion('op', [
  z.strictObject({ op: z.literal('put'), entitlement: Entitlement }),
  z.strictObject({ op: z.literal('remove'), id: Id }),
]);
