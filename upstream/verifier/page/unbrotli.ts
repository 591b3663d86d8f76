import decoder from 'brotli/dec/decode.js';
import { UPLOAD_LIMITS } from '../../../shared/wire/upload.ts';

/** Unpacks at one go; what comes out is bounded as it comes. Throws where the bytes are not Brotli. */
export async function* unbrotli(packed: Uint8Array): AsyncGenerator<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let read = 0;
  let length = 0;
  decoder.BrotliDecompress(
    {
      read(into, at, count) {
        const piece = packed.subarray(read, read + count);
        into.set(piece, at);
        read += piece.length;
        return piece.length;
      },
    },
    {
      // Room without end: nothing is set aside for a length that is only claimed.
      buffer: { length: Number.MAX_SAFE_INTEGER },
      write(from, count) {
        length += count;
        if (length > UPLOAD_LIMITS.bundlePlainBytes) throw new RangeError('Too large when unpacked');
        pieces.push(from.slice(0, count));
        return count;
      },
    },
  );
  for (let piece = pieces.shift(); piece !== undefined; piece = pieces.shift()) yield await Promise.resolve(piece);
}
