import { z } from 'zod';
import { NotServedReason, PrintState, ReversalReason, VerdictCode } from '../../../shared/domain/verdict.ts';
import { CLAIM_LIMITS } from '../../../shared/domain/reimbursement.ts';
import { HolderCheck, HolderProof, ReleaseReason } from '../../../shared/domain/voucher.ts';
import { isVoucherName } from '../../../shared/wire/voucher-name.ts';
import type { Entry, EntryType } from '../../../shared/wire/entry-types.ts';

/** The bodies of `shared/wire/entry-types.ts` as a reader who believes nothing has to see them. */
const Hex32 = z.string().regex(/^[0-9a-f]{64}$/);
const Id = z.string().min(1).max(64);
const Count = z.int().min(0);
const Amount = z.tuple([Id, Count]);
const Amounts = z.array(Amount).max(400);
const Denominations = z.array(z.tuple([z.string().max(8), z.int().min(1), Count])).max(400);
const Lines = z
  .array(z.tuple([Id, Id, Id, z.int().min(1)]))
  .min(1)
  .max(400);
const Acts = z.array(z.tuple([Id, Count, z.union([z.literal(0), z.literal(1)])])).max(400);
const Note = Hex32.optional();
const ApprovalShape = z.strictObject({
  by: Id,
  key: Hex32,
  reason: z.string().max(64),
  sole: z.literal(true).optional(),
  sig: z.string().regex(/^[A-Za-z0-9_-]{86}$/),
});
const Holder = z.array(HolderProof).max(5);
const VoucherName = z.string().refine(isVoucherName);
const Services = z
  .array(z.tuple([Id, z.int().min(1), z.int().min(1)]))
  .min(1)
  .max(50);
const Role = z.enum(['clerk', 'supervisor']);
const Day = z.string().min(1).max(64);

const HEADER = {
  v: z.literal(1),
  t: z.string().max(40),
  log: z.string().regex(/^tallypoint(?:\/[a-z0-9][a-z0-9-]{0,39}){3}\/[1-9][0-9]{0,3}$/),
  seq: Count,
  prev: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
  at: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
  mono: Count,
  boot: z.string().max(64),
  tq: z.enum(['s', 'h', 'n']),
  cyc: z.string().max(40),
  pkg: z.string().max(64),
  op: z.string().max(64),
};

export const Header = z.looseObject(HEADER);

const BODIES = {
  log_open: { cert: Hex32, pub: Hex32 },
  import: { kind: z.enum(['full', 'delta']), num: z.int().min(1), hash: Hex32, households: Count, entitlements: Count },
  trust: { num: z.int().min(1), hash: Hex32, via: z.enum(['link', 'stick']) },
  register: { who: Id, role: Role, key: Hex32 },
  login: { role: z.enum(['clerk', 'supervisor', 'setup']) },
  unlock: { who: Id, outcome: z.enum(['refused', 'locked-out']) },
  clock: { kind: z.enum(['jump', 'backwards', 'before-last-signed', 'upstream']), deltaMs: z.int() },
  control: { kind: z.enum(['x-report', 'replayed', 'secret-changed']), count: Count.optional() },
  lookup: { by: z.array(z.string().max(40)).max(20), found: Count },
  open: { day: Day, cash: Amounts, stock: Amounts, denominations: Denominations },
  receive_stock: { day: Day, waybill: z.string().max(200), amounts: Amounts },
  handover: {
    day: Day,
    hid: Id,
    ben: Id,
    via: z.enum(['card', 'lookup', 'credential']),
    collector: z.enum(['member', 'proxy', 'holder']),
    who: Id,
    lines: Lines,
    acts: Acts,
    part: z.boolean(),
    holder: Holder.optional(),
    note: Note,
    apv: ApprovalShape.optional(),
  },
  hold: {
    day: Day,
    hid: Id,
    vch: VoucherName,
    ben: Id,
    holder: Holder,
    amount: Amount,
    acts: Acts,
    note: Note,
    apv: ApprovalShape.optional(),
  },
  capture: {
    day: Day,
    hid: Id,
    vch: VoucherName,
    ben: Id,
    holder: Holder,
    of: Count.optional(),
    services: Services,
    amount: Amount,
    acts: Acts,
    note: Note,
    apv: ApprovalShape.optional(),
  },
  release: { day: Day, of: Count, vch: VoucherName, reason: ReleaseReason, acts: Acts, apv: ApprovalShape.optional() },
  holder_check: { hid: Id, vch: VoucherName, by: HolderCheck, matched: z.boolean() },
  claim: {
    captures: z
      .array(z.tuple([Count, z.int().min(1), z.array(Hex32).max(CLAIM_LIMITS.documentsPerCapture)]))
      .min(1)
      .max(CLAIM_LIMITS.captures),
    amount: Amount,
    details: Hex32,
    replaces: Count.optional(),
  },
  not_served: { day: Day, nid: Id, ben: Id.optional(), verdict: VerdictCode, reason: NotServedReason, note: Note },
  void: { day: Day, of: Count, ben: Id, reason: ReversalReason, lines: Lines, acts: Acts, apv: ApprovalShape },
  print: { of: Count, state: PrintState },
  reprint: { of: Count, copy: z.int().min(1) },
  count: { day: Day, round: z.int().min(1), amounts: Amounts, denominations: Denominations },
  day_close: {
    day: Day,
    accounts: z.array(z.tuple([Id, Count, Count, Count, Count, Count, z.int()])).max(400),
    served: Count,
    part: Count,
    notServed: Count,
    reversed: Count,
    captured: z
      .array(z.tuple([Id, z.int()]))
      .max(400)
      .optional(),
    grand: z.array(z.tuple([Id, z.int()])).max(400),
    apv: ApprovalShape.optional(),
  },
  export: { form: z.enum(['file', 'codes']), from: Count, until: Count, hash: Hex32 },
} satisfies Record<EntryType | 'export', z.ZodRawShape>;

const SCHEMAS: ReadonlyMap<string, z.ZodType> = new Map(
  Object.entries(BODIES).map(([type, body]) => [type, z.strictObject({ ...HEADER, ...body })]),
);

/** Reads an entry's value. `unknown-type`: its header is right, but no rule speaks of its type. */
export function readEntry(
  value: unknown,
): Readonly<{ kind: 'entry'; entry: Entry }> | Readonly<{ kind: 'unknown-type'; header: Header }> | undefined {
  const header = Header.safeParse(value).data;
  if (header === undefined || !isMoment(header.at)) return undefined;
  const schema = SCHEMAS.get(header.t);
  if (schema === undefined) return { kind: 'unknown-type', header };
  // The schemas are held to the types by the names of the bodies; zod gives the same shape back.
  return schema.safeParse(value).success ? { kind: 'entry', entry: value as Entry } : undefined;
}
export type Header = z.infer<typeof Header>;

function isMoment(at: string): boolean {
  const ms = Date.parse(at);
  return Number.isFinite(ms) && new Date(ms).toISOString() === at;
}
