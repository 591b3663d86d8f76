import type { SqlQuery } from '../sql/sql.ts';
import type { LedgerFacts } from './check-claim.ts';
import { capturesOfVouchers, entriesOf, type ClaimRow } from './claim-rows.ts';

/** Gathers what the ledgers here say about a claim. */
export async function ledgerFacts(sql: SqlQuery, programme: string, row: ClaimRow): Promise<LedgerFacts> {
  const { log, origin, entry } = row;
  const seqs = entry.captures.map(([seq]) => seq);
  const captures = new Map((await entriesOf(sql, log, 'capture', seqs)).map((one) => [one.seq, one]));
  const released = new Set((await entriesOf(sql, log, 'release', null)).map(({ of }) => of));
  const others = (await entriesOf(sql, log, 'claim', null)).filter((one) => one.seq !== row.seq);
  // What answers a question stands for the one before it, and that for what it answered.
  const line = lineOf(row, others);
  const claimedBy = new Map(
    seqs.map((seq) => [
      seq,
      others
        .filter((one) => !line.has(one.seq) && one.captures.some(([capture]) => capture === seq))
        .map((one) => one.seq),
    ]),
  );
  const vouchers = new Map([...captures.values()].map((one) => [one.vch, one.seq]));
  const elsewhere = new Map<string, string[]>();
  for (const found of await capturesOfVouchers(sql, programme, new Set(vouchers.keys()))) {
    if (found.log === log) continue;
    const known = elsewhere.get(found.entry.vch) ?? [];
    elsewhere.set(found.entry.vch, [...known, `${found.origin}#${found.entry.seq}`]);
  }
  return { origin, entry, captures, released, claimedBy, elsewhere };
}

/** The claims of which this one is an answer, and those that answer it. */
function lineOf(
  { seq, entry }: Pick<ClaimRow, 'seq' | 'entry'>,
  others: readonly Readonly<{ seq: number; replaces?: number }>[],
): ReadonlySet<number> {
  const replaces = new Map(others.flatMap((one) => (one.replaces === undefined ? [] : [[one.seq, one.replaces]])));
  const answers = new Map([...replaces].map(([by, of]) => [of, by]));
  const line = new Set<number>();
  for (let at = entry.replaces; at !== undefined && !line.has(at); at = replaces.get(at)) line.add(at);
  for (let at = answers.get(seq); at !== undefined && !line.has(at); at = answers.get(at)) line.add(at);
  return line;
}
