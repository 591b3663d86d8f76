import { createHash } from 'node:crypto';
import { err, ok, type Result } from '../../../shared/result.ts';
import { fromBase64Url } from '../../../shared/wire/bytes.ts';
import { CLAIM_FILE_LIMITS } from '../../../shared/wire/claim-file.ts';
import { findLog } from '../ingest/log-row.ts';
import { openClaim } from './open-claim.ts';
import { takePiece, type ParcelPorts } from './parcels.ts';

export type TakeFailure = 'malformed' | 'no-ledger' | 'not-taken';

/**
 * Takes in a claim file that was carried here: the same bytes that a line would bring. Its claim must be in the ledger here, so the
 * ledger's bundle comes first. Answers `<log>#<seq>`.
 */
export async function takeClaimFile(
  ports: ParcelPorts & Readonly<{ identity: string }>,
  sealed: Uint8Array,
): Promise<Result<string, TakeFailure>> {
  const opened = await openClaim(sealed, ports.identity);
  if (!opened.ok) return err('malformed');
  const { log: origin, entry } = opened.value.head;
  const seq = seqOf(entry.b);
  const log = await findLog(ports.sql, origin);
  if (log === undefined || seq === undefined) return err('no-ledger');
  const [known] = await ports.sql.query<{ body: Uint8Array }>('SELECT body FROM entry WHERE log = $1 AND seq = $2', [
    log.id,
    seq,
  ]);
  if (known === undefined || !Buffer.from(known.body).equals(Buffer.from(fromBase64Url(entry.b))))
    return err('no-ledger');
  const parcel = { keyId: log.key_id, seq, sha256: createHash('sha256').update(sealed).digest('hex') };
  let { size } = await ports.parcels.size(parcel.sha256);
  do {
    const bytes = sealed.subarray(size, size + CLAIM_FILE_LIMITS.pieceBytes);
    const taken = await takePiece(ports, parcel, { bytes, from: size, of: sealed.length });
    if (!taken.ok) return err('not-taken');
    ({ size } = taken.value);
  } while (size < sealed.length);
  return ok(`${origin}#${seq}`);
}

function seqOf(bytes: string): number | undefined {
  const entry = JSON.parse(Buffer.from(fromBase64Url(bytes)).toString('utf8')) as { seq?: unknown };
  return Number.isSafeInteger(entry.seq) ? Number(entry.seq) : undefined;
}
