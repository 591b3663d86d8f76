import { z } from 'zod';
import { NotServedReason } from '../../../shared/domain/verdict.ts';
import { isVoucherName } from '../../../shared/wire/voucher-name.ts';

/**
 * What reconciliation takes from an entry. The collector has proved chain and signature; a station may still be of another
 * version or in a thief's hands, so the body is read as hostile: what does not fit is `unreadable`, never a guess.
 */
const text = (length: number) =>
  z
    .string()
    .max(length)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u);
const Day = text(32);
const Account = text(40);
/** Far above any day at any desk, and low enough for a cycle's sums to stay exact. */
const Quantity = z.int().min(0).max(1e12);
const Name = text(64);
const Amounts = z.array(z.tuple([Account, Quantity])).max(1000);
const Lines = z.array(z.tuple([Name, Name, Account, Quantity])).max(1000);
const Acts = z.array(z.tuple([Name, z.int().min(0), z.union([z.literal(0), z.literal(1)])])).max(1000);

const header = {
  log: text(200),
  seq: z.int().min(0),
  at: z.iso.datetime(),
  cyc: text(40),
  op: text(64),
};

const Handover = z.object({ ...header, t: z.literal('handover'), day: Day, ben: Name, lines: Lines, acts: Acts });
const Void = z.object({ ...header, t: z.literal('void'), day: Day, of: z.int().min(0), ben: Name });
const NotServed = z.object({
  ...header,
  t: z.literal('not_served'),
  day: Day,
  ben: Name.optional(),
  reason: NotServedReason,
});
const Open = z.object({ ...header, t: z.literal('open'), day: Day, cash: Amounts, stock: Amounts });
const Receive = z.object({ ...header, t: z.literal('receive_stock'), day: Day, amounts: Amounts });
const VoucherName = Name.refine(isVoucherName);
const served = { day: Day, ben: Name, vch: VoucherName, amount: z.tuple([Account, Quantity]), acts: Acts };
const Hold = z.object({ ...header, t: z.literal('hold'), ...served });
const Capture = z.object({
  ...header,
  t: z.literal('capture'),
  ...served,
  of: z.int().min(0).optional(),
  services: z.array(z.tuple([Name, Quantity, Quantity])).max(1000),
});
const Release = z.object({
  ...header,
  t: z.literal('release'),
  day: Day,
  of: z.int().min(0),
  vch: VoucherName,
  acts: Acts,
});
/** Quantities that may be below nothing. */
const Signed = z.int().min(-1e13).max(1e13);
const Close = z.object({
  ...header,
  t: z.literal('day_close'),
  day: Day,
  accounts: z.array(z.tuple([Account, Quantity, Quantity, Quantity, Quantity, Quantity, Signed])).max(1000),
  captured: z
    .array(z.tuple([Account, Signed]))
    .max(1000)
    .default([]),
});

const Known = z.discriminatedUnion('t', [Handover, Void, NotServed, Open, Receive, Close, Hold, Capture, Release]);
export type EntryFacts = Readonly<z.infer<typeof Known>>;
export type HandoverFacts = Readonly<z.infer<typeof Handover>>;
export type ServiceFacts = Readonly<z.infer<typeof Hold> | z.infer<typeof Capture>>;

const TYPES: ReadonlySet<unknown> = new Set(Known.options.map((option) => option.shape.t.value));

/** The facts of one entry's JSON; `undefined` where its type changes nothing here. */
export function entryFacts(entry: unknown): EntryFacts | 'unreadable' | undefined {
  const type = (entry as { t?: unknown } | null)?.t;
  if (!TYPES.has(type)) return undefined;
  return Known.safeParse(entry).data ?? 'unreadable';
}

export type LogPlace = Readonly<{ programme: string; site: string; desk: string; epoch: number }>;

/** The parts of `tallypoint/<programme>/<site>/<desk>/<epoch>`. */
export function placeOf(log: string): LogPlace {
  const [, programme = '', site = '', desk = '', epoch = '0'] = log.split('/');
  return { programme, site, desk, epoch: Number(epoch) };
}
