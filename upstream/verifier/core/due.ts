import { sha256 } from '@noble/hashes/sha2.js';
import { err, ok, type Result } from '../../../shared/result.ts';
import { fromHex, toHex, utf8Bytes, utf8Text } from '../../../shared/wire/bytes.ts';
import { parseStrictJson } from '../../../shared/wire/canonical.ts';
import { PAYLOAD_TYPE } from '../../../shared/wire/documents.ts';
import { openEnvelope } from '../../../shared/wire/dsse.ts';
import { DueHead, DueLine } from '../../../shared/wire/due.ts';
import type { Verify } from '../../../shared/wire/ed25519.ts';
import type { Line } from './lines.ts';
import type { Programme } from './trust.ts';

/** What each package makes due: `<entitlement> <line>` to a quantity, by the package's hash. */
export type DueLists = Readonly<{ of: (packageHash: string) => ReadonlyMap<string, number> | undefined }>;

export type DueFailure = 'malformed' | 'forged' | 'other-programme';

const MAXIMUM_LINE_BYTES = 65_536;

/** Reads one `.due` file, unpacked, line by line. It counts only once `end` has held all of it against its signed head. */
export function readDue(programme: Programme, verify: Verify) {
  const hash = sha256.create();
  const amounts = new Map<string, number>();
  let head: DueHead | undefined;
  let failure: DueFailure | undefined;
  let lines = 0;

  function takeHead(line: Uint8Array): void {
    const opened = openEnvelope(line, {
      payloadType: PAYLOAD_TYPE.due,
      maximumBytes: MAXIMUM_LINE_BYTES,
      findKey: (id) => (id === programme.issuingKey.kid ? fromHex(programme.issuingKey.publicKey) : undefined),
      verify,
    });
    if (!opened.ok) {
      failure = opened.error === 'forged' || opened.error === 'unknown-key' ? 'forged' : 'malformed';
      return;
    }
    const json = parseStrictJson(opened.value.payload, MAXIMUM_LINE_BYTES);
    head = json.ok ? DueHead.safeParse(json.value).data : undefined;
    if (head === undefined) failure = 'malformed';
    else if (head.programme !== programme.id) failure = 'other-programme';
  }

  return {
    line(line: Line): void {
      if (failure !== undefined) return;
      if (line === null || line.length > MAXIMUM_LINE_BYTES) {
        failure = 'malformed';
        return;
      }
      if (head === undefined) return takeHead(line);
      hash.update(line).update(utf8Bytes('\n'));
      lines += 1;
      const due = readLine(line);
      if (due === undefined || lines > head.count) {
        failure = 'malformed';
        return;
      }
      const [entitlement, , , all] = due;
      for (const [id, , quantity] of all) amounts.set(`${entitlement} ${id}`, quantity);
    },
    end(): Result<Readonly<{ head: DueHead; amounts: ReadonlyMap<string, number> }>, DueFailure> {
      if (failure !== undefined) return err(failure);
      if (head === undefined || lines !== head.count) return err('malformed');
      return toHex(hash.digest()) === head.sha256 ? ok({ head, amounts }) : err('forged');
    },
  };
}

function readLine(line: Uint8Array): DueLine | undefined {
  try {
    return DueLine.safeParse(JSON.parse(utf8Text(line))).data;
  } catch {
    return undefined;
  }
}
