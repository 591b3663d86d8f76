import { subtreesOf, type Subtrees } from '../../../shared/wire/subtrees.ts';
import { growTree, type Tree } from '../../../shared/wire/tree.ts';
import type { SqlQuery } from '../sql/sql.ts';

/**
 * The Merkle trees of the logs. Roots of complete subtrees are kept from 32 leaves on: a row for every 32 entries. What lies
 * below is reckoned from at most 32 leaves, so that every proof costs a fixed number of reads and some per doubling of the log.
 */
const LOWEST_KEPT = 5;
const BLOCK = 2 ** LOWEST_KEPT;

export type SubtreeRow = Readonly<{ level: number; position: number; hash: Uint8Array }>;
type Wanted = Readonly<{ level: number; index: number }>;

/** Adds a leaf; answers the subtrees to keep that it completes. */
export function addLeaf(tree: Tree, leaf: Uint8Array): SubtreeRow[] {
  const completed = tree.add(leaf);
  const size = tree.size();
  return completed.flatMap((hash, index) => {
    const level = index + 1;
    return level < LOWEST_KEPT ? [] : [{ level, position: size / 2 ** level - 1, hash }];
  });
}

export async function keepSubtrees(tx: SqlQuery, log: number, rows: readonly SubtreeRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.query(
    `INSERT INTO subtree (log, level, position, hash)
     SELECT $1, level, position, hash FROM unnest($2::int[], $3::bigint[], $4::bytea[]) AS new (level, position, hash)`,
    [log, rows.map(({ level }) => level), rows.map(({ position }) => position), rows.map(({ hash }) => hash)],
  );
}

/**
 * Runs a pure computation over the stored tree of a log: once to learn which subtrees it reads, then again with them. Throws
 * where the rows do not hold them.
 */
export async function withSubtrees<T>(sql: SqlQuery, log: number, compute: (subtrees: Subtrees) => T): Promise<T> {
  const wanted: Wanted[] = [];
  compute((level, index) => {
    wanted.push({ level, index });
    return new Uint8Array(32);
  });
  const kept = await readKept(
    sql,
    log,
    wanted.filter(({ level }) => level >= LOWEST_KEPT),
  );
  const blocks = await readBlocks(
    sql,
    log,
    wanted.filter(({ level }) => level < LOWEST_KEPT),
  );
  return compute((level, index) => {
    if (level < LOWEST_KEPT) {
      const perBlock = BLOCK / 2 ** level;
      const block = blocks.get(Math.floor(index / perBlock));
      if (block === undefined) throw new RangeError('No such subtree');
      return block(level, index % perBlock);
    }
    const hash = kept.get(`${level}/${index}`);
    if (hash === undefined) throw new RangeError('No such subtree');
    return hash;
  });
}

async function readKept(sql: SqlQuery, log: number, wanted: readonly Wanted[]): Promise<Map<string, Uint8Array>> {
  if (wanted.length === 0) return new Map();
  const rows = await sql.query<SubtreeRow>(
    `SELECT level, position, hash FROM subtree
     JOIN unnest($2::int[], $3::bigint[]) AS wanted (level, position) USING (level, position) WHERE log = $1`,
    [log, wanted.map(({ level }) => level), wanted.map(({ index }) => index)],
  );
  return new Map(rows.map(({ level, position, hash }) => [`${level}/${position}`, hash]));
}

async function readBlocks(sql: SqlQuery, log: number, wanted: readonly Wanted[]): Promise<Map<number, Subtrees>> {
  const numbers = [...new Set(wanted.map(({ level, index }) => Math.floor((index * 2 ** level) / BLOCK)))];
  const blocks = new Map<number, Subtrees>();
  for (const number of numbers) {
    const rows = await sql.query<{ leaf: Uint8Array }>(
      'SELECT leaf FROM entry WHERE log = $1 AND seq >= $2 AND seq < $3 ORDER BY seq',
      [log, number * BLOCK, (number + 1) * BLOCK],
    );
    blocks.set(number, subtreesOf(rows.map(({ leaf }) => leaf)));
  }
  return blocks;
}

/** The tree of the first `size` entries, ready to grow. */
export async function treeAt(sql: SqlQuery, log: number, size: number): Promise<Tree> {
  const peaks = await withSubtrees(sql, log, (subtrees) => {
    const found: Uint8Array[] = [];
    let start = 0;
    for (let level = 52; level >= 0; level -= 1) {
      const leaves = 2 ** level;
      if (Math.floor(size / leaves) % 2 === 0) continue;
      found.push(subtrees(level, start / leaves));
      start += leaves;
    }
    return found;
  });
  return growTree(size, Buffer.concat(peaks));
}
