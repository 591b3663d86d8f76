import { zipSync } from 'fflate';
import type { ClaimForm } from '../../../shared/ipc/claims-contract.ts';
import type { ClaimPaper } from '../../../shared/ipc/paper-views.ts';
import type { Language } from '../../../shared/ipc/views.ts';
import { claimCsv, portalFiles } from '../../../shared/reimbursement/portal.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { receiptCode } from '../../../shared/wire/receipt-code.ts';
import { receiptNumber } from '../handovers/handovers.store.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { replaceFile } from '../store/disk.ts';
import type { ClaimDesk } from './desk.ts';
import { sealedClaim } from './parcel.ts';

/** Lays a statement out as PDF. */
export type RenderClaim = (data: ClaimPaper, language: Language) => Promise<Uint8Array>;

export type Written = Readonly<{ seq: number; form: ClaimForm; path: string; language: Language }>;
export type WriteClaimFailure = 'not-found' | 'document-damaged' | 'no-upstream' | 'locked';

/** Writes a statement in one of its forms. The file appears whole or not at all. Throws what the disk throws. */
export async function writeClaim(
  desk: ClaimDesk,
  outbox: Outbox | undefined,
  render: RenderClaim,
  wanted: Written,
): Promise<Result<void, WriteClaimFailure>> {
  const bytes = await bytesOf(desk, outbox, render, wanted);
  if (bytes.ok) replaceFile(desk.disk, wanted.path, bytes.value);
  return bytes.ok ? ok(undefined) : bytes;
}

async function bytesOf(
  desk: ClaimDesk,
  outbox: Outbox | undefined,
  render: RenderClaim,
  { seq, form, language }: Written,
): Promise<Result<Uint8Array, WriteClaimFailure>> {
  const paper = claimPaper(desk, seq);
  if (paper === undefined) return err('not-found');
  switch (form) {
    case 'pdf':
      return ok(await render(paper, language));
    case 'csv':
      return ok(await claimCsv(paper.particulars, paper));
    case 'portal':
      return portalZip(desk, paper);
    case 'claim': {
      if (outbox === undefined) return err('no-upstream');
      const sealed = await sealedClaim(desk, outbox, seq);
      return sealed.ok ? ok(sealed.value.bytes) : sealed;
    }
  }
}

async function portalZip(desk: ClaimDesk, paper: ClaimPaper): Promise<Result<Uint8Array, 'document-damaged'>> {
  const found = new Map<string, Uint8Array>();
  for (const { sha256 } of paper.particulars.captures.flatMap(({ documents }) => documents)) {
    const bytes = found.get(sha256) ?? desk.documents.get(sha256);
    if (bytes === undefined) return err('document-damaged');
    found.set(sha256, bytes);
  }
  const files = await portalFiles(paper.particulars, paper, (sha256) => found.get(sha256) ?? new Uint8Array());
  // Documents are packed already.
  const zipped = zipSync(Object.fromEntries(files.map(({ path, bytes }) => [path, [bytes, { level: 0 }]])));
  return ok(zipped);
}

/** A statement as it goes on paper. */
export function claimPaper({ serving, store }: ClaimDesk, seq: number): ClaimPaper | undefined {
  const statement = store.statement(seq);
  const particulars = store.particulars(seq);
  const [entry] = serving.ledger.read(seq, 1);
  if (statement === undefined || particulars === undefined || entry === undefined) return undefined;
  const { site, desk, epoch } = serving.certificate;
  const { leaf, signature } = entry;
  return {
    number: receiptNumber(desk, seq),
    check: statement.check,
    atMs: statement.atMs,
    qr: receiptCode({ site, desk, epoch, seq, atMs: statement.atMs, leaf, signature }),
    replacedBy: statement.replacedBy === null ? null : receiptNumber(desk, statement.replacedBy),
    particulars,
  };
}
