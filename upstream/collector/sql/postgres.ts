import pg from 'pg';
import { BIGINT_OID, safeInteger, type Sql, type SqlQuery } from './port.ts';

export type PostgresOptions = Readonly<{
  url: string;
  /** Connections held at most. */
  connections?: number;
  /** Told when an idle connection dies; the pool replaces it. */
  onFault?: (fault: Error) => void;
}>;

const STATEMENT_LIMIT_MS = 60_000;
const CONNECT_LIMIT_MS = 10_000;

const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === BIGINT_OID && format !== 'binary' ? safeInteger : pg.types.getTypeParser(oid, format),
};

/** A PostgreSQL server, 14 or newer. */
export function openPostgres({ url, connections = 10, onFault }: PostgresOptions): Sql {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    types,
    application_name: 'tallypoint-collector',
    connectionTimeoutMillis: CONNECT_LIMIT_MS,
    statement_timeout: STATEMENT_LIMIT_MS,
    idle_in_transaction_session_timeout: STATEMENT_LIMIT_MS,
  });
  pool.on('error', (fault) => onFault?.(fault));
  return {
    kind: 'postgres',
    ...queriesOf(pool),
    async transaction(work) {
      const client = await pool.connect();
      let broken: Error | undefined;
      // A connection that dies between two statements must end this transaction, not the process.
      const lost = (fault: Error): void => void (broken = fault);
      client.on('error', lost);
      try {
        await client.query('BEGIN');
        const value = await work(queriesOf(client));
        await client.query('COMMIT');
        return value;
      } catch (thrown) {
        await client.query('ROLLBACK').catch((fault: unknown) => (broken = fault as Error));
        throw thrown;
      } finally {
        client.off('error', lost);
        client.release(broken);
      }
    },
    close: () => pool.end(),
  };
}

function queriesOf(client: pg.Pool | pg.PoolClient): SqlQuery {
  return {
    query: async <R extends Readonly<Record<string, unknown>>>(text: string, values: readonly unknown[] = []) =>
      (await client.query<R>(text, [...values])).rows,
    async script(text) {
      await client.query(text);
    },
  };
}
