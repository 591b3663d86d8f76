import type { Database } from '@signalapp/sqlcipher';
import { distanceWithin, errorsForgiven } from './distance.ts';
import { nearKeys } from './terms.ts';
import { skeletons } from './words.ts';

/** A term of the vocabulary that a typed word may stand for, and how surely: 1 = the very word. */
export type Expansion = Readonly<{ term: string; weight: number }>;

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

type Candidate = Readonly<{ term: string; households: number }>;

/** Leads typed words to the words of the roll: misspelt, begun only, or transliterated by another custom. */
export function createExpander(db: Database) {
  const near = db.prepare(
    `SELECT DISTINCT v.term AS term, v.households AS households FROM near JOIN vocabulary v ON v.term = near.term
     WHERE near.key IN (SELECT value FROM json_each(?)) LIMIT ${MAX_CANDIDATES}`,
  );
  const beginning = db.prepare(
    'SELECT term, households FROM vocabulary WHERE term >= ? AND term < ? ORDER BY term LIMIT 60',
  );
  return function expand(term: string): Expansion[] {
    const word = term.slice(1);
    const bones = skeletons(word);
    const found = new Map<string, Expansion & Candidate>();
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
    found.set(term, { term, weight: WEIGHT.same, households: 0 });
    return [...found.values()]
      .toSorted((a, b) => b.weight - a.weight || b.households - a.households)
      .slice(0, MAX_EXPANSIONS)
      .map(({ term: like, weight }) => ({ term: like, weight }));
  };
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
