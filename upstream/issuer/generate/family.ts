import type { Named, People, Sex } from './names/people.ts';
import type { Random } from './random.ts';

/** Somebody of a household before being written down. */
export type Draft = Readonly<{ relation: string; sex: Sex; ageYears: number; named: Named }>;

/** Out of 1000 households, how many have 1, 2, … 12 members: mean 5.1, as field rolls have it. */
const SIZE_WEIGHTS = [60, 90, 130, 150, 160, 140, 100, 70, 50, 30, 14, 6];

export function drawSize(random: Random): number {
  let left = random.below(1000);
  for (const [place, weight] of SIZE_WEIGHTS.entries()) {
    if (left < weight) return place + 1;
    left -= weight;
  }
  return SIZE_WEIGHTS.length;
}

function newcomer(random: Random, people: People, sex: Sex, ageYears: number): Named {
  return { given: people.given(random, sex, ageYears), lineage: people.lineage(random, sex) };
}

const written = (given: Named['given']): string => given.map((word) => word.own).join(' ');

/** Two children of one household do not bear the same name: tries again, a bounded number of times. */
function childGiven(random: Random, people: People, sex: Sex, ageYears: number, taken: Set<string>): Named['given'] {
  let given = people.given(random, sex, ageYears);
  for (let tries = 0; tries < 8 && taken.has(written(given)); tries += 1) given = people.given(random, sex, ageYears);
  taken.add(written(given));
  return given;
}

function headOf(random: Random, people: People, size: number): Draft {
  const sex: Sex = random.chance(0.62) ? 'f' : 'm';
  const ageYears = size <= 2 && random.chance(0.45) ? random.between(60, 88) : random.between(19, size >= 5 ? 62 : 70);
  return { relation: 'head', sex, ageYears, named: newcomer(random, people, sex, ageYears) };
}

function spouseOf(random: Random, people: People, head: Draft): Draft {
  const sex: Sex = head.sex === 'f' ? 'm' : 'f';
  const gap = random.between(0, 9) * (sex === 'm' ? 1 : -1);
  const ageYears = Math.min(90, Math.max(18, head.ageYears + gap));
  return { relation: 'spouse', sex, ageYears, named: newcomer(random, people, sex, ageYears) };
}

function parentOf(random: Random, people: People, head: Draft): Draft {
  const sex: Sex = random.chance(0.7) ? 'f' : 'm';
  const ageYears = Math.min(95, head.ageYears + random.between(19, 34));
  return { relation: sex === 'f' ? 'mother' : 'father', sex, ageYears, named: newcomer(random, people, sex, ageYears) };
}

/**
 * The members of a household of the given size, the head first, then the spouse, children by falling age, and sometimes
 * a parent or somebody taken in.
 */
export function drawFamily(random: Random, people: People, size: number): readonly Draft[] {
  const head = headOf(random, people, size);
  const members = [head];
  const partner = spouseOf(random, people, head);
  const married = size >= 2 && random.chance(size === 2 ? 0.5 : 0.66);
  if (married) members.push(partner);
  const elder =
    members.length < size && head.ageYears < 58 && random.chance(0.16) ? parentOf(random, people, head) : undefined;
  const guest = size >= 5 && random.chance(0.14);
  const children = size - members.length - (elder ? 1 : 0) - (guest ? 1 : 0);
  const father = head.sex === 'm' ? head : partner;
  const mother = head.sex === 'f' ? head : partner;
  const oldest = Math.max(1, Math.min(24, mother.ageYears - 16));
  const ages = Array.from({ length: children }, () => random.between(0, oldest)).sort((one, other) => other - one);
  const taken = new Set<string>();
  for (const ageYears of ages) {
    const sex: Sex = random.chance(0.5) ? 'f' : 'm';
    const given = childGiven(random, people, sex, ageYears, taken);
    const lineage = people.childLineage(random, sex, father.named, mother.named);
    const grandchild = mother.ageYears - ageYears > 46;
    const child = sex === 'f' ? 'daughter' : 'son';
    members.push({ relation: grandchild ? `grand${child}` : child, sex, ageYears, named: { given, lineage } });
  }
  if (elder) members.push(elder);
  if (guest) {
    const sex: Sex = random.chance(0.5) ? 'f' : 'm';
    const ageYears = random.between(8, 60);
    members.push({
      relation: sex === 'f' ? 'niece' : 'nephew',
      sex,
      ageYears: Math.min(ageYears, 30),
      named: newcomer(random, people, sex, ageYears),
    });
  }
  return members;
}

const PROXY_RELATIONS = ['neighbour', 'neighbour', 'cousin', 'in-law', 'aunt or uncle', 'block leader'];

/** People registered to collect for the household: none for most, one or two for the others. */
export function drawProxies(random: Random, people: People): readonly Draft[] {
  const count = random.chance(0.6) ? 0 : random.chance(0.75) ? 1 : 2;
  return Array.from({ length: count }, () => {
    const sex: Sex = random.chance(0.5) ? 'f' : 'm';
    const ageYears = random.between(19, 64);
    return { relation: random.pick(PROXY_RELATIONS), sex, ageYears, named: newcomer(random, people, sex, ageYears) };
  });
}
