import type { Database } from '@signalapp/sqlcipher';
import { distanceWithin, errorsForgiven } from './distance.ts';
import { nearKeys } from './terms.ts';
import { skeletons } from './words.ts';

/** A term that a typed word may stand for, how surely (1 = the very word), and how many people have it where that is known. */
export type Expansion = Readonly<{ term: string; weight: number; people: number }>;

const MAX_EXPANSIONS = 24;
const MAX_CANDIDATES = 1200;
const MIN_PREFIX_LETTERS = 3;
const WEIGHT = {
  same: 1,
  oneError: 0.85,
  sameSkeleton: 0.8,
  beginning: 0.75,
  twoErrors: 0.65,
  nearSkeleton: 0.55,
} as const;

type Candidate = Readonly<{ term: string; people: number }>;

/** Leads typed words to the words of the roll: misspelt, begun only, or transliterated by another custom. */
export function createExpander(db: Database) {
  const near = db.prepare(
    `SELECT DISTINCT v.term AS term, v.people AS people FROM near JOIN vocabulary v ON v.term = near.term
     WHERE near.key IN (SELECT value FROM json_each(?)) LIMIT ${MAX_CANDIDATES}`,
  );
  const beginning = db.prepare(
    'SELECT term, people FROM vocabulary WHERE term >= ? AND term < ? ORDER BY term LIMIT 60',
  );
  const count = db.prepare('SELECT people FROM vocabulary WHERE term = ?', { pluck: true });
  /** Surest first; the very word is always among them. */
  return function expand(term: string): Expansion[] {
    const word = term.slice(1);
    const itself: Expansion = { term, weight: WEIGHT.same, people: Number(count.get([term]) ?? 0) };
    // House numbers and the like mean what they say.
    if (/\d/.test(word)) return [itself];
    const bones = skeletons(word);
    const found = new Map<string, Expansion>();
    const take = (candidate: Candidate, weight: number): void => {
      const known = found.get(candidate.term);
      if (known === undefined || known.weight < weight) found.set(candidate.term, { ...candidate, weight });
    };
    if (word.length >= MIN_PREFIX_LETTERS) {
      for (const candidate of beginning.all<Candidate>([term, `${term}{`])) take(candidate, WEIGHT.beginning);
    }
    for (const candidate of near.all<Candidate>([JSON.stringify(nearKeys(term))])) {
      const weight = weigh(word, bones, candidate.term.slice(1));
      if (weight > 0) take(candidate, weight);
    }
    found.set(term, itself);
    return [...found.values()].toSorted((a, b) => b.weight - a.weight || b.people - a.people).slice(0, MAX_EXPANSIONS);
  };
}

/** The same among the few terms of one household. */
export function expandAmong(term: string, others: readonly string[]): Expansion[] {
  const word = term.slice(1);
  const bones = skeletons(word);
  const like = others
    .filter((other) => other !== term && other.startsWith(term.slice(0, 1)))
    .map((other): Expansion => {
      const isBegun = word.length >= MIN_PREFIX_LETTERS && other.startsWith(term);
      const weight = Math.max(isBegun ? WEIGHT.beginning : 0, weigh(word, bones, other.slice(1)));
      return { term: other, weight, people: 1 };
    });
  return [{ term, weight: WEIGHT.same, people: 1 }, ...like.filter(({ weight }) => weight > 0)];
}

function weigh(word: string, bones: readonly string[], other: string): number {
  const forgiven = errorsForgiven(word);
  const errors = distanceWithin(word, other, forgiven);
  if (errors <= forgiven) return [WEIGHT.same, WEIGHT.oneError, WEIGHT.twoErrors][errors] ?? 0;
  return Math.max(0, ...bones.flatMap((mine) => skeletons(other).map((theirs) => weighSkeletons(mine, theirs))));
}

/** Skeletons of a single letter say too little. */
function weighSkeletons(mine: string, theirs: string): number {
  if (mine === theirs) return mine.length > 1 ? WEIGHT.sameSkeleton : 0;
  return mine.length >= 4 && distanceWithin(mine, theirs, 1) === 1 ? WEIGHT.nearSkeleton : 0;
}
