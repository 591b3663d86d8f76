import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Household } from '../../shared/domain/roll.ts';
import { streamOf, type Random, type Seed } from '../issuer/generate/random.ts';

/** A search as somebody types it, and the household it is meant for. */
const Search = z.strictObject({
  query: z.strictObject({ name: z.string(), birthYear: z.string().optional(), place: z.string().optional() }),
  household: z.string(),
});
export type Search = z.infer<typeof Search>;

/** What a run asks of the station, drawn from the roll by the seed. */
export const Samples = z.strictObject({
  /** Ids of households all over the roll, in no order. */
  ids: z.array(z.string()),
  searches: z.array(Search),
  /** Texts of cards of households that have something to collect today, in no order. */
  cards: z.array(z.string()),
});
export type Samples = z.infer<typeof Samples>;

const FILE = 'samples.json';

export function writeSamples(folder: string, samples: Samples): void {
  writeFileSync(join(folder, FILE), JSON.stringify(samples));
}

export function readSamples(folder: string): Samples {
  return Samples.parse(JSON.parse(readFileSync(join(folder, FILE), 'utf8')));
}

const PURPOSE = { search: 900, order: 901 } as const;

/**
 * Asks for the first person of a household with a slip of the keyboard in the name, and a second attribute. Every fourth
 * search has no slip; half of those with a Latin form use that.
 */
export function searchFor(seed: Seed, index: number, household: Household): Search | undefined {
  const [person] = household.members;
  const random = streamOf(seed, PURPOSE.search, index);
  if (person === undefined) return undefined;
  const whole = (random.chance(0.5) ? person.nameLatin : undefined) ?? person.name;
  const name = random.chance(0.25) ? whole : misspelt(whole, random);
  const birthYear = person.birthDate?.slice(0, 4);
  if (birthYear !== undefined && random.chance(0.5)) return { query: { name, birthYear }, household: household.id };
  const { place } = household;
  return place === undefined ? undefined : { query: { name, place }, household: household.id };
}

/** One letter of the longest word left out, doubled, or changed with the next. */
export function misspelt(name: string, random: Random): string {
  const words = name.split(' ');
  const longest = words.reduce((best, word) => (word.length > best.length ? word : best), '');
  const letters = Array.from(longest);
  const at = 1 + random.below(Math.max(1, letters.length - 2));
  const letter = letters[at];
  if (letter === undefined) return name;
  const slip = random.below(3);
  if (slip === 0) letters.splice(at, 1);
  else if (slip === 1) letters.splice(at, 0, letter);
  else letters.splice(at - 1, 2, letter, letters[at - 1] ?? '');
  return words.map((word) => (word === longest ? letters.join('') : word)).join(' ');
}

/** The same things in an order drawn by the seed. */
export function shuffled<T>(seed: Seed, things: readonly T[]): T[] {
  return things
    .map((thing, index) => ({ thing, place: streamOf(seed, PURPOSE.order, index).bits() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ thing }) => thing);
}
