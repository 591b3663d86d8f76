/** What both databases understand as a parameter. Arrays go into `unnest($1::type[])`. */
export type SqlValue = string | number | boolean | null | Uint8Array | readonly (string | number | Uint8Array | null)[];

export type SqlQuery = Readonly<{
  /** One statement with `$1`, `$2`, … `bigint` comes as a number (an unsafe one throws), `bytea` as bytes, `jsonb` as its value. */
  query: <R extends Readonly<Record<string, unknown>>>(text: string, values?: readonly SqlValue[]) => Promise<R[]>;
  /** Statements without parameters, separated by semicolons. */
  script: (text: string) => Promise<void>;
}>;

/** The collector's PostgreSQL: a server of its own, or the embedded one. */
export type Sql = SqlQuery &
  Readonly<{
    kind: 'postgres' | 'embedded';
    /**
     * Runs work in one transaction (read committed) and commits: durable once it answers. Rolls back and throws what the work
     * throws. A commit that fails may nevertheless have been done: whoever asks again has to look.
     */
    transaction: <T>(work: (sql: SqlQuery) => Promise<T>) => Promise<T>;
    close: () => Promise<void>;
  }>;

/** As the drivers' parser of `bigint`. */
export function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError('The database holds a number beyond the safe integers');
  return value;
}

/** Type number (oid) of `bigint`. */
export const BIGINT_OID = 20;
