import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { fromHex, utf8Text } from '../../../shared/wire/bytes.ts';
import { PackageSignature, PAYLOAD_TYPE, type IssuingKey } from '../../../shared/wire/documents.ts';
import { openEnvelope, type EnvelopeFailure } from '../../../shared/wire/dsse.ts';
import { PACKAGE_BOUNDS } from '../../../shared/wire/package/layout.ts';
import type { z } from 'zod';
import { verify } from '../crypto/ed25519.ts';
import { Refusal, type InstallFailureCode } from './refusal.ts';

export type IssuingKeys = readonly z.infer<typeof IssuingKey>[];

const AGE_HEADER = 'age-encryption.org/v1\n';
const READ_BYTES = 1024 * 1024;

const ENVELOPE_FAILURES: Readonly<Record<EnvelopeFailure, InstallFailureCode>> = {
  'too-large': 'too-large',
  malformed: 'not-a-package',
  'wrong-type': 'not-a-package',
  'unknown-key': 'unknown-key',
  forged: 'forged',
};

/** Opens a DSSE document signed by one of the programme's issuing keys and gives its payload. Throws a Refusal. */
export function openSigned(
  bytes: Uint8Array,
  payloadType: string,
  maximumBytes: number,
  keys: IssuingKeys,
): Uint8Array {
  const findKey = (keyId: string): Uint8Array | undefined => {
    const key = keys.find(({ kid }) => kid === keyId);
    return key === undefined ? undefined : fromHex(key.publicKey);
  };
  const opened = openEnvelope(bytes, { payloadType, maximumBytes, findKey, verify });
  if (!opened.ok) throw new Refusal(ENVELOPE_FAILURES[opened.error]);
  return opened.value.payload;
}

/** Reads a signed payload; a higher version than ours is told apart from a malformed one. Throws a Refusal. */
export function readSigned<T>(payload: Uint8Array, schema: z.ZodType<T>, place: string): T {
  let value: unknown;
  try {
    value = JSON.parse(utf8Text(payload));
  } catch {
    throw new Refusal('bad-content', place);
  }
  if (typeof value === 'object' && value !== null && 'v' in value && typeof value.v === 'number' && value.v > 1) {
    throw new Refusal('newer-format', place);
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new Refusal('bad-content', place);
  return parsed.data;
}

/** Reads and verifies `<name>.cycle.sig`. Throws a Refusal. */
export function readPackageSignature(bytes: Uint8Array, keys: IssuingKeys): PackageSignature {
  const payload = openSigned(bytes, PAYLOAD_TYPE.outer, PACKAGE_BOUNDS.signatureBytes, keys);
  return readSigned(payload, PackageSignature, 'signature');
}

/** Compares the whole file, streaming, with what was signed, before a byte of it is decrypted. Throws a Refusal. */
export async function checkFile(
  file: FileHandle,
  signed: PackageSignature,
  slice: (doneBytes: number, totalBytes: number) => Promise<void>,
): Promise<void> {
  if (signed.bytes > PACKAGE_BOUNDS.fileBytes) throw new Refusal('too-large');
  const { size } = await file.stat();
  if (size < signed.bytes) throw new Refusal('truncated');
  if (size > signed.bytes) throw new Refusal('damaged', 'file longer than signed');
  const hash = createHash('sha256');
  let isAge = false;
  const buffer = Buffer.allocUnsafe(Math.min(READ_BYTES, signed.bytes));
  for (let done = 0; done < signed.bytes;) {
    const { bytesRead } = await file.read(buffer, 0, buffer.length, done);
    if (bytesRead === 0) throw new Refusal('truncated');
    hash.update(buffer.subarray(0, bytesRead));
    if (done === 0) isAge = buffer.toString('latin1', 0, Math.min(bytesRead, AGE_HEADER.length)) === AGE_HEADER;
    done += bytesRead;
    await slice(done, signed.bytes);
  }
  if (hash.digest('hex') !== signed.sha256) throw new Refusal('damaged', 'file hash');
  if (!isAge) throw new Refusal('not-a-package');
}
