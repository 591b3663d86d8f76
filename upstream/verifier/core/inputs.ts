import type { Verify } from '../../../shared/wire/ed25519.ts';
import type { NoteKey } from '../../../shared/wire/note.ts';
import type { Acknowledgement } from '../../../shared/wire/upload.ts';
import type { Findings } from './catalogue.ts';
import { readDue } from './due.ts';
import type { Line } from './lines.ts';
import { readAcknowledgement, readNote, type ReadNote } from './notes.ts';
import { readProof, readReceipt, type ReadProof, type ReadReceipt } from './receipts.ts';
import { readCertificate, readStations, type Certificate, type Programme } from './trust.ts';

export type AuditOptions = Readonly<{
  programme: Programme;
  /** Whose cosignatures count; without it none is checked. */
  collector: NoteKey | undefined;
  verify: Verify;
  /** The auditor's own clock, UTC ms. */
  nowMs: number;
}>;

export type Lines = Readonly<{ line: (line: Line) => void; end: () => void }>;

/** Everything that is given beside the logs, each read as soon as it comes. */
export function createInputs({ programme, collector, verify }: AuditOptions, findings: Findings) {
  const certificates: Certificate[] = [];
  const notes: ReadNote[] = [];
  const proofs: ReadProof[] = [];
  const receipts: ReadReceipt[] = [];
  const acknowledged: Readonly<{ file: string; acknowledgement: Acknowledgement }>[] = [];
  const due = new Map<string, ReadonlyMap<string, number>>();

  function checkpoint(file: string, text: string): void {
    const note = readNote(file, text);
    if (note === undefined) findings.add('checkpoint-malformed', { file });
    else notes.push(note);
  }

  const add = {
    /** A `.station` file. */
    certificate(file: string, bytes: Uint8Array): void {
      const read = readCertificate(bytes, programme, verify);
      if (read.ok) certificates.push(read.value);
      else findings.add('certificate-forged', { file });
    },
    /** `stations.json`; false where it is none. */
    stations(bytes: Uint8Array): boolean {
      const read = readStations(bytes);
      if (read.ok) certificates.push(...read.value);
      return read.ok;
    },
    checkpoint,
    acknowledgement(file: string, bytes: Uint8Array): void {
      const read = readAcknowledgement(bytes, collector, verify);
      if (read === 'forged' || read === 'malformed') return findings.add('acknowledgement-forged', { file });
      acknowledged.push({ file, acknowledgement: read });
      if (read.head.note !== null) checkpoint(file, read.head.note);
    },
    proof(file: string, text: string): void {
      const read = readProof(file, text);
      if (read === undefined) findings.add('proof-malformed', { file });
      else proofs.push(read);
    },
    receipt(text: string): void {
      const read = readReceipt(text, programme);
      if (read === undefined) findings.add('receipt-unreadable', {}, { text: text.slice(0, 24) });
      else receipts.push(read);
    },
    /** A `.due` file, unpacked. */
    due(file: string): Lines {
      const reader = readDue(programme, verify);
      return {
        line: (line) => reader.line(line),
        end() {
          const read = reader.end();
          if (read.ok) due.set(read.value.head.package, read.value.amounts);
          else findings.add(`due-${read.error}`, { file });
        },
      };
    },
  };
  return { add, certificates, notes, proofs, receipts, acknowledged, due };
}
