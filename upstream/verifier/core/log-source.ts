import { fromBase64, fromHex, utf8Bytes, utf8Text } from '../../../shared/wire/bytes.ts';
import { parseCanonical, parseStrictJson } from '../../../shared/wire/canonical.ts';
import { PAYLOAD_TYPE } from '../../../shared/wire/documents.ts';
import { openEnvelope } from '../../../shared/wire/dsse.ts';
import { keyId, type Verify } from '../../../shared/wire/ed25519.ts';
import { BundleHead, CheckpointLine, LogRegistration } from '../../../shared/wire/upload.ts';
import type { Findings, FindingCode } from './catalogue.ts';
import { readEntryLine, type Line } from './lines.ts';
import type { LogAudit } from './log-audit.ts';
import { readNote, type ReadNote } from './notes.ts';
import type { Cursor } from './order.ts';
import { originOf, readCertificate, type Certificate, type Programme } from './trust.ts';

type Options = Readonly<{
  file: string;
  findings: Findings;
  programme: Programme;
  verify: Verify;
  /** The audit of a log by its name, made where it is new. */
  logOf: (origin: string) => LogAudit;
  onNote: (note: ReadNote) => void;
  onCertificate: (certificate: Certificate) => void;
}>;

/** The vault's own limit of an entry. */
const MAXIMUM_ENTRY_BYTES = 65_536;
const MAXIMUM_HEAD_BYTES = 80_000;

/** Reads one export or opened bundle, line by line. A line that cannot be read does not stop the rest from being checked. */
export function createLogSource(options: Options) {
  const { file, findings, programme, verify } = options;
  let log: LogAudit | undefined;
  let cursor: Cursor | undefined;
  let number = 0;
  let stopped = false;
  let declaredFrom: number | undefined;

  /** A line is lost; before the first entry it is not even known of which log. */
  function lose(code: FindingCode): void {
    findings.add(code, { file, line: number, ...(log === undefined ? {} : { log: log.origin }) });
    if (log !== undefined && cursor !== undefined) log.skip(cursor);
  }

  function begin(origin: string): Readonly<{ log: LogAudit; cursor: Cursor }> {
    log ??= options.logOf(origin);
    cursor ??= log.cursor(file);
    return { log, cursor };
  }

  function entry(text: string): void {
    const line = readEntryLine(text);
    if (!line.ok) return lose('unreadable-line');
    // One canonical spelling also rules duplicate keys out.
    const value = parseCanonical(line.value.bytes, MAXIMUM_ENTRY_BYTES);
    if (!value.ok) return lose(value.error === 'too-large' ? 'line-too-long' : 'not-canonical');
    const origin = originIn(value.value);
    if (log === undefined && origin === undefined) return lose('malformed-entry');
    const begun = begin(origin ?? '');
    if (declaredFrom !== undefined && !begun.cursor.started && seqIn(value.value) !== declaredFrom)
      findings.add('bad-bundle', { file, line: number });
    stopped = !begun.log.take(begun.cursor, line.value, value.value);
  }

  function bundleHead(bytes: Uint8Array): void {
    const json = parseStrictJson(bytes, MAXIMUM_HEAD_BYTES);
    const head = json.ok ? BundleHead.safeParse(json.value).data : undefined;
    const registered = head === undefined ? undefined : registeredBy(head);
    if (head === undefined || registered === undefined) return findings.add('bad-bundle', { file, line: number });
    options.onCertificate(registered);
    begin(head.log);
    declaredFrom = head.from;
  }

  /** The certificate in a bundle's registration, where the programme signed it and its station signed the registration. */
  function registeredBy(head: BundleHead): Certificate | undefined {
    const envelope = utf8Bytes(JSON.stringify(head.registration));
    const payload = parseStrictJson(payloadOf(head), MAXIMUM_HEAD_BYTES);
    const registration = payload.ok ? LogRegistration.safeParse(payload.value).data : undefined;
    if (registration === undefined || registration.log !== head.log) return undefined;
    const certificate = readCertificate(utf8Bytes(JSON.stringify(registration.certificate)), programme, verify);
    if (!certificate.ok || originOf(certificate.value) !== head.log) return undefined;
    const key = fromHex(certificate.value.body.signKey);
    const opened = openEnvelope(envelope, {
      payloadType: PAYLOAD_TYPE.log,
      maximumBytes: MAXIMUM_HEAD_BYTES,
      findKey: (id) => (id === keyId(key) ? key : undefined),
      verify,
    });
    return opened.ok ? certificate.value : undefined;
  }

  function checkpoint(bytes: Uint8Array): void {
    const json = parseStrictJson(bytes, MAXIMUM_HEAD_BYTES);
    const line = json.ok ? CheckpointLine.safeParse(json.value).data : undefined;
    const note = line === undefined ? undefined : readNote(file, line.c);
    if (note === undefined) findings.add('checkpoint-malformed', { file, line: number });
    else options.onNote(note);
  }

  return {
    line(bytes: Line): void {
      number += 1;
      if (stopped) return;
      if (bytes === null) return lose('line-too-long');
      const text = textOf(bytes);
      if (number === 1 && text?.startsWith('{"bundle"') === true) return bundleHead(bytes);
      if (text?.startsWith('{"c"') === true) return checkpoint(bytes);
      entry(text ?? '');
    },
    end(): void {
      if (log === undefined) findings.add('nothing-read', { file });
    },
  };
}

function originIn(value: unknown): string | undefined {
  const log = typeof value === 'object' && value !== null && 'log' in value ? value.log : undefined;
  return typeof log === 'string' && /^tallypoint(?:\/[a-z0-9][a-z0-9-]{0,39}){3}\/[1-9][0-9]{0,3}$/.test(log)
    ? log
    : undefined;
}

function seqIn(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'seq' in value ? value.seq : undefined;
}

function payloadOf(head: BundleHead): Uint8Array {
  try {
    return fromBase64(head.registration.payload);
  } catch {
    return new Uint8Array();
  }
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return utf8Text(bytes);
  } catch {
    return undefined;
  }
}
