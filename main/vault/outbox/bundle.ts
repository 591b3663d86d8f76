import { createBrotliCompress } from 'node:zlib';
import { err, ok, type Result } from '../../../shared/result.ts';
import { fromHex, joinBytes, utf8Bytes } from '../../../shared/wire/bytes.ts';
import { PAYLOAD_TYPE } from '../../../shared/wire/documents.ts';
import { openEnvelope } from '../../../shared/wire/dsse.ts';
import { keyId } from '../../../shared/wire/ed25519.ts';
import { Acknowledgement, BundleHead, UPLOAD_LIMITS, type LogHead } from '../../../shared/wire/upload.ts';
import { age } from '../crypto/age.ts';
import { verify } from '../crypto/ed25519.ts';
import { checkpointLine, entryLine } from './body.ts';
import type { Outbox } from './outbox.ts';
import { registration } from './requests.ts';

/** Entries read at one go while a bundle is made: the desk answers scans in between. */
const SLICE = 200;
const MAXIMUM_ACKNOWLEDGEMENT_BYTES = 256 * 1024;

export type Bundle = Readonly<{ bytes: Uint8Array; from: number; size: number }>;

/**
 * The log from entry `from` on, sealed to the programme: what a PUT would carry, with the log's registration in front and a
 * checkpoint behind, compressed and encrypted. `isOpen` is asked between slices; once it says no the making ends.
 */
export async function makeBundle(
  outbox: Outbox,
  from: number,
  isOpen: () => boolean,
): Promise<Result<Bundle, 'locked' | 'too-large'>> {
  const { ledger } = outbox.serving;
  const { size } = ledger.head();
  const checkpoint = ledger.checkpointAt(size);
  const head: BundleHead = { bundle: 1, log: outbox.origin, from, registration: registration(outbox) };
  const packer = createBrotliCompress();
  const chunks: Uint8Array[] = [];
  packer.on('data', (chunk: Uint8Array) => chunks.push(chunk));
  const ended = new Promise<void>((resolve, reject) => packer.once('end', resolve).once('error', reject));
  const write = (text: string): Promise<void> =>
    new Promise((resolve, reject) => packer.write(utf8Bytes(text), (cause) => (cause ? reject(cause) : resolve())));
  await write(`${JSON.stringify(head)}\n`);
  for (let at = from; at < size; at += SLICE) {
    if (!isOpen()) return err('locked');
    const entries = ledger.read(at, Math.min(SLICE, size - at));
    await write(entries.map((entry) => entryLine(entry)).join(''));
  }
  packer.end(utf8Bytes(checkpointLine(checkpoint)));
  await ended;
  const plain = joinBytes(...chunks);
  if (plain.length > UPLOAD_LIMITS.bundleBytes - 1024 * 1024) return err('too-large');
  const encrypter = new (await age()).Encrypter();
  encrypter.addRecipient(outbox.upstream.recipient);
  return ok({ bytes: await encrypter.encrypt(plain), from, size });
}

export type AcknowledgementFailure = 'not-an-acknowledgement' | 'forged' | 'foreign-log';

/** Reads the file that came back for a bundle: the collector's head of this log under the collector's own signature. */
export function readAcknowledgement(outbox: Outbox, bytes: Uint8Array): Result<LogHead, AcknowledgementFailure> {
  const key = fromHex(outbox.upstream.publicKey);
  const opened = openEnvelope(bytes, {
    payloadType: PAYLOAD_TYPE.acknowledgement,
    maximumBytes: MAXIMUM_ACKNOWLEDGEMENT_BYTES,
    findKey: (id) => (id === keyId(key) ? key : undefined),
    verify,
  });
  if (!opened.ok)
    return err(opened.error === 'forged' || opened.error === 'unknown-key' ? 'forged' : 'not-an-acknowledgement');
  const payload = Acknowledgement.safeParse(readJson(opened.value.payload)).data;
  if (payload === undefined) return err('not-an-acknowledgement');
  return payload.head.log === outbox.origin ? ok(payload.head) : err('foreign-log');
}

function readJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}
