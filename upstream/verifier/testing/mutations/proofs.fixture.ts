import { withCheck, withoutCheck } from '../../../../shared/wire/check-characters.ts';
import { leafHash } from '../../../../shared/wire/leaf.ts';
import { readReceiptCode, receiptCode } from '../../../../shared/wire/receipt-code.ts';
import { checkpointOf, proofOf } from '../log.fixture.ts';
import type { Mutation } from '../mutations.fixture.ts';
import type { World } from '../world.fixture.ts';
import { at } from './bytes.fixture.ts';

const NOTE = 'ledger.checkpoint';
const PROOF = 'receipt.tlog-proof';

/** Somebody who changes checkpoints, cosignatures, proofs or receipts. */
export const PROOFS: readonly Mutation[] = [
  {
    name: 'a cosignature with another key',
    finds: 'cosignature-forged',
    make: (w) => ({ files: { ...w.files(), [NOTE]: w.cosigned(30, { ...w.collector, signer: w.thief }) } }),
  },
  {
    name: 'a cosignature of somebody else',
    finds: 'foreign-cosignature',
    make: (w) => ({
      files: { ...w.files(), [NOTE]: w.cosigned(30, { ...w.collector, name: 'witness.example.org/w2' }) },
    }),
  },
  {
    name: 'a cosignature of another root',
    finds: 'wrong-root',
    make: (w) => {
      const other = w.rewritten(w.at('not_served'), (entry) => ({ ...entry, reason: 'declined' }));
      return { files: { ...w.files(), [NOTE]: checkpointOf(other, w.station, 30, w.collector) } };
    },
  },
  {
    name: 'a cosignature from before the entries',
    finds: 'ahead-of-collector',
    make: (w) => ({
      files: {
        ...w.files(),
        [NOTE]: w.cosigned(undefined, { ...w.collector, atMs: Date.parse(w.entries[5]?.at ?? '') }),
      },
    }),
  },
  {
    name: 'a checkpoint that the station did not sign',
    finds: 'checkpoint-forged',
    make: (w) => ({ files: { ...w.files(), [NOTE]: checkpointOf(w.lines, w.thief) } }),
  },
  {
    name: 'a checkpoint that is none',
    finds: 'checkpoint-malformed',
    make: (w) => ({ files: { ...w.files(), [NOTE]: w.cosigned().replace('\n30\n', '\n+30\n').replace('\n\n', '\n') } }),
  },
  { name: 'a proof with another sibling', finds: 'proof-wrong', make: (w) => proved(w, (text) => otherSibling(text)) },
  {
    name: 'a proof for another number',
    finds: 'proof-wrong',
    make: (w) => ({
      files: { ...w.files(), [PROOF]: proof(w).replace(`index ${w.receipt.seq}\n`, `index ${w.receipt.seq + 1}\n`) },
    }),
  },
  {
    name: 'a proof of another size',
    finds: 'checkpoint-forged',
    make: (w) => proved(w, (text) => text.replace(`\n${w.lines.length}\n`, `\n${w.lines.length + 1}\n`)),
  },
  {
    name: 'a proof that is none',
    finds: 'proof-malformed',
    make: (w) => proved(w, (text) => text.replace('index ', 'at ')),
  },
  {
    name: 'a receipt with the hash of another entry',
    finds: 'receipt-mismatch',
    make: (w) => ({
      files: w.files(),
      receipts: [receipt(w, { leaf: leafHash(at(w.lines, w.receipt.seq + 1).bytes) })],
    }),
  },
  {
    name: 'a receipt that names another entry',
    finds: 'receipt-mismatch',
    make: (w) => ({ files: w.files(), receipts: [receipt(w, { seq: w.at('handover', 1) })] }),
  },
  {
    name: 'a receipt of an entry that is not there',
    finds: 'receipt-missing',
    make: (w) => ({ files: w.files(), receipts: [receipt(w, { seq: 900 })] }),
  },
  {
    name: 'a receipt of another desk',
    finds: 'receipt-without-log',
    make: (w) => ({ files: w.files(), receipts: [receipt(w, { desk: 'desk-9' })] }),
  },
  {
    name: 'a receipt mistyped',
    finds: 'receipt-unreadable',
    make: (w) => ({ files: w.files(), receipts: [w.receipt.qr.replace('.', 'A.')] }),
  },
  {
    name: 'a proof that somebody cosigned in the collector’s name',
    finds: 'cosignature-forged',
    make: (w) => {
      const note = w.cosigned(undefined, { ...w.collector, signer: w.thief });
      const files = { 'desk-1.station': w.certificate, [PROOF]: proofOf(w.lines, w.receipt.seq, note) };
      return { files, receipts: [w.receipt.qr] };
    },
  },
  {
    name: 'a receipt of another entry in a proof',
    finds: 'proof-wrong',
    make: (w) => {
      const other = withCheck(withoutCheck(receipt(w, { leaf: new Uint8Array(32) })) ?? '');
      return { files: { 'desk-1.station': w.certificate, [PROOF]: proof(w) }, receipts: [other] };
    },
  },
];

const proof = (w: World): string => proofOf(w.lines, w.receipt.seq, w.cosigned());

/** Receipt and proof alone, as somebody brings them who has no export. */
function proved(w: World, change: (text: string) => string): { files: Record<string, string>; receipts: string[] } {
  return { files: { 'desk-1.station': w.certificate, [PROOF]: change(proof(w)) }, receipts: [w.receipt.qr] };
}

function otherSibling(text: string): string {
  const lines = text.split('\n');
  return lines.with(2, lines[3] ?? '').join('\n');
}

function receipt(w: World, more: object): string {
  const read = readReceiptCode(w.receipt.qr);
  if (!read.ok) throw new Error(read.error);
  return receiptCode({ ...read.value, ...more });
}
