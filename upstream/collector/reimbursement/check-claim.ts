import { createHash } from 'node:crypto';
import { fromBase64Url, fromHex, utf8Bytes } from '../../../shared/wire/bytes.ts';
import { parseCanonical } from '../../../shared/wire/canonical.ts';
import { particularsText, type ClaimedCapture } from '../../../shared/wire/claim-file.ts';
import type { Entry } from '../../../shared/wire/entry-types.ts';
import { voucherId } from '../../../shared/wire/gv1.ts';
import { UPLOAD_LIMITS } from '../../../shared/wire/upload.ts';
import { voucherName } from '../../../shared/wire/voucher-name.ts';
import type { OpenedClaim } from './open-claim.ts';

/** What the ledgers say, as far as it concerns a claim. */
export type LedgerFacts = Readonly<{
  origin: string;
  entry: Entry<'claim'>;
  captures: ReadonlyMap<number, Entry<'capture'>>;
  /** Captures of this log that were taken back. */
  released: ReadonlySet<number>;
  /** Claims of this log that name the capture too, beside the one that this claim takes the place of. */
  claimedBy: ReadonlyMap<number, readonly number[]>;
  /** Captures of the same voucher under other keys or numbers: `<log>#<seq>`. */
  elsewhere: ReadonlyMap<string, readonly string[]>;
}>;

export const CLAIM_FINDINGS = {
  'other-entry': 'The file is about another entry than the one in the ledger.',
  'details-differ': 'What the file says is not what the station signed.',
  'capture-missing': 'The ledger here has no such capture.',
  'capture-differs': 'The ledger says another amount, or other services.',
  'captured-not-claimable': 'The capture was taken back.',
  'claimed-twice': 'Another claim of this station names the capture too.',
  'code-differs': 'The code is not that of the voucher that was captured.',
  'voucher-used-elsewhere': 'The same voucher was captured elsewhere too.',
  'document-missing': 'A document that the claim names is not in the file.',
} as const;
export type ClaimFinding = Readonly<{ code: keyof typeof CLAIM_FINDINGS; receipt?: string; where?: string }>;

/**
 * Holds a claim file against the ledgers: the same entry, the very particulars whose hash was signed, each capture as it was recorded,
 * standing, claimed once, and the code the one whose voucher was captured. Empty where nothing is wrong.
 */
export function checkClaim({ head, documents }: OpenedClaim, facts: LedgerFacts): ClaimFinding[] {
  const { particulars, salt } = head;
  const entry = parseCanonical(fromBase64Url(head.entry.b), UPLOAD_LIMITS.entryBytes);
  if (head.log !== facts.origin || !entry.ok || JSON.stringify(entry.value) !== JSON.stringify(facts.entry))
    return [{ code: 'other-entry' }];
  const details = createHash('sha256')
    .update(fromHex(salt))
    .update(utf8Bytes(particularsText(particulars)));
  const findings: ClaimFinding[] = [];
  if (details.digest('hex') !== facts.entry.details) findings.push({ code: 'details-differ' });
  const signed = facts.entry.captures.map(([seq, amountMinor]) => `${seq} ${amountMinor}`);
  const said = particulars.captures.map(({ seq, amountMinor }) => `${seq} ${amountMinor}`);
  if (signed.join() !== said.join()) findings.push({ code: 'details-differ' });
  for (const capture of particulars.captures)
    findings.push(...checkCapture(capture, particulars.issuer.id, documents, facts));
  return findings;
}

function checkCapture(
  capture: ClaimedCapture,
  issuer: string,
  documents: OpenedClaim['documents'],
  { captures, released, claimedBy, elsewhere }: LedgerFacts,
): ClaimFinding[] {
  const { seq, receipt, code } = capture;
  const entry = captures.get(seq);
  if (entry === undefined) return [{ code: 'capture-missing', receipt }];
  const findings: ClaimFinding[] = [];
  const services = JSON.stringify(
    capture.services.map((service) => [service.code, service.quantity, service.amountMinor]),
  );
  if (entry.amount[1] !== capture.capturedMinor || JSON.stringify(entry.services) !== services)
    findings.push({ code: 'capture-differs', receipt });
  if (released.has(seq)) findings.push({ code: 'captured-not-claimable', receipt });
  for (const other of claimedBy.get(seq) ?? []) findings.push({ code: 'claimed-twice', receipt, where: `#${other}` });
  if (code !== undefined && voucherName(voucherId(issuer, code)) !== entry.vch)
    findings.push({ code: 'code-differs', receipt });
  for (const where of elsewhere.get(entry.vch) ?? []) findings.push({ code: 'voucher-used-elsewhere', receipt, where });
  for (const { sha256 } of capture.documents)
    if (!documents.has(sha256)) findings.push({ code: 'document-missing', receipt, where: sha256 });
  return findings;
}
