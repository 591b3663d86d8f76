import { formatInclusionFile } from '../../../shared/wire/note.ts';
import { verifyInclusion } from '../../../shared/wire/proof.ts';
import { provingHead } from '../outbox/proving-head.ts';
import { database, type Serving } from '../session/serving.ts';

/**
 * The proof (c2sp.org/tlog-proof) that a hand-over, hold or capture is in the log, under the newest head that the collector has signed too, or else
 * the station's own as it is now; undefined where `seq` is none. Together with the receipt's code it convinces anybody who has the
 * public keys. Throws what the disk throws.
 */
export function proofFile(serving: Serving, seq: number): string | undefined {
  const known = database(serving)
    .prepare(`SELECT 1 FROM entry WHERE seq = ? AND type IN ('handover', 'hold', 'capture')`, { pluck: true })
    .get([seq]);
  const { ledger } = serving;
  const [act] = known === undefined ? [] : ledger.read(seq, 1);
  if (act === undefined) return undefined;
  const { size, note } = provingHead(ledger, seq + 1);
  const proof = ledger.proof(seq, size);
  // Nobody should carry away a proof that does not hold.
  if (!verifyInclusion({ leaf: act.leaf, index: seq, size, root: ledger.rootAt(size), proof }))
    throw new Error('The stored tree is wrong');
  return formatInclusionFile({ index: seq, proof, note });
}
