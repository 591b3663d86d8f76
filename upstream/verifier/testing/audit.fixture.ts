import { verify } from '../../../main/vault/crypto/ed25519.ts';
import { utf8Bytes } from '../../../shared/wire/bytes.ts';
import type { NoteKey } from '../../../shared/wire/note.ts';
import type { FindingCode } from '../core/catalogue.ts';
import type { Report } from '../core/report.ts';
import { unbrotli } from '../cli/node-files.ts';
import { runAudit, type AuditFile } from '../core/run-audit.ts';
import { readProgramme } from '../core/trust.ts';
import { rehearseDays, type RehearsedDay } from './day.fixture.ts';

export type Files = Readonly<Record<string, string | Uint8Array>>;

/** Checks files as both shells do. */
export async function audited(
  files: Files,
  options: Readonly<{ programme: string; nowMs: number; collector?: NoteKey | undefined; receipts?: string[] }>,
): Promise<Report> {
  const programme = readProgramme(utf8Bytes(options.programme));
  if (!programme.ok) throw new Error(programme.error);
  const { nowMs, collector, receipts = [] } = options;
  const read = await runAudit(
    {
      programme: programme.value,
      collector,
      verify,
      nowMs,
      receipts,
      identities: [],
      files: Object.entries(files).map(fileOf),
    },
    { progress: () => true, gunzip: (bytes) => bytes, unbrotli },
  );
  if (!read.ok) throw new Error(read.error.code);
  return read.value;
}

export function codesOf(report: Report): FindingCode[] {
  return [...new Set(report.findings.map(({ code }) => code))];
}

/** One rehearsal serves all tests of a file. */
let rehearsed: Promise<RehearsedDay> | undefined;
export function theDays(): Promise<RehearsedDay> {
  rehearsed ??= rehearseDays();
  return rehearsed;
}

function fileOf([name, content]: [string, string | Uint8Array]): AuditFile {
  const bytes = typeof content === 'string' ? utf8Bytes(content) : content;
  return {
    name,
    bytes: bytes.length,
    async *read() {
      yield await Promise.resolve(new Uint8Array(bytes));
    },
  };
}
