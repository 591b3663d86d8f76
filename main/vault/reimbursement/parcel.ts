import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { pack } from 'tar-stream';
import { DOCUMENT_FORMS } from '../../../shared/domain/reimbursement.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { toBase64Url, utf8Bytes } from '../../../shared/wire/bytes.ts';
import {
  CLAIM_FILE_HEAD,
  CLAIM_FILE_LIMITS,
  type ClaimedDocument,
  type ClaimFileHead,
} from '../../../shared/wire/claim-file.ts';
import { age } from '../crypto/age.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { registration } from '../outbox/requests.ts';
import { replaceFile } from '../store/disk.ts';
import type { ClaimDesk } from './desk.ts';

export type SealedClaim = Readonly<{ seq: number; sha256: string; bytes: Uint8Array }>;
export type ParcelFailure = 'not-found' | 'document-damaged' | 'locked';

/**
 * A claim's sealed file: the one that waits in the vault's folder, or made now, for the collector that the package in force names.
 * Sealing is never twice the same, and an upload that was begun has to go on with the same bytes; so the file is kept. `held`: one that
 * was read already.
 */
export async function sealedClaim(
  desk: ClaimDesk,
  outbox: Outbox,
  seq: number,
  held?: SealedClaim,
): Promise<Result<SealedClaim, ParcelFailure>> {
  const { store, disk } = desk;
  const { recipient } = outbox.upstream;
  const known = store.parcel(seq);
  if (known !== undefined && known.recipient === recipient) {
    const bytes = held?.sha256 === known.sha256 ? held.bytes : readParcel(desk, known.sha256);
    if (bytes !== undefined) return ok({ seq, sha256: known.sha256, bytes });
  }
  const plain = await packClaim(desk, outbox, seq);
  if (!plain.ok) return plain;
  const encrypter = new (await age()).Encrypter();
  encrypter.addRecipient(recipient);
  const bytes = await encrypter.encrypt(plain.value);
  // Sealing took its time.
  if (!desk.isOpen()) return err('locked');
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  desk.makeFolder(desk.parcelFolder);
  replaceFile(disk, pathOf(desk, sha256), bytes);
  if (known !== undefined) disk.remove(pathOf(desk, known.sha256));
  // What was sent to the former collector is sent to the new one as well.
  store.keepParcel(seq, { sha256, bytes: bytes.length, recipient, sent: false });
  return ok({ seq, sha256, bytes });
}

/** The bytes that wait under a name, as long as they are those. */
function readParcel(desk: ClaimDesk, sha256: string): Uint8Array | undefined {
  const path = pathOf(desk, sha256);
  if (!desk.disk.exists(path)) return undefined;
  const bytes = desk.disk.read(path, CLAIM_FILE_LIMITS.bytes);
  return createHash('sha256').update(bytes).digest('hex') === sha256 ? bytes : undefined;
}

/** Once the collector has all of it the file is of no more use: it can be made again. */
export function parcelSent(desk: ClaimDesk, seq: number): void {
  const parcel = desk.store.parcel(seq);
  if (parcel === undefined || parcel.sent) return;
  desk.store.keepParcel(seq, { ...parcel, sent: true });
  desk.disk.remove(pathOf(desk, parcel.sha256));
}

/** The claim file before it is sealed. */
async function packClaim(desk: ClaimDesk, outbox: Outbox, seq: number): Promise<Result<Uint8Array, ParcelFailure>> {
  const { store, serving } = desk;
  const statement = store.statement(seq);
  const particulars = store.particulars(seq);
  const [entry] = serving.ledger.read(seq, 1);
  if (statement === undefined || particulars === undefined || entry === undefined) return err('not-found');
  const head: ClaimFileHead = {
    claim: 1,
    log: outbox.origin,
    registration: registration(outbox),
    entry: { b: toBase64Url(entry.bytes), s: toBase64Url(entry.signature) },
    salt: statement.salt,
    particulars,
  };
  const files: [name: string, bytes: Uint8Array][] = [[CLAIM_FILE_HEAD, utf8Bytes(JSON.stringify(head))]];
  const named = new Map(particulars.captures.flatMap(({ documents }) => documents).map((one) => [one.sha256, one]));
  for (const document of named.values()) {
    const bytes = desk.documents.get(document.sha256);
    if (bytes === undefined) return err('document-damaged');
    files.push([documentPath(document), bytes]);
  }
  return ok(await tarOf(files));
}

function documentPath({ sha256, type }: ClaimedDocument): string {
  return `documents/${sha256}.${DOCUMENT_FORMS[type].ending}`;
}

async function tarOf(files: readonly (readonly [name: string, bytes: Uint8Array])[]): Promise<Uint8Array> {
  const tar = pack();
  const chunks: Uint8Array[] = [];
  const whole = (async () => {
    for await (const chunk of tar as AsyncIterable<Uint8Array>) chunks.push(chunk);
  })();
  for (const [name, bytes] of files) tar.entry({ name, mode: 0o600, mtime: new Date(0) }, Buffer.from(bytes));
  tar.finalize();
  await whole;
  return Buffer.concat(chunks);
}

function pathOf({ parcelFolder }: ClaimDesk, sha256: string): string {
  return join(parcelFolder, `${sha256}.claim`);
}
