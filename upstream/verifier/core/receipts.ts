import { equalBytes, fromHex } from '../../../shared/wire/bytes.ts';
import type { Verify } from '../../../shared/wire/ed25519.ts';
import type { Amount, Entry } from '../../../shared/wire/entry-types.ts';
import { verifyInclusion } from '../../../shared/wire/proof.ts';
import { parseInclusionFile, verifyNote, type InclusionFile } from '../../../shared/wire/note.ts';
import { readReceiptCode, type ReceiptCode } from '../../../shared/wire/receipt-code.ts';
import type { Findings } from './catalogue.ts';
import type { LogAudit } from './log-audit.ts';
import { readNote, type ReadNote } from './notes.ts';
import { amountsOf } from './rules/handovers.ts';
import { originOf, type Certificate, type Programme } from './trust.ts';

export type ReadReceipt = ReceiptCode & Readonly<{ text: string; log: string }>;
export type ReadProof = Readonly<{ file: string; inclusion: InclusionFile; note: ReadNote }>;

/** What became of a receipt's code. `in-log`: found as it is printed; `in-proof`: without the log, by a proof alone. */
export type ReceiptShown = Readonly<{
  text: string;
  log: string;
  seq: number;
  atMs: number;
  standing: 'in-log' | 'in-proof' | 'not-found';
  operator?: string;
  amounts?: readonly (readonly [account: string, quantity: number])[];
  reversedBy?: number;
}>;

export function readReceipt(text: string, programme: Programme): ReadReceipt | undefined {
  const code = readReceiptCode(text.trim());
  if (!code.ok) return undefined;
  const { site, desk, epoch } = code.value;
  return { ...code.value, text: text.trim(), log: `tallypoint/${programme.id}/${site}/${desk}/${epoch}` };
}

export function readProof(file: string, text: string): ReadProof | undefined {
  const inclusion = parseInclusionFile(text);
  const note = inclusion.ok ? readNote(file, inclusion.value.note) : undefined;
  return inclusion.ok && note !== undefined ? { file, inclusion: inclusion.value, note } : undefined;
}

type Options = Readonly<{
  findings: Findings;
  verify: Verify;
  certificates: readonly Certificate[];
  receipts: readonly ReadReceipt[];
}>;

/**
 * Checks that a proof leads from its entry to the checkpoint: the entry's leaf comes from the log or from a receipt. True
 * where it does. The checkpoint is signed by the station; cosignatures are checked with the other checkpoints.
 */
export function checkProof(proof: ReadProof, log: LogAudit | undefined, options: Options): boolean {
  const { findings, verify, certificates, receipts } = options;
  const { index, proof: hashes } = proof.inclusion;
  const { origin, size, root } = proof.note.checkpoint;
  const place = { log: origin, file: proof.file, seq: index };
  const certificate = certificates.find((one) => originOf(one) === origin);
  const key = log?.key() ?? (certificate === undefined ? undefined : fromHex(certificate.body.signKey));
  if (key === undefined) {
    findings.add('no-certificate', place);
    return false;
  }
  if (!verifyNote(proof.note.note, { name: origin, publicKey: key }, verify)) {
    findings.add('checkpoint-forged', place, { size });
    return false;
  }
  const receipt = receipts.find((one) => one.log === origin && one.seq === index);
  const leaf = receipt?.leaf ?? log?.leaf(index);
  if (leaf === undefined) {
    findings.add('proof-without-receipt', place);
    return false;
  }
  if (verifyInclusion({ leaf, index, size, root, proof: hashes })) return true;
  findings.add('proof-wrong', place, { size });
  return false;
}

/** Finds a receipt in its log, or in a proof. `proved`: entries of its log that a proof of this audit leads to. */
export function checkReceipt(
  receipt: ReadReceipt,
  log: LogAudit | undefined,
  proved: ReadonlySet<number>,
  findings: Findings,
): ReceiptShown {
  const { text, log: origin, seq, atMs } = receipt;
  const shown = { text, log: origin, seq, atMs };
  const place = { log: origin, seq };
  const lost = (code: 'receipt-without-log' | 'receipt-missing' | 'receipt-mismatch'): ReceiptShown => {
    findings.add(code, place);
    return { ...shown, standing: 'not-found' };
  };
  if (log === undefined || log.leaf(seq) === undefined) {
    if (proved.has(seq)) return { ...shown, standing: 'in-proof' };
    return lost(log === undefined ? 'receipt-without-log' : 'receipt-missing');
  }
  const kept = log.kept(seq);
  const amounts = kept === undefined ? undefined : amountsOnPaper(kept.entry, log);
  if (kept === undefined || amounts === undefined) return lost('receipt-mismatch');
  const { entry, leaf, signature } = kept;
  const same =
    equalBytes(leaf, receipt.leaf) &&
    equalBytes(signature, receipt.signature) &&
    Math.floor(Date.parse(entry.at) / 1000) * 1000 === atMs;
  if (!same) return lost('receipt-mismatch');
  const voucherAct = log.rules.vouchers.find(seq);
  const reversedBy = voucherAct?.t === 'capture' ? voucherAct.endedBy : log.rules.handovers.find(seq)?.voidedBy;
  return {
    ...shown,
    standing: 'in-log',
    operator: entry.op,
    amounts,
    ...(reversedBy === undefined ? {} : { reversedBy }),
  };
}

/** What the paper of an entry speaks of; undefined for an entry that has none. */
function amountsOnPaper(entry: Entry, log: LogAudit): Amount[] | undefined {
  if (entry.t === 'handover' || entry.t === 'void') return amountsOf(entry.lines);
  if (entry.t === 'hold' || entry.t === 'capture') return [entry.amount];
  const ended = entry.t === 'release' ? log.rules.vouchers.find(entry.of) : undefined;
  return ended === undefined ? undefined : [ended.amount];
}
