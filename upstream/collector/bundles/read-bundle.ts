import { Decrypter } from 'age-encryption';
import { Readable, Transform, type TransformCallback } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import { UPLOAD_LIMITS } from '../../../shared/wire/upload.ts';
import { splitLines } from '../ingest/lines.ts';

export type BundleFailure = 'malformed' | 'too-large';

/** The bytes of a bundle are not as they should be. */
export class BadBundle extends Error {
  override name = 'BadBundle';
  readonly failure: BundleFailure;

  constructor(failure: BundleFailure) {
    super(failure);
    this.failure = failure;
  }
}

/** Decrypts and unpacks a bundle line by line, never more of it at once. Throws a BadBundle. */
export async function* readBundle(sealed: Uint8Array, identity: string): AsyncGenerator<Uint8Array> {
  if (sealed.length > UPLOAD_LIMITS.bundleBytes) throw new BadBundle('too-large');
  const stopping = new AbortController();
  try {
    const decrypter = new Decrypter();
    decrypter.addIdentity(identity);
    const cipher = new Blob([new Uint8Array(sealed)]).stream();
    const plain = Readable.fromWeb((await decrypter.decrypt(cipher)) as never);
    const bounded = bound(UPLOAD_LIMITS.bundlePlainBytes);
    const done = pipeline(plain, createBrotliDecompress(), bounded, { signal: stopping.signal });
    // It ends this stream too, where it is met.
    done.catch(() => undefined);
    yield* splitLines(bounded);
    await done;
  } catch (thrown) {
    throw thrown instanceof BadBundle ? thrown : new BadBundle('malformed');
  } finally {
    stopping.abort();
  }
}

function bound(maximumBytes: number): Transform {
  let total = 0;
  return new Transform({
    transform(chunk: Uint8Array, _encoding, callback: TransformCallback) {
      total += chunk.length;
      callback(total > maximumBytes ? new BadBundle('too-large') : null, chunk);
    },
  });
}
