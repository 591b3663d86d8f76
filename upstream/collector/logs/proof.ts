import { formatInclusionFile, parseCheckpoint, parseNote } from '../../../shared/wire/note.ts';
import { inclusionProof } from '../../../shared/wire/proof.ts';
import { withSubtrees } from '../ingest/tree-rows.ts';
import type { SqlQuery } from '../sql/sql.ts';
import { newestCosigned, type Witness } from './acknowledge.ts';

/**
 * A c2sp.org/tlog-proof file: entry `seq` is in the log as the newest cosigned checkpoint has it. Undefined while none covers
 * it.
 */
export async function proofFile(
  sql: SqlQuery,
  witness: Witness,
  log: number,
  seq: number,
  nowMs: number,
): Promise<string | undefined> {
  const note = await newestCosigned(sql, witness, log, nowMs);
  const parsed = note === null ? undefined : parseNote(note);
  const checkpoint = parsed?.ok === true ? parseCheckpoint(parsed.value.text) : undefined;
  if (note === null || checkpoint?.ok !== true || seq >= checkpoint.value.size) return undefined;
  const { size } = checkpoint.value;
  const proof = await withSubtrees(sql, log, (subtrees) => inclusionProof(subtrees, seq, size));
  return formatInclusionFile({ index: seq, proof, note });
}
