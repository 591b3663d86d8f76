import type { PeopleCode, Sex } from '../names/people.ts';
import type { Random } from '../random.ts';
import { lighter, mix, rgb, type Rgb } from './colour.ts';
import {
  CLOTHS,
  GROUNDS,
  LOOKS,
  PALE,
  SCARVES,
  SKINS,
  type Age,
  type Beard,
  type Garment,
  type Hair,
  type Headwear,
  type Look,
  type Weighted,
} from './looks.ts';

/** All that is chosen about one portrait. Numbers without a unit are shares around 0 (-1 … 1). */
export type Traits = Readonly<{
  sex: Sex;
  age: Age;
  ageYears: number;
  skin: Rgb;
  hairColour: Rgb;
  hair: Hair;
  headwear: Headwear;
  headwearColour: Rgb;
  beard: Beard;
  garment: Garment;
  garmentColour: Rgb;
  trimColour: Rgb;
  pattern: boolean;
  glasses: boolean;
  earrings: boolean;
  /** Cheek paste worn in Myanmar, or a forehead dot worn in Nepal and India. */
  mark: 'none' | 'thanaka' | 'bindi';
  ground: Rgb;
  faceWidth: number;
  jaw: number;
  eyeSize: number;
  browRise: number;
  noseWidth: number;
  lipFullness: number;
  smile: number;
  turn: number;
}>;

function weighted<T>(random: Random, list: Weighted<T>): T {
  let left = random.unit() * list.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [value, weight] of list) {
    left -= weight;
    if (left < 0) return value;
  }
  throw new Error('a weighted choice needs weights');
}

function hairOf(random: Random, sex: Sex, age: Age, curly: boolean): Hair {
  if (sex === 'f') {
    if (age === 'child')
      return random.pick<Hair>(curly ? ['puffs', 'braids', 'afro', 'puffs'] : ['bob', 'tail', 'bob', 'puffs']);
    if (age === 'elder') return random.pick<Hair>(curly ? ['bun', 'bun', 'afro'] : ['bun', 'bun', 'bob']);
    return random.pick<Hair>(
      curly ? ['braids', 'afro', 'bun', 'bun', 'braids'] : ['long', 'bun', 'tail', 'long', 'bob'],
    );
  }
  if (age === 'child') return curly ? 'crop' : random.pick<Hair>(['crop', 'parted']);
  if (age === 'elder') return random.pick<Hair>(['receding', 'receding', 'crop', 'bald']);
  return random.pick<Hair>(curly ? ['crop', 'crop', 'afro', 'bald'] : ['parted', 'crop', 'parted', 'receding']);
}

function hairColourOf(random: Random, ageYears: number): Rgb {
  const young = random.pick([rgb('#1b1513'), rgb('#241a16'), rgb('#2b1e18')]);
  const grey = random.pick([rgb('#8d8883'), rgb('#a9a49e'), rgb('#c4c0ba'), rgb('#d8d5d0')]);
  const greyness = Math.min(1, Math.max(0, (ageYears - 46 + random.between(-5, 5)) / 20));
  return mix(young, grey, greyness);
}

function beardOf(random: Random, age: Age, ageYears: number, sex: Sex): Beard {
  if (sex === 'f' || age === 'child' || ageYears < 19) return 'none';
  return weighted<Beard>(
    random,
    age === 'elder'
      ? [
          ['none', 3],
          ['moustache', 2],
          ['short', 4],
          ['full', 3],
        ]
      : [
          ['none', 5],
          ['stubble', 3],
          ['moustache', 3],
          ['short', 3],
        ],
  );
}

function headwearOf(random: Random, look: Look, sex: Sex, ageYears: number): Headwear {
  if (ageYears < 11) return sex === 'm' && random.chance(0.05) ? 'cap' : 'none';
  const worn = weighted(random, sex === 'f' ? look.women : look.men);
  return worn === 'turban' && ageYears < 30 ? 'cap' : worn;
}

function headwearColourOf(random: Random, headwear: Headwear): Rgb {
  if (headwear === 'turban' || headwear === 'cap') return random.chance(0.7) ? random.pick(PALE) : random.pick(CLOTHS);
  if (headwear === 'brim') return random.pick(['#c9ab77', '#b08d57', '#5b4636', '#d9c59a'].map(rgb));
  if (headwear === 'topi') return random.pick(['#6f3440', '#3a4a5c', '#8a7a5c', '#4c5c44'].map(rgb));
  return random.pick(SCARVES);
}

function markOf(random: Random, people: PeopleCode, sex: Sex, ageYears: number): Traits['mark'] {
  if (people === 'burmese' && (sex === 'f' || ageYears < 12) && random.chance(0.5)) return 'thanaka';
  return people === 'devanagari' && sex === 'f' && ageYears > 14 && random.chance(0.45) ? 'bindi' : 'none';
}

/** Chooses a person's looks. Every draw happens for everybody, in this order, so that pictures stay the same. */
export function drawTraits(random: Random, people: PeopleCode, sex: Sex, ageYears: number): Traits {
  const look = LOOKS[people];
  const age: Age = ageYears < 14 ? 'child' : ageYears >= 58 ? 'elder' : 'adult';
  const [darkest, lightest] = look.skins;
  const tone = random.between(darkest, lightest - 1);
  const skin = mix(SKINS[tone] ?? SKINS[0] ?? [0, 0, 0], SKINS[tone + 1] ?? [0, 0, 0], random.unit());
  const share = (): number => random.unit() + random.unit() - 1;
  const headwear = headwearOf(random, look, sex, ageYears);
  const robed = random.chance(look.robes) && age !== 'child';
  const plain: Garment =
    sex === 'f'
      ? random.pick<Garment>(['round', 'vee', 'collar', 'round'])
      : random.pick<Garment>(['collar', 'round', 'collar', 'vee']);
  const garment: Garment =
    headwear === 'shawl'
      ? 'drape'
      : robed
        ? 'robe'
        : age === 'child'
          ? random.pick<Garment>(['round', 'collar', 'round'])
          : plain;
  const garmentColour =
    sex === 'm' && garment === 'robe'
      ? lighter(random.pick([...CLOTHS, ...PALE, ...PALE, ...PALE]), 0.1)
      : random.pick(CLOTHS);
  return {
    sex,
    age,
    ageYears,
    skin,
    hairColour: hairColourOf(random, ageYears),
    hair: hairOf(random, sex, age, look.curly),
    headwear,
    headwearColour: headwearColourOf(random, headwear),
    beard: beardOf(random, age, ageYears, sex),
    garment,
    garmentColour,
    trimColour: random.pick([...SCARVES, ...CLOTHS]),
    pattern: random.chance(sex === 'f' ? look.prints : look.prints * 0.35),
    glasses: random.chance(age === 'elder' ? 0.28 : age === 'adult' ? 0.08 : 0.02),
    earrings: sex === 'f' && random.chance(0.55),
    mark: markOf(random, people, sex, ageYears),
    ground: random.pick(GROUNDS),
    faceWidth: share(),
    jaw: share(),
    eyeSize: share(),
    browRise: share(),
    noseWidth: share(),
    lipFullness: share(),
    smile: random.unit(),
    turn: share() * 0.035,
  };
}
