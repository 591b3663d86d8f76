import { IssuerError } from '../issuer-error.ts';

/** One wrong row: which file, which line (0 for the whole file), what it names, why it cannot be taken. */
export type Problem = Readonly<{ file: string; line: number; id: string; reason: string }>;

const MAX_LISTED = 200;

/** Collects everything wrong before anything is issued, so that HQ mends a list in one go. Excluded ids are nobody's problem. */
export function createProblems(excluded: ReadonlySet<string> = new Set()) {
  const found: Problem[] = [];
  let count = 0;
  return {
    add(file: string, line: number, id: string, reason: string): void {
      if (excluded.has(id)) return;
      count += 1;
      if (found.length < MAX_LISTED) found.push({ file, line, id, reason });
    },
    list: (): readonly Problem[] => found,
    count: (): number => count,
    /** Throws an IssuerError that lists all problems. */
    assertNone(): void {
      if (count === 0) return;
      const lines = found.map(
        ({ file, line, id, reason }) => `  ${file}${line > 0 ? `:${line}` : ''} ${id}: ${reason}`,
      );
      const more = count > found.length ? [`  … and ${count - found.length} more`] : [];
      throw new IssuerError(
        [
          `${count} wrong rows; nothing was issued. Mend them, or leave records out with --exclude ID:`,
          ...lines,
          ...more,
        ].join('\n'),
      );
    },
  };
}
export type Problems = ReturnType<typeof createProblems>;

/** The first thing a schema objects to, in words. */
export function reasonOf(issues: readonly Readonly<{ path: readonly PropertyKey[]; message: string }>[]): string {
  const [first] = issues;
  if (first === undefined) return 'not as expected';
  return first.path.length === 0 ? first.message : `${first.path.join('.')}: ${first.message}`;
}
