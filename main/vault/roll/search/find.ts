import type { Database } from '@signalapp/sqlcipher';
import type { Household } from '../../../../shared/domain/roll.ts';
import { createExpander, type Expansion } from './expand.ts';
import { scoreHousehold, type Wanted } from './score.ts';
import { idTerm, PREFIX, phoneQueryTerm, type Person } from './terms.ts';
import { idToken, words, yearOf } from './words.ts';

export type FindQuery = Readonly<{
  name?: string | undefined;
  birthYear?: string | undefined;
  place?: string | undefined;
  idNumber?: string | undefined;
  phone?: string | undefined;
}>;
export type Match = Readonly<{ household: Household; person: Person; score: number }>;
export type Found = Readonly<{ matches: readonly Match[]; more: boolean }>;

const MAX_MATCHES = 20;
/** Households read and weighed per search: with the very words first, then with words like them. */
const MAX_EXACT = 150;
const MAX_NEAR = 200;
/** So many that fit are enough to rank: whoever sees more has to say more. */
const ENOUGH = 40;
const MAX_WORDS = 6;

/**
 * Search without a card. Answers undefined where fewer than two attributes were given: one alone would be a way to browse
 * the roll. All attributes must fit, name and birth year in the same person; best first.
 */
export function createFind(db: Database): (query: FindQuery) => Found | undefined {
  const expand = createExpander(db);
  const search = db.prepare('SELECT rowid FROM search WHERE search MATCH ? LIMIT ?', { pluck: true });
  const body = db.prepare('SELECT body FROM household WHERE number = ?', { pluck: true });

  const collect = (wanted: Wanted, limit: number, into: Map<number, Match>): void => {
    for (const number of search.all<number>([expression(wanted), limit])) {
      if (into.size >= ENOUGH) return;
      if (into.has(number)) continue;
      const text = body.get([number]);
      if (typeof text !== 'string') continue;
      const household = JSON.parse(text) as Household;
      const scored = scoreHousehold(household, wanted);
      if (scored !== undefined) into.set(number, { household, ...scored });
    }
  };

  return (query) => {
    const exact = wantedOf(query, (term) => [{ term, weight: 1 }]);
    if (exact === undefined) return undefined;
    const found = new Map<number, Match>();
    collect(exact, MAX_EXACT, found);
    if (found.size <= MAX_MATCHES) {
      const near = wantedOf(query, (term) => likeTerms(term, expand));
      if (near !== undefined) collect(near, MAX_NEAR, found);
    }
    const ranked = [...found.values()].toSorted(
      (a, b) => b.score - a.score || (a.household.id < b.household.id ? -1 : 1),
    );
    return { matches: ranked.slice(0, MAX_MATCHES), more: ranked.length > MAX_MATCHES };
  };
}

/** Reads the attributes as terms; undefined if fewer than two say anything. */
function wantedOf(query: FindQuery, like: (term: string) => Expansion[]): Wanted | undefined {
  const name = words(query.name ?? '').slice(0, MAX_WORDS);
  const place = words(query.place ?? '').slice(0, MAX_WORDS);
  const year = yearOf(query.birthYear ?? '');
  const id = idToken(query.idNumber ?? '');
  const phone = phoneQueryTerm(query.phone ?? '');
  const given = [name.length > 0, place.length > 0, year !== undefined, id !== '', phone !== undefined];
  if (given.filter(Boolean).length < 2) return undefined;
  return {
    name: name.map((word) => like(PREFIX.name + word)),
    place: place.map((word) => like(PREFIX.place + word)),
    ...(year === undefined ? {} : { year: like(PREFIX.year + year) }),
    ...(id === '' ? {} : { id: like(idTerm(id)) }),
    ...(phone === undefined ? {} : { phone: like(phone) }),
  };
}

function likeTerms(term: string, expand: (term: string) => Expansion[]): Expansion[] {
  const prefix = term.slice(0, 1);
  if (prefix === PREFIX.name || prefix === PREFIX.place) return expand(term);
  return prefix === PREFIX.year ? nearYears(term) : slips(term);
}

/** Birth years are often estimates: the neighbours count too. */
function nearYears(term: string): Expansion[] {
  const year = Number(term.slice(1));
  const neighbours = [year - 1, year + 1].map((other) => ({ term: `${PREFIX.year}${other}`, weight: 0.7 }));
  return [{ term, weight: 1 }, ...neighbours];
}

/** A number with one digit mistyped or two neighbours swapped. */
function slips(term: string): Expansion[] {
  const made = new Set<string>();
  for (let i = 1; i < term.length; i++) {
    const [here, next] = [term[i] ?? '', term[i + 1]];
    if (next !== undefined && here !== next) made.add(term.slice(0, i) + next + here + term.slice(i + 2));
    if (!/\d/.test(here)) continue;
    for (let digit = 0; digit <= 9; digit++) made.add(term.slice(0, i) + String(digit) + term.slice(i + 1));
  }
  made.delete(term);
  return [{ term, weight: 1 }, ...[...made].map((other) => ({ term: other, weight: 0.7 }))];
}

/** FTS5 query: every wanted word, each as one of its expansions. Terms are letters and digits only, quoted all the same. */
function expression(wanted: Wanted): string {
  const groups = [...wanted.name, ...wanted.place, wanted.year, wanted.id, wanted.phone].filter(
    (group) => group !== undefined,
  );
  return groups.map((group) => `(${group.map(({ term }) => `"${term}"`).join(' OR ')})`).join(' AND ');
}
