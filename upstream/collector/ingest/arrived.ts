import type { Appended } from '../../../main/vault/ledger/ledger.types.ts';
import { readEntry } from '../../../main/vault/ledger/entry.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { fromBase64Url } from '../../../shared/wire/bytes.ts';
import { leafHash } from '../../../shared/wire/leaf.ts';
import type { EntryLine } from '../../../shared/wire/upload.ts';

/** An entry as it came. Nothing about it has been believed yet. */
export type Arrived = Readonly<{
  bytes: Uint8Array;
  /** 64 bytes. */
  signature: Uint8Array;
  leaf: Uint8Array;
  /** The station could not read it itself, and asks to have it kept. */
  flagged: boolean;
  /** Undefined where the bytes are no entry of a version that is known here. */
  appended: Appended | undefined;
}>;

export function arrivedFrom(bytes: Uint8Array, signature: Uint8Array, flagged: boolean): Arrived {
  const read = readEntry(bytes, signature);
  const leaf = read.ok ? read.value.leaf : leafHash(bytes);
  return { bytes, signature, leaf, flagged, appended: read.ok ? read.value : undefined };
}

/** From a line of a batch or a bundle. */
export function arrivedLine(line: EntryLine): Result<Arrived, 'malformed'> {
  try {
    return ok(arrivedFrom(fromBase64Url(line.b), fromBase64Url(line.s), line.q === true));
  } catch {
    return err('malformed');
  }
}
