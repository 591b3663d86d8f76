import type { EntryType } from '../../../../shared/wire/entry-types.ts';
import type { Read, Tell } from './rule.ts';

/** What the package in force decides. */
const BY_PACKAGE: ReadonlySet<string> = new Set<EntryType>(['open', 'handover', 'hold', 'capture']);

/** Which package was in force when people were served. */
export function createPackages({ tell }: { tell: Tell }) {
  let current = '';
  let newest = 0;
  let imports = 0;
  return {
    entry(entry: Read): void {
      if (entry.t === 'import') {
        imports += 1;
        if (entry.num < newest) tell('package-older', entry.seq, { number: entry.num, newest });
        newest = Math.max(newest, entry.num);
        current = entry.hash;
      }
      if (entry.t === 'control' && entry.kind === 'replayed') tell('restored', entry.seq, { count: entry.count ?? 0 });
      if (BY_PACKAGE.has(entry.t) && entry.pkg !== current) tell('package-unknown', entry.seq);
    },
    summary: () => ({ imports, newestPackage: newest }),
  };
}
