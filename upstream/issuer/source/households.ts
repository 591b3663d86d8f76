import { basename, join } from 'node:path';
import { existsSync } from 'node:fs';
import { Household } from '../../../shared/domain/roll.ts';
import type { Problems } from './problems.ts';
import { reasonOf } from './problems.ts';
import { findInput, readCsv, readNdjson, type CsvRow } from './rows.ts';

export type Placed<T> = Readonly<{ file: string; line: number; id: string; value: T }>;

const PERSON = ['household', 'id', 'name', 'relation'] as const;
const PERSON_OPTIONAL = ['name_latin', 'sex', 'birth_date', 'photo', 'id_number'] as const;

/** Streams the households of a folder: `households.ndjson`, or `households.csv` with `members.csv` and `proxies.csv`. */
export async function* readHouseholds(folder: string, problems: Problems): AsyncGenerator<Placed<Household>> {
  const { path, format } = findInput(folder, 'households');
  const file = basename(path);
  const rows = format === 'ndjson' ? readNdjson(path, problems) : readHouseholdRows(folder, path);
  for await (const { line, value } of rows) {
    const id = idOf(value);
    const parsed = Household.safeParse(value);
    if (!parsed.success) problems.add(file, line, id, reasonOf(parsed.error.issues));
    else if (!hasUniquePeople(parsed.data))
      problems.add(file, line, id, 'two people of the household have the same id');
    else yield { file, line, id, value: parsed.data };
  }
}

async function* readHouseholdRows(folder: string, path: string): AsyncGenerator<{ line: number; value: unknown }> {
  const members = await readPeople(join(folder, 'members.csv'));
  const proxies = existsSync(join(folder, 'proxies.csv'))
    ? await readPeople(join(folder, 'proxies.csv'))
    : new Map<string, unknown[]>();
  for await (const { line, cells } of readCsv(path, ['id'], ['status', 'size', 'place', 'phone', 'language', 'note'])) {
    const { id = '', status = 'active', size, ...rest } = cells;
    const people = members.get(id) ?? [];
    const count = size === undefined ? people.length : Number(size);
    yield { line, value: { id, status, size: count, ...rest, members: people, proxies: proxies.get(id) ?? [] } };
  }
}

async function readPeople(path: string): Promise<Map<string, unknown[]>> {
  const people = new Map<string, unknown[]>();
  for await (const row of readCsv(path, PERSON, PERSON_OPTIONAL)) {
    const household = row.cells['household'] ?? '';
    const known = people.get(household);
    if (known === undefined) people.set(household, [personOf(row)]);
    else known.push(personOf(row));
  }
  return people;
}

function personOf({ cells }: CsvRow): Record<string, string> {
  const { household: _household, name_latin, birth_date, id_number, ...rest } = cells;
  return {
    ...rest,
    ...(name_latin === undefined ? {} : { nameLatin: name_latin }),
    ...(birth_date === undefined ? {} : { birthDate: birth_date }),
    ...(id_number === undefined ? {} : { idNumber: id_number }),
  };
}

export function idOf(value: unknown): string {
  return typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string' ? value.id : '';
}

function hasUniquePeople(household: Household): boolean {
  const ids = [...household.members, ...household.proxies].map(({ id }) => id);
  return new Set(ids).size === ids.length;
}
