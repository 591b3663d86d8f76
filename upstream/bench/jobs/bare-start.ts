import { randomBytes } from 'node:crypto';
import { deriveSecret, standardKdf } from '../../../main/vault/crypto/argon2.ts';
import { openBare, openBareCommits } from '../bare.ts';
import { readSamples } from '../samples.ts';
import { CLERK, peakMemoryMb, runFiles } from '../station.ts';

export type BareStartInput = Readonly<{ folder: string }>;

const READS = 500;

/**
 * The least that a start can cost: a process, one derivation of the operator's key at the standard cost, two encrypted
 * databases opened and a row read from each; then reads, and the most memory that all of it took.
 */
export async function bareStart({ folder }: BareStartInput): Promise<Readonly<{ ms: number; peakMb: number }>> {
  await deriveSecret(
    CLERK.secret,
    standardKdf((bytes) => new Uint8Array(randomBytes(bytes))),
  );
  const roll = openBare(runFiles(folder).bare);
  const commits = openBareCommits(runFiles(folder).bareCommits);
  const read = roll.prepare('SELECT body FROM household WHERE id = ?');
  const { ids } = readSamples(folder);
  read.get([ids[0] ?? '']);
  commits.prepare('SELECT bytes FROM bare ORDER BY seq DESC LIMIT 1').get();
  const ms = performance.now();
  for (const id of ids.slice(0, READS)) read.get([id]);
  const peakMb = peakMemoryMb();
  roll.close();
  commits.close();
  return { ms, peakMb };
}
