import {
  CLAIM_LIMITS,
  drawClaim,
  type Claimable,
  type ClaimFailure,
  type Wanted,
} from '../../../shared/domain/reimbursement.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import {
  CLAIM_FILE_LIMITS,
  particularsText,
  type ClaimedCapture,
  type ClaimParticulars,
} from '../../../shared/wire/claim-file.ts';
import { toNfc } from '../../../shared/wire/canonical.ts';
import type { EntryBodies } from '../../../shared/wire/entry-types.ts';
import { receiptNumber } from '../handovers/handovers.store.ts';
import { noteHash } from '../handovers/note.ts';
import { append, unforeseen } from '../session/serving.ts';
import type { ClaimDesk } from './desk.ts';
import type { ClaimAux } from './reimbursement.projector.ts';
import type { CaptureRecord, DocumentRecord } from './reimbursement.store.ts';

export type MakeInput = Readonly<{
  captures: readonly Wanted[];
  note?: string | undefined;
  replaces?: number | undefined;
}>;
export type MakeFailure =
  | ClaimFailure
  | 'no-cycle'
  | 'not-queried'
  | 'documents-too-large'
  | 'statement-too-large'
  | 'document-damaged'
  | 'disk-full'
  | 'storage-fault';

const SALT_BYTES = 16;

/**
 * Makes a statement: one entry that claims the captures, with the hash of everything that it says beside. Documents that are attached
 * by then are part of it for good. Answers the entry's number.
 */
export function makeClaim(desk: ClaimDesk, input: MakeInput): Result<number, { code: MakeFailure }> {
  const { serving, store } = desk;
  if (serving.cycle === null) return err({ code: 'no-cycle' });
  const replaces = input.replaces ?? null;
  if (replaces !== null) {
    const former = store.statement(replaces);
    if (former?.status?.answer !== 'queried' || former.replacedBy !== null) return err({ code: 'not-queried' });
  }
  const chosen = input.captures.map(({ seq }) => seq);
  const records = new Map(
    [
      ...chosen.flatMap((seq) => store.capture(seq) ?? []),
      ...(replaces === null ? [] : store.capturesOf(replaces)),
    ].map((record) => [record.seq, record]),
  );
  const known = [...records.values()].map((record) => claimable(record, store.claimedOf(record.voucher, chosen)));
  const drawn = drawClaim(known, input.captures, replaces);
  if (!drawn.ok) return err({ code: drawn.error });
  const { lines, account, totalMinor } = drawn.value;
  const captures = lines.flatMap(({ seq, amountMinor }) => {
    const record = records.get(seq);
    return record === undefined ? [] : [claimedCapture(desk, record, amountMinor, store.documentsOf(seq))];
  });
  const failure = judgeDocuments(desk, captures);
  if (failure !== undefined) return err({ code: failure });

  const particulars = particularsOf(desk, input, captures, totalMinor);
  const text = particularsText(particulars);
  if (text.length > CLAIM_FILE_LIMITS.particularsBytes) return err({ code: 'statement-too-large' });
  const salt = Buffer.from(serving.random(SALT_BYTES)).toString('hex');
  const body: EntryBodies['claim'] = {
    captures: captures.map(({ seq, amountMinor, documents }) => [
      seq,
      amountMinor,
      documents.map(({ sha256 }) => sha256),
    ]),
    amount: [account, totalMinor],
    details: noteHash({ text, salt }),
    ...(replaces === null ? {} : { replaces }),
  };
  const aux: ClaimAux = { salt, particulars };
  const appended = append(serving, { t: 'claim', body, aux });
  return appended.ok ? ok(appended.value.entry.seq) : err({ code: unforeseen(appended.error) });
}

function claimable(record: CaptureRecord, voucherClaimedMinor: number): Claimable {
  const ceilings = new Map(record.details.services.map(({ code, ceilingMinor }) => [code, ceilingMinor]));
  return {
    seq: record.seq,
    voucher: record.voucher,
    issuer: record.details.issuer.id,
    account: record.account,
    amountMinor: record.amountMinor,
    dueMinor: record.details.dueMinor,
    services: record.services.map(([code, quantity, amountMinor]) => ({
      code,
      quantity,
      amountMinor,
      ceilingMinor: ceilings.get(code) ?? null,
    })),
    released: record.released,
    claimed: record.claimed,
    voucherClaimedMinor,
  };
}

/** Every document must be there and whole now: after this its hash stands in the ledger. */
function judgeDocuments(
  desk: ClaimDesk,
  captures: readonly ClaimedCapture[],
): 'documents-too-large' | 'document-damaged' | undefined {
  const documents = new Map(captures.flatMap((capture) => capture.documents).map((one) => [one.sha256, one]));
  const total = [...documents.values()].reduce((sum, { bytes }) => sum + bytes, 0);
  if (total > CLAIM_LIMITS.documentsBytes) return 'documents-too-large';
  for (const sha256 of documents.keys()) if (desk.documents.get(sha256) === undefined) return 'document-damaged';
  return undefined;
}

function claimedCapture(
  { serving }: ClaimDesk,
  record: CaptureRecord,
  amountMinor: number,
  documents: readonly DocumentRecord[],
): ClaimedCapture {
  const { code, entitlement, beneficiary, household, holder, services, dueMinor } = record.details;
  const offered = new Map(services.map((service) => [service.code, service]));
  return {
    seq: record.seq,
    receipt: receiptNumber(serving.certificate.desk, record.seq),
    check: record.check,
    atMs: record.atMs,
    ...present({ code, entitlement, beneficiary, household, holder }),
    dueMinor,
    capturedMinor: record.amountMinor,
    amountMinor,
    services: record.services.map(([service, quantity, cost]) => ({
      code: service,
      name: offered.get(service)?.name ?? service,
      quantity,
      amountMinor: cost,
      ceilingMinor: offered.get(service)?.ceilingMinor ?? 0,
    })),
    documents: documents.map(({ sha256, kind, type, bytes }) => ({ sha256, kind, type, bytes })),
  };
}

function particularsOf(
  { serving, store }: ClaimDesk,
  { note, replaces }: MakeInput,
  captures: ClaimedCapture[],
  totalMinor: number,
): ClaimParticulars {
  const { certificate, operator, cycle } = serving;
  const [first] = captures;
  const details = first === undefined ? undefined : store.capture(first.seq)?.details;
  if (details === undefined) throw new Error('A claim without captures was drawn');
  const written = (note ?? '').trim();
  return toNfc({
    v: 1,
    programme: { id: certificate.programme, name: certificate.programmeName },
    site: { id: certificate.site, name: certificate.siteName },
    desk: { id: certificate.desk, name: certificate.deskName },
    cycleName: cycle?.roll.manifest().cycleName ?? '',
    provider: details.provider,
    issuer: details.issuer,
    currency: details.currency,
    operator: { id: operator.id, name: operator.name },
    totalMinor,
    ...(written === '' ? {} : { note: written }),
    ...(replaces === undefined ? {} : { replaces: receiptNumber(certificate.desk, replaces) }),
    captures,
  });
}

function present<K extends string>(values: Readonly<Record<K, string | null>>): Partial<Record<K, string>> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null)) as Partial<Record<K, string>>;
}
