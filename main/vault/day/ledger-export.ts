import { toBase64Url, utf8Bytes } from '../../../shared/wire/bytes.ts';
import { growFile, replaceFile, type Disk } from '../store/disk.ts';
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
  const file = growFile(disk, path);
  try {
    for (let from = 0; from < size; from += SLICE) {
      const lines = ledger
        .read(from, Math.min(SLICE, size - from))
        .map(({ bytes, signature }) => `${JSON.stringify({ b: toBase64Url(bytes), s: toBase64Url(signature) })}\n`);
      file.append(Buffer.from(lines.join(''), 'utf8'));
    }
    file.keep();
  } catch (thrown) {
    file.drop();
    throw thrown;
  }
  if (size > 0) replaceFile(disk, `${path}.checkpoint`, utf8Bytes(provingHead(ledger, size).note));
  return size;
}
