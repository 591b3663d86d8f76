import { err, ok, type Result } from '../../../shared/result.ts';
import { joinBytes, utf8Text } from '../../../shared/wire/bytes.ts';
import { createAudit, type Audit } from './audit.ts';
import type { AuditOptions, Lines } from './inputs.ts';
import { createLineCutter } from './lines.ts';
import { identitiesIn, unseal } from './sealed.ts';
import type { Report } from './report.ts';

/** A file as a shell gives it. */
export type AuditFile = Readonly<{ name: string; bytes: number; read: () => AsyncIterable<Uint8Array> }>;

export type FileKind =
  | 'programme'
  | 'identity'
  | 'stations'
  | 'certificate'
  | 'acknowledgement'
  | 'checkpoint'
  | 'proof'
  | 'due'
  | 'packed-due'
  | 'sealed'
  | 'log';

export type RunFailure = Readonly<{
  code: 'cancelled' | 'unreadable' | 'too-large' | 'bad-stations' | 'sealed' | 'cannot-unseal' | 'nothing-to-check';
  file?: string;
}>;

export type Ports = Readonly<{
  /** Called after every piece read; false stops the audit. May wait, so that a page stays alive. */
  progress: (doneBytes: number, totalBytes: number, file: string) => boolean | Promise<boolean>;
  gunzip: (bytes: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>;
  /** Unpacks Brotli. */
  unbrotli: (packed: Uint8Array) => AsyncIterable<Uint8Array>;
}>;

export type Input = AuditOptions &
  Readonly<{
    files: readonly AuditFile[];
    receipts: readonly string[];
    /** Age secret keys that open sealed bundles, besides those among the files. */
    identities: readonly string[];
  }>;

const HEAD_BYTES = 4096;
const MAXIMUM_DOCUMENT_BYTES = 16 * 1024 * 1024;
/** So much is checked between two looks at the shell. */
const SLICE_LINES = 25;

/** What a file is by its first bytes, never by its name. What is nothing else is read as a log and judged as one. */
export function kindOf(head: Uint8Array): FileKind {
  if (head[0] === 0x1f && head[1] === 0x8b) return 'packed-due';
  const text = Array.from(head.subarray(0, HEAD_BYTES), (byte) => String.fromCharCode(byte)).join('');
  if (text.startsWith('age-encryption.org/v1') || text.startsWith('-----BEGIN AGE')) return 'sealed';
  if (/^(?:#.*\n|\s)*AGE-SECRET-KEY-1/.test(text)) return 'identity';
  if (text.startsWith('c2sp.org/tlog-proof@')) return 'proof';
  if (text.startsWith('tallypoint/')) return 'checkpoint';
  const signed = /^\s*\{\s*"payloadType"\s*:\s*"application\/vnd\.tallypoint\.([a-z]+)\./.exec(text)?.[1];
  if (signed === 'certificate' || signed === 'acknowledgement' || signed === 'due') return signed;
  if (/^\s*\[/.test(text)) return 'stations';
  return /^\s*\{/.test(text) && text.includes('"issuingKey"') ? 'programme' : 'log';
}

/** Checks all files in the order they need: what is believed first, then lists, then logs. */
export async function runAudit(input: Input, ports: Ports): Promise<Result<Report, RunFailure>> {
  const audit = createAudit(input);
  const identities = [...input.identities];
  for (const receipt of input.receipts) audit.receipt(receipt);
  const sorted: Readonly<{ file: AuditFile; kind: FileKind }>[] = [];
  for (const file of input.files) {
    const head = await headOf(file);
    if (head === undefined) return err({ code: 'unreadable', file: file.name });
    sorted.push({ file, kind: kindOf(head) });
  }
  const totalBytes = sorted.reduce((sum, { file }) => sum + file.bytes, 0);
  let doneBytes = 0;
  const phases: FileKind[][] = [
    ['programme', 'identity', 'stations', 'certificate', 'acknowledgement', 'checkpoint', 'proof'],
    ['due', 'packed-due'],
    ['log', 'sealed'],
  ];
  for (const phase of phases) {
    for (const { file, kind } of sorted.filter((one) => phase.includes(one.kind))) {
      const counted = (file_: AuditFile): AsyncIterable<Uint8Array> =>
        tapped(file_.read(), (length) => (doneBytes += length));
      const goOn = (): boolean | Promise<boolean> => ports.progress(doneBytes, totalBytes, file.name);
      const failure = await readOne(audit, { file, kind, bytes: counted(file), identities }, ports, goOn);
      if (failure !== undefined) return err({ file: file.name, ...failure });
    }
  }
  const checks = sorted.some(({ kind }) => kind === 'log' || kind === 'sealed' || kind === 'proof');
  return checks ? ok(audit.finish()) : err({ code: 'nothing-to-check' });
}

type One = Readonly<{ file: AuditFile; kind: FileKind; bytes: AsyncIterable<Uint8Array>; identities: string[] }>;
type GoOn = () => boolean | Promise<boolean>;

async function readOne(audit: Audit, one: One, ports: Ports, goOn: GoOn): Promise<RunFailure | undefined> {
  const { file, kind, bytes, identities } = one;
  try {
    if (kind === 'programme') return undefined;
    if (kind === 'due') return await readLines(bytes, audit.due(file.name), goOn);
    if (kind === 'packed-due') return await readLines(ports.gunzip(bytes), audit.due(file.name), goOn);
    if (kind === 'log') return await readLines(bytes, audit.log(file.name), goOn);
    if (kind === 'identity') {
      identities.push(...identitiesIn(textOf((await whole(bytes)) ?? new Uint8Array())));
      return undefined;
    }
    if (kind !== 'sealed') return readDocument(audit, kind, file.name, await whole(bytes));
    if (identities.length === 0) return { code: 'sealed' };
    return await readLines(unseal(bytes, identities, ports.unbrotli), audit.log(file.name), goOn);
  } catch {
    return { code: kind === 'sealed' ? 'cannot-unseal' : 'unreadable' };
  }
}

function readDocument(
  audit: Audit,
  kind: 'stations' | 'certificate' | 'acknowledgement' | 'checkpoint' | 'proof',
  name: string,
  bytes: Uint8Array | undefined,
): RunFailure | undefined {
  if (bytes === undefined) return { code: 'too-large' };
  if (kind === 'stations') return audit.stations(bytes) ? undefined : { code: 'bad-stations' };
  if (kind === 'certificate' || kind === 'acknowledgement') audit[kind](name, bytes);
  else audit[kind](name, textOf(bytes));
  return undefined;
}

async function readLines(bytes: AsyncIterable<Uint8Array>, sink: Lines, goOn: GoOn): Promise<RunFailure | undefined> {
  const cutter = createLineCutter();
  let lines = 0;
  for await (const chunk of bytes) {
    for (const line of cutter.push(chunk)) {
      sink.line(line);
      lines += 1;
      if (lines % SLICE_LINES === 0 && !(await goOn())) return { code: 'cancelled' };
    }
  }
  for (const line of cutter.end()) sink.line(line);
  sink.end();
  return (await goOn()) ? undefined : { code: 'cancelled' };
}

async function whole(bytes: AsyncIterable<Uint8Array>): Promise<Uint8Array | undefined> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of bytes) {
    length += chunk.length;
    if (length > MAXIMUM_DOCUMENT_BYTES) return undefined;
    pieces.push(chunk);
  }
  return joinBytes(...pieces);
}

async function headOf(file: AuditFile): Promise<Uint8Array | undefined> {
  try {
    for await (const chunk of file.read()) return chunk.subarray(0, HEAD_BYTES);
    return new Uint8Array();
  } catch {
    return undefined;
  }
}

async function* tapped(
  bytes: AsyncIterable<Uint8Array>,
  onBytes: (length: number) => void,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of bytes) {
    onBytes(chunk.length);
    yield chunk;
  }
}

/** A note that is not UTF-8 is not a note; the empty text makes its reader say so. */
function textOf(bytes: Uint8Array): string {
  try {
    return utf8Text(bytes);
  } catch {
    return '';
  }
}
