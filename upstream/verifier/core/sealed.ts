import { Decrypter } from 'age-encryption';
import { joinBytes } from '../../../shared/wire/bytes.ts';
import { UPLOAD_LIMITS } from '../../../shared/wire/upload.ts';

/** The age secret keys in a text, as `age-keygen` writes them: one a line, comments between. */
export function identitiesIn(text: string): string[] {
  return text
    .split(/\s*\n\s*|\r/)
    .map((line) => line.trim())
    .filter((line) => line.startsWith('AGE-SECRET-KEY-1'));
}

/**
 * The lines of a sealed bundle: age, then brotli (`unbrotli`). Bundles are bounded, and age gives nothing out before its end can be
 * checked. Throws where no identity fits, or what comes out is too large.
 */
export async function* unseal(
  sealed: AsyncIterable<Uint8Array>,
  identities: readonly string[],
  unbrotli: (packed: Uint8Array) => AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const decrypter = new Decrypter();
  for (const identity of identities) decrypter.addIdentity(identity);
  const packed = await decrypter.decrypt(await whole(sealed));
  yield* bounded(unbrotli(packed));
}

/** Passes on what came out of unpacking, up to what a bundle may hold. */
export async function* bounded(unpacked: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let length = 0;
  for await (const chunk of unpacked) {
    length += chunk.length;
    if (length > UPLOAD_LIMITS.bundlePlainBytes) throw new RangeError('Too large when unpacked');
    yield chunk;
  }
}

async function whole(bytes: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of bytes) {
    length += chunk.length;
    if (length > UPLOAD_LIMITS.bundleBytes) throw new RangeError('Too large for a bundle');
    pieces.push(chunk);
  }
  return joinBytes(...pieces);
}
