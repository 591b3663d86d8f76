import type { Expansion } from './expand.ts';
import type { Wanted } from './score.ts';
import { idTerm, phoneQueryTerm, PREFIX } from './terms.ts';
import { idToken, words, yearOf } from './words.ts';

export type FindQuery = Readonly<{
  name?: string | undefined;
  birthYear?: string | undefined;
  place?: string | undefined;
  idNumber?: string | undefined;
  phone?: string | undefined;
}>;

/** How loosely words are taken: how sure an expansion must be, and how many a word may have. */
export type Tier = Readonly<{ sureness: number; expansions: number }>;

const MAX_WORDS = 6;
const NAME_WORDS = 4;
const PLACE_WORDS = 2;

/** Reads the attributes as terms; undefined if fewer than two say anything. */
export function wantedOf(query: FindQuery, like: (term: string) => Expansion[]): Wanted | undefined {
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

/** Of the words like a typed one, those sure enough; of names and places, which may be common, only so many. */
export function pick(like: readonly Expansion[], { sureness, expansions }: Tier): Expansion[] {
  const sure = like.filter(({ weight }) => weight >= sureness);
  const prefix = sure[0]?.term[0];
  return prefix === PREFIX.name || prefix === PREFIX.place ? sure.slice(0, expansions) : sure;
}

export function likeTerms(term: string, expand: (term: string) => Expansion[]): Expansion[] {
  const prefix = term.slice(0, 1);
  if (prefix === PREFIX.name || prefix === PREFIX.place) return expand(term);
  return prefix === PREFIX.year ? nearYears(term) : slips(term);
}

/** Birth years are often estimates: the neighbours count too. */
function nearYears(term: string): Expansion[] {
  const year = Number(term.slice(1));
  const neighbours = [year - 1, year + 1].map((other) => ({ term: `${PREFIX.year}${other}`, weight: 0.7, people: 0 }));
  return [{ term, weight: 1, people: 0 }, ...neighbours];
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
  return [{ term, weight: 1, people: 0 }, ...[...made].map((other) => ({ term: other, weight: 0.7, people: 0 }))];
}

/**
 * FTS5 query: every attribute, each word as one of its expansions. Of names and places only the rarest words are looked up, for
 * a list that half the roll is on finds nobody; the others are checked on the people found. Terms are letters and digits only,
 * quoted all the same.
 */
export function expression(wanted: Wanted): string {
  const asked = [...rarest(wanted.name, NAME_WORDS), ...rarest(wanted.place, PLACE_WORDS)];
  const groups = [...asked, wanted.year, wanted.id, wanted.phone].filter((group) => group !== undefined);
  return groups.map((group) => `(${group.map(({ term }) => `"${term}"`).join(' OR ')})`).join(' AND ');
}

/** True where some word is nobody's, so that there is nothing to look up. */
export function isHopeless(wanted: Wanted): boolean {
  return [...wanted.name, ...wanted.place].some((group) => mass(group) === 0);
}

function rarest(groups: readonly (readonly Expansion[])[], count: number): (readonly Expansion[])[] {
  return groups.toSorted((a, b) => mass(a) - mass(b)).slice(0, count);
}

function mass(group: readonly Expansion[]): number {
  return group.reduce((sum, { people }) => sum + people, 0);
}
