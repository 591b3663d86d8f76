import type { Sql } from './port.ts';

export type { Sql, SqlQuery } from './port.ts';

export type SqlTarget = Readonly<{
  /** A PostgreSQL server (`postgres://…`); without one the embedded database in `folder`, or in memory. */
  url?: string | undefined;
  folder?: string | undefined;
  onFault?: (fault: Error) => void;
}>;

/** Opens the collector's database. Each driver is only loaded where it is used. */
export async function openSql({ url, folder, onFault }: SqlTarget): Promise<Sql> {
  if (url === undefined) return (await import('./embedded.ts')).openEmbedded(folder);
  const { openPostgres } = await import('./postgres.ts');
  return openPostgres({ url, ...(onFault === undefined ? {} : { onFault }) });
}
