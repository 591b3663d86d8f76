import { err, ok, type Result } from '../../../shared/result.ts';
import { utf8Bytes } from '../../../shared/wire/bytes.ts';
import { parseStrictJson } from '../../../shared/wire/canonical.ts';
import { PAYLOAD_TYPE, type Envelope } from '../../../shared/wire/documents.ts';
import { sealEnvelope } from '../../../shared/wire/dsse.ts';
import { BundleHead, type Acknowledgement } from '../../../shared/wire/upload.ts';
import type { Arrived } from '../ingest/arrived.ts';
import type { IngestProblem } from '../ingest/ingest.ts';
import { ingestSigned } from '../ingest/ingest-signed.ts';
import { MAXIMUM_LINE_BYTES, readLine } from '../ingest/lines.ts';
import { headOf, type Witness } from '../logs/acknowledge.ts';
import { readRegistration, register, type Programme, type RegistrationFailure } from '../logs/register.ts';
import type { Sql } from '../sql/sql.ts';
import { BadBundle, readBundle, type BundleFailure } from './read-bundle.ts';

export type BundlePorts = Readonly<{
  sql: Sql;
  witness: Witness;
  programme: Programme;
  /** age identity that bundles are sealed to. */
  identity: string;
  now: () => number;
}>;

export type BundleProblem =
  | IngestProblem
  | Readonly<{ code: BundleFailure | Exclude<RegistrationFailure, 'malformed'> | 'other-key' }>;

/** What travels back, and the log it is about. */
export type Taken = Readonly<{ acknowledgement: Envelope; origin: string; size: number }>;

/** Entries taken in at once. */
const CHUNK = 500;

/**
 * Takes in a bundle: what a station would have sent itself, carried by somebody who may be anybody. So every entry's own
 * signature is checked before it is stored. Answers the acknowledgement to carry back.
 */
export async function takeBundle(ports: BundlePorts, sealed: Uint8Array): Promise<Result<Taken, BundleProblem>> {
  const lines = readBundle(sealed, ports.identity);
  try {
    const first = await lines.next();
    const head = first.done === true ? undefined : readHead(first.value);
    if (head === undefined) return err({ code: 'malformed' });
    const known = await ensureLog(ports, head);
    if (!known.ok) return known;
    const stored = await store(ports, head, lines);
    return stored.ok ? await acknowledge(ports, head.log) : stored;
  } catch (thrown) {
    if (thrown instanceof BadBundle) return err({ code: thrown.failure });
    throw thrown;
  } finally {
    await lines.return(undefined);
  }
}

function readHead(line: Uint8Array): BundleHead | undefined {
  const json = parseStrictJson(line, MAXIMUM_LINE_BYTES);
  return json.ok ? BundleHead.safeParse(json.value).data : undefined;
}

async function ensureLog({ sql, programme, now }: BundlePorts, head: BundleHead): Promise<Result<void, BundleProblem>> {
  const read = readRegistration(utf8Bytes(JSON.stringify(head.registration)), programme);
  if (!read.ok) return err({ code: read.error });
  if (read.value.origin !== head.log) return err({ code: 'malformed' });
  return (await register(sql, read.value, now())) === 'other-key' ? err({ code: 'other-key' }) : ok(undefined);
}

async function store(
  ports: BundlePorts,
  head: BundleHead,
  lines: AsyncIterable<Uint8Array>,
): Promise<Result<void, BundleProblem>> {
  let from = head.from;
  let chunk: Arrived[] = [];
  let checkpoint: string | undefined;
  const flush = async (): Promise<Result<void, BundleProblem>> => {
    const batch = { entries: chunk, ...(checkpoint === undefined ? {} : { checkpoint }) };
    const stored = await ingestSigned(ports.sql, head.log, from, batch, ports.now());
    from += chunk.length;
    chunk = [];
    return stored;
  };
  for await (const bytes of lines) {
    const line = readLine(bytes);
    if (!line.ok || checkpoint !== undefined) return err({ code: line.ok ? 'malformed' : line.error });
    if (typeof line.value === 'string') checkpoint = line.value;
    else if (chunk.push(line.value) === CHUNK) {
      const stored = await flush();
      if (!stored.ok) return stored;
    }
  }
  return checkpoint === undefined ? err({ code: 'malformed' }) : flush();
}

async function acknowledge({ sql, witness, now }: BundlePorts, origin: string): Promise<Result<Taken, BundleProblem>> {
  const head = await headOf(sql, witness, origin, now());
  if (head === undefined) return err({ code: 'unknown-log' });
  const body: Acknowledgement = { v: 1, collector: witness.name, head };
  const acknowledgement = sealEnvelope(PAYLOAD_TYPE.acknowledgement, utf8Bytes(JSON.stringify(body)), witness.signer);
  return ok({ acknowledgement, origin, size: head.size });
}
