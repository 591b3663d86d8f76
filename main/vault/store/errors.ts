/** What a database error means to us. `constraint` names what SQLite says was violated, e.g. `claim.entitlement, claim.ordinal`. */
export type StorageTrouble =
  | Readonly<{ kind: 'disk-full' | 'io' | 'damaged' | 'not-a-database' | 'busy' }>
  | Readonly<{ kind: 'constraint'; constraint: string }>;

const KINDS: readonly (readonly [RegExp, 'disk-full' | 'io' | 'damaged' | 'not-a-database' | 'busy'])[] = [
  [/^SQLITE_FULL$/, 'disk-full'],
  [/^SQLITE_(IOERR|CANTOPEN|READONLY)/, 'io'],
  [/^SQLITE_CORRUPT/, 'damaged'],
  [/^SQLITE_NOTADB$/, 'not-a-database'],
  [/^SQLITE_(BUSY|LOCKED)/, 'busy'],
];

/** Reads a thrown value; undefined for anything that is a fault of ours and not of the disk or the data. */
export function storageTrouble(thrown: unknown): StorageTrouble | undefined {
  const cause = rootCause(thrown);
  if (!(cause instanceof Error) || !('code' in cause) || typeof cause.code !== 'string') return undefined;
  const { code } = cause;
  if (code.startsWith('SQLITE_CONSTRAINT')) return { kind: 'constraint', constraint: constraintOf(cause.message) };
  if (code === 'ENOSPC' || code === 'EDQUOT') return { kind: 'disk-full' };
  if (code === 'EIO' || code === 'EROFS' || code === 'EACCES' || code === 'EPERM' || code === 'EBADF')
    return { kind: 'io' };
  const kind = KINDS.find(([pattern]) => pattern.test(code))?.[1];
  return kind === undefined ? undefined : { kind };
}

/** Drizzle wraps what the driver threw. */
function rootCause(thrown: unknown): unknown {
  let current = thrown;
  for (let depth = 0; depth < 4 && current instanceof Error && current.cause instanceof Error; depth += 1)
    current = current.cause;
  return current;
}

/** `sqlite error(SQLITE_CONSTRAINT_UNIQUE): UNIQUE constraint failed: claim.ent, claim.ordinal` → `claim.ent, claim.ordinal`. */
function constraintOf(message: string): string {
  const text = message.replace(/^sqlite error\([A-Z_]+\): /, '');
  return text.replace(/^[A-Z ]+ constraint failed(: )?/, '') || text;
}
