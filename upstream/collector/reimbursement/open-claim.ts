import { Decrypter } from 'age-encryption';
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { extract, type Header } from 'tar-stream';
import { documentType } from '../../../shared/domain/reimbursement.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { parseStrictJson } from '../../../shared/wire/canonical.ts';
import {
  CLAIM_FILE_HEAD,
  CLAIM_FILE_LIMITS,
  ClaimFileHead,
  type ClaimedDocument,
} from '../../../shared/wire/claim-file.ts';

/** A claim file, decrypted. `documents` holds the bytes by their SHA-256 (hex): just those that the head names. */
export type OpenedClaim = Readonly<{ head: ClaimFileHead; documents: ReadonlyMap<string, Uint8Array> }>;

type TarEntry = AsyncIterable<Uint8Array> & Readonly<{ header: Header }>;

/** Opens a sealed claim file. Whoever brought it may be anybody: everything is bounded, and what is no such file is `malformed`. */
export async function openClaim(sealed: Uint8Array, identity: string): Promise<Result<OpenedClaim, 'malformed'>> {
  if (sealed.length > CLAIM_FILE_LIMITS.bytes) return err('malformed');
  try {
    const decrypter = new Decrypter();
    decrypter.addIdentity(identity);
    // What is decrypted is shorter than what was sealed, so nothing here grows.
    const plain = await decrypter.decrypt(sealed);
    const tar = extract();
    Readable.from([Buffer.from(plain)]).pipe(tar);
    const entries = tar[Symbol.asyncIterator]() as AsyncIterator<unknown> as AsyncIterator<TarEntry>;
    const first = await entries.next();
    if (first.done === true || first.value.header.name !== CLAIM_FILE_HEAD) return err('malformed');
    const json = parseStrictJson(await bytesOf(first.value), CLAIM_FILE_LIMITS.headBytes);
    const head = json.ok ? ClaimFileHead.safeParse(json.value).data : undefined;
    if (head === undefined) return err('malformed');
    const named = new Map(head.particulars.captures.flatMap((one) => one.documents).map((one) => [one.sha256, one]));
    const documents = new Map<string, Uint8Array>();
    for (let next = await entries.next(); next.done !== true; next = await entries.next()) {
      const bytes = await bytesOf(next.value);
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      if (isNamed(named.get(sha256), bytes)) documents.set(sha256, bytes);
    }
    return ok({ head, documents });
  } catch {
    // age, tar and their streams throw for whatever is not theirs.
    return err('malformed');
  }
}

function isNamed(document: ClaimedDocument | undefined, bytes: Uint8Array): boolean {
  return document !== undefined && document.bytes === bytes.length && documentType(bytes) === document.type;
}

async function bytesOf(entry: TarEntry): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of entry) chunks.push(chunk);
  return Buffer.concat(chunks);
}
