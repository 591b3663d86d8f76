import { err, ok, type Result } from '../../../shared/result.ts';
import { equalBytes, fromBase64Url, toBase64Url } from '../../../shared/wire/bytes.ts';
import { canonicalBytes, parseCanonical, toNfc } from '../../../shared/wire/canonical.ts';
import { PAYLOAD_TYPE } from '../../../shared/wire/documents.ts';
import { preAuthenticationEncoding } from '../../../shared/wire/dsse.ts';
import type { Signer } from '../../../shared/wire/ed25519.ts';
import type { Entry, EntryBodies, EntryHeader, EntryType } from '../../../shared/wire/entry-types.ts';
import { leafHash } from '../../../shared/wire/leaf.ts';
import { verify } from '../crypto/ed25519.ts';
import type { Stamp } from './clock.ts';
import type { Appended, EntryContext } from './ledger.types.ts';
import { MAXIMUM_ENTRY_BYTES } from './record.ts';

/** What comes before the first entry. */
export const NO_LEAF: Uint8Array = new Uint8Array(32);

export type EntryFault = 'malformed' | 'foreign-log' | 'out-of-order' | 'broken-chain' | 'wrong-leaf' | 'forged';

export type Place = Readonly<{
  origin: string;
  seq: number;
  previous: Uint8Array;
  stamp: Stamp;
  context: EntryContext;
}>;

/** Builds and signs an entry. Throws for a body outside the canonical schema or too large: both are mistakes of the program. */
export function makeEntry(t: EntryType, body: EntryBodies[EntryType], place: Place, signer: Signer): Appended {
  const header: EntryHeader = {
    v: 1,
    t,
    log: place.origin,
    seq: place.seq,
    prev: toBase64Url(place.previous),
    ...place.stamp,
    cyc: place.context.cycle,
    pkg: place.context.package,
    op: place.context.operator,
  };
  const entry = { ...toNfc(body), ...header };
  const bytes = canonicalBytes(entry);
  if (bytes.length > MAXIMUM_ENTRY_BYTES) throw new RangeError(`An entry of type ${t} is too large`);
  return {
    // The caller's types keep `t` and body together; TypeScript cannot follow them through the spread.
    entry: entry as unknown as Entry,
    bytes,
    leaf: leafHash(bytes),
    signature: signer.sign(preAuthenticationEncoding(PAYLOAD_TYPE.entry, bytes)),
  };
}

/** Reads stored bytes back, without judging chain or signature. */
export function readEntry(bytes: Uint8Array, signature: Uint8Array): Result<Appended, 'malformed'> {
  const parsed = parseCanonical(bytes, MAXIMUM_ENTRY_BYTES);
  if (!parsed.ok || !hasHeader(parsed.value)) return err('malformed');
  return ok({ entry: parsed.value, bytes, leaf: leafHash(bytes), signature });
}

type Expected = Readonly<{ origin: string; seq: number; previous: Uint8Array }>;

/** Holds an entry against its place in the log and its signature. */
export function checkEntry(
  appended: Appended,
  expected: Expected & Readonly<{ publicKey: Uint8Array }>,
): EntryFault | undefined {
  const fault = checkPlace(appended.entry, expected);
  if (fault !== undefined) return fault;
  const message = preAuthenticationEncoding(PAYLOAD_TYPE.entry, appended.bytes);
  return verify(appended.signature, message, expected.publicKey) ? undefined : 'forged';
}

/** Holds an entry against its place in the log alone: log name, number, the entry before. */
export function checkPlace(entry: Entry, expected: Expected): EntryFault | undefined {
  if (entry.log !== expected.origin) return 'foreign-log';
  if (entry.seq !== expected.seq) return 'out-of-order';
  return equalBytes(previousLeaf(entry), expected.previous) ? undefined : 'broken-chain';
}

function previousLeaf(entry: Entry): Uint8Array {
  try {
    return fromBase64Url(entry.prev);
  } catch {
    return new Uint8Array();
  }
}

function hasHeader(value: unknown): value is Entry {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const entry = value as Partial<Record<keyof EntryHeader, unknown>>;
  const texts = [entry.t, entry.log, entry.prev, entry.at, entry.boot, entry.tq, entry.cyc, entry.pkg, entry.op];
  return (
    entry.v === 1 &&
    texts.every((text) => typeof text === 'string') &&
    typeof entry.seq === 'number' &&
    typeof entry.mono === 'number'
  );
}
