import type { Random } from '../random.ts';

/** A word of a name or place in its own script, with its usual spelling in Latin letters. */
export type Word = Readonly<{ own: string; latin: string }>;

export type Sex = 'f' | 'm';

/** A name in parts: what the person was given, and what comes from the family (father's names, surnames; may be empty). */
export type Named = Readonly<{ given: readonly Word[]; lineage: readonly Word[] }>;

export type PeopleCode = 'sahel' | 'upland' | 'andes' | 'arabic' | 'amharic' | 'bengali' | 'devanagari' | 'burmese';

/** How one group of people is named and where it lives. The words are common ones; the persons are invented. */
export type People = Readonly<{
  code: PeopleCode;
  /** BCP 47. */
  languages: readonly string[];
  /** False where the own script is Latin already. */
  foreignScript: boolean;
  /** Between the words of a name in its own script. */
  ownJoin: string;
  /** Blocks and villages in the own script; `#` stands for a number. */
  places: readonly string[];
  given: (random: Random, sex: Sex, ageYears: number) => readonly Word[];
  /** Family words of somebody whose parents are not in the household. */
  lineage: (random: Random, sex: Sex) => readonly Word[];
  childLineage: (random: Random, sex: Sex, father: Named, mother: Named) => readonly Word[];
}>;

/** Reads `own=Latin, own=Latin`; without `=` both are the same. */
export function words(list: string): readonly Word[] {
  return list.split(',').map((entry) => {
    const [own = '', latin = own] = entry.split('=').map((part) => part.trim());
    if (own === '') throw new Error('empty word in a list of names');
    return { own: own.normalize('NFC'), latin: latin.normalize('NFC') };
  });
}

export function firstOf(list: readonly Word[]): readonly Word[] {
  return list.slice(0, 1);
}

/** The whole name, and its Latin spelling where the script is another one. */
export function spell(people: People, named: Named): { name: string; nameLatin?: string } {
  const all = [...named.given, ...named.lineage];
  const name = all.map((word) => word.own).join(people.ownJoin);
  return people.foreignScript ? { name, nameLatin: all.map((word) => word.latin).join(' ') } : { name };
}
