import { toBase64Url, utf8Bytes } from '../../../shared/wire/bytes.ts';
import { replaceFile, writeAll, type Disk } from '../store/disk.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { provingHead } from '../outbox/proving-head.ts';

const SLICE = 500;

/**
 * Writes the whole log as NDJSON lines `{"b","s"}` (base64url of an entry's bytes and signature), in order. The file appears
 * under its name only when it is whole; beside it stands the signed head over just these entries, cosigned where the collector has
 * them all. Answers the number of entries; throws what the disk throws.
 */
export function exportLedger(disk: Disk, ledger: Ledger, path: string): number {
  const { size } = ledger.head();
  const partial = `${path}.part`;
  const file = disk.open(partial);
  try {
    disk.truncate(file, 0);
    let position = 0;
    for (let from = 0; from < size; from += SLICE) {
      const lines = ledger
        .read(from, Math.min(SLICE, size - from))
        .map(({ bytes, signature }) => `${JSON.stringify({ b: toBase64Url(bytes), s: toBase64Url(signature) })}\n`);
      const chunk = Buffer.from(lines.join(''), 'utf8');
      writeAll(disk, file, chunk, position);
      position += chunk.length;
    }
    disk.syncData(file);
  } catch (thrown) {
    disk.close(file);
    disk.remove(partial);
    throw thrown;
  }
  disk.close(file);
  disk.rename(partial, path);
  if (size > 0) replaceFile(disk, `${path}.checkpoint`, utf8Bytes(provingHead(ledger, size).note));
  return size;
}
