import type { SqlQuery } from '../sql/sql.ts';

export type ScopeName = Readonly<{ programme: string; site: string; cycle: string }>;

/** The row of a site in a cycle, made where there is none yet. */
export async function scopeId(sql: SqlQuery, { programme, site, cycle }: ScopeName): Promise<number> {
  const find = async (): Promise<number | undefined> =>
    (
      await sql.query<{ id: number }>('SELECT id FROM rec_scope WHERE programme = $1 AND site = $2 AND cycle = $3', [
        programme,
        site,
        cycle,
      ])
    )[0]?.id;
  const known = await find();
  if (known !== undefined) return known;
  await sql.query('INSERT INTO rec_scope (programme, site, cycle) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [
    programme,
    site,
    cycle,
  ]);
  const made = await find();
  if (made === undefined) throw new Error('A site in a cycle could not be noted');
  return made;
}
