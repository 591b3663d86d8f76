import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Policy } from '../../../shared/domain/policy.ts';
import type { Entitlement, Household, StockItem } from '../../../shared/domain/roll.ts';
import { PACKAGE_BOUNDS } from '../../../shared/wire/package/layout.ts';
import type { OperatorInput } from '../issue/operators.ts';
import type { PhotoSource } from '../issue/source.ts';
import { readEntitlements } from './entitlements.ts';
import { readHouseholds } from './households.ts';
import { readOperators, readPolicy, readStock } from './plans.ts';
import { createProblems, type Problems } from './problems.ts';

export type FolderOptions = Readonly<{
  folder: string;
  /** Ids of households and entitlements to leave out, wrong or not. */
  exclude: ReadonlySet<string>;
  /** Desks that entitlements may be sent to. */
  desks: ReadonlySet<string>;
  /** True where all stations of the site hold a device secret. */
  pinAllowed: boolean;
  progress?: (checked: number) => void;
}>;

/** A folder that was found good; households and entitlements are streamed from its files again. */
export type CheckedFolder = Readonly<{
  households: () => AsyncIterable<Household>;
  entitlements: () => AsyncIterable<Entitlement>;
  photos: () => Iterable<PhotoSource>;
  stock: readonly StockItem[];
  operators: readonly OperatorInput[];
  policy: Policy;
  counts: Readonly<{ households: number; entitlements: number; photos: number }>;
}>;

const PROGRESS_EVERY = 1000;

/**
 * Reads a folder of CSV or NDJSON files once to the end and lists everything wrong with it. Throws an IssuerError with the
 * list; nothing can be issued before it is empty.
 */
export async function checkFolder(options: FolderOptions): Promise<CheckedFolder> {
  const { folder, exclude, progress } = options;
  const problems = createProblems(exclude);
  const stock = await readStock(folder, problems);
  const policy = readPolicy(folder, problems);
  const operators = await readOperators(folder, options.pinAllowed, problems);

  const households = new Set<string>();
  const photos = new Set<string>();
  for await (const { file, line, id, value } of readHouseholds(folder, problems)) {
    if (exclude.has(id)) continue;
    if (households.has(id)) problems.add(file, line, id, 'household is listed twice');
    households.add(id);
    for (const { photo } of [...value.members, ...value.proxies]) {
      if (photo === undefined || photos.has(photo)) continue;
      photos.add(photo);
      const reason = photoProblem(join(folder, 'photos', photo));
      if (reason !== undefined) problems.add(file, line, id, `photos/${photo} ${reason}`);
    }
    if (households.size % PROGRESS_EVERY === 0) progress?.(households.size);
  }
  const entitlements = await checkEntitlements(options, problems, households, new Set(stock.map(({ item }) => item)));
  if (households.size === 0) problems.add('households', 0, '', 'there are none');
  problems.assertNone();
  if (policy === undefined) throw new Error('A missing policy is a problem and was reported');
  return {
    households: () => valuesOf(readHouseholds(folder, problems), ({ id }) => !exclude.has(id)),
    entitlements: () =>
      valuesOf(readEntitlements(folder, problems), ({ id, household }) => !exclude.has(id) && !exclude.has(household)),
    photos: () => [...photos].toSorted().map((name) => ({ name, path: join(folder, 'photos', name) })),
    stock,
    operators,
    policy,
    counts: { households: households.size, entitlements, photos: photos.size },
  };
}

async function checkEntitlements(
  { folder, exclude, desks }: FolderOptions,
  problems: Problems,
  households: ReadonlySet<string>,
  items: ReadonlySet<string>,
): Promise<number> {
  const seen = new Set<string>();
  for await (const { file, line, id, value } of readEntitlements(folder, problems)) {
    if (exclude.has(id) || exclude.has(value.household)) continue;
    if (seen.has(id)) problems.add(file, line, id, 'entitlement is listed twice, or its rows are not together');
    seen.add(id);
    if (!households.has(value.household))
      problems.add(file, line, id, `household ${value.household} is not in the roll`);
    if (value.homeDesk !== undefined && !desks.has(value.homeDesk))
      problems.add(file, line, id, `home desk ${value.homeDesk} is not enrolled`);
    for (const part of value.lines) {
      if (part.kind === 'item' && !items.has(part.item))
        problems.add(file, line, id, `item ${part.item} is not in the stock plan`);
    }
  }
  return seen.size;
}

async function* valuesOf<T>(
  rows: AsyncIterable<Readonly<{ value: T }>>,
  keep: (value: T) => boolean,
): AsyncGenerator<T> {
  for await (const { value } of rows) if (keep(value)) yield value;
}

const MAGIC = {
  png: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  jpg: Buffer.from([0xff, 0xd8, 0xff]),
} as const;

function photoProblem(path: string): string | undefined {
  if (!existsSync(path)) return 'is missing';
  if (statSync(path).size > PACKAGE_BOUNDS.photoBytes) return 'is larger than 512 KB';
  const magic = path.endsWith('.png') ? MAGIC.png : MAGIC.jpg;
  const head = Buffer.alloc(magic.length);
  const file = openSync(path, 'r');
  try {
    readSync(file, head, 0, head.length, 0);
  } finally {
    closeSync(file);
  }
  return head.equals(magic) ? undefined : 'is neither PNG nor JPEG, or not what its name says';
}
