import type { PeopleCode, Sex } from '../names/people.ts';
import type { Random } from '../random.ts';
import { lighter, mix, rgb, type Rgb } from './colour.ts';

export type Age = 'child' | 'adult' | 'elder';
export type Hair =
  | 'crop'
  | 'parted'
  | 'afro'
  | 'receding'
  | 'bald'
  | 'bun'
  | 'long'
  | 'bob'
  | 'braids'
  | 'puffs'
  | 'tail';
export type Headwear = 'none' | 'hijab' | 'shawl' | 'wrap' | 'cap' | 'turban' | 'topi' | 'brim';
export type Beard = 'none' | 'stubble' | 'moustache' | 'short' | 'full';
export type Garment = 'round' | 'vee' | 'collar' | 'robe' | 'drape';

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

const SKINS = [
  '#4a2c20',
  '#5a3625',
  '#6b412b',
  '#7d4e33',
  '#8f5d3d',
  '#a26d49',
  '#b47f58',
  '#c49069',
  '#d2a37c',
  '#deb592',
].map(rgb);
const GROUNDS = ['#d5e3e2', '#e5dfd0', '#d8dfe8', '#e6d9cf', '#dbe4d3', '#e3dbe3', '#cfdfe3', '#e8e2d6'].map(rgb);
const CLOTHS = [
  '#0b5d6b',
  '#2f4f7f',
  '#7a2e3a',
  '#a8552f',
  '#c08a2e',
  '#4d6b3c',
  '#5b4a7a',
  '#8a3f6b',
  '#37474f',
  '#b5654a',
  '#3f7d6e',
  '#6d7f8c',
  '#d8cdb8',
  '#ece6da',
  '#20546b',
  '#93432b',
].map(rgb);
const SCARVES = [
  '#1f4e5f',
  '#7b2d43',
  '#3d5a45',
  '#c9a66b',
  '#8c5a7f',
  '#2d3a4f',
  '#b4694a',
  '#e3d5bf',
  '#5f7fa3',
  '#a33f3f',
  '#6c8f7d',
  '#d99a5b',
  '#f0ebe1',
  '#46304f',
].map(rgb);
const PALE = ['#f4efe6', '#efe7d6', '#f7f4ee', '#e7e2d8'].map(rgb);

type Weighted<T> = readonly (readonly [T, number])[];

/** What is worn where: weights, not rules. */
type Look = Readonly<{
  skins: readonly [number, number];
  women: Weighted<Headwear>;
  men: Weighted<Headwear>;
  curly: boolean;
  prints: number;
  robes: number;
}>;

const LOOKS: Readonly<Record<PeopleCode, Look>> = {
  sahel: {
    skins: [0, 3],
    women: [
      ['wrap', 5],
      ['hijab', 2],
      ['shawl', 1],
      ['none', 3],
    ],
    men: [
      ['none', 6],
      ['cap', 4],
      ['brim', 1],
    ],
    curly: true,
    prints: 0.6,
    robes: 0.5,
  },
  upland: {
    skins: [0, 3],
    women: [
      ['none', 6],
      ['wrap', 4],
    ],
    men: [
      ['none', 9],
      ['brim', 1],
    ],
    curly: true,
    prints: 0.45,
    robes: 0.1,
  },
  andes: {
    skins: [4, 8],
    women: [
      ['none', 8],
      ['brim', 2],
    ],
    men: [
      ['none', 7],
      ['brim', 3],
    ],
    curly: false,
    prints: 0.15,
    robes: 0,
  },
  arabic: {
    skins: [2, 8],
    women: [
      ['hijab', 8],
      ['shawl', 3],
    ],
    men: [
      ['none', 5],
      ['turban', 3],
      ['cap', 3],
    ],
    curly: false,
    prints: 0.15,
    robes: 0.6,
  },
  amharic: {
    skins: [2, 5],
    women: [
      ['shawl', 5],
      ['none', 5],
      ['hijab', 1],
    ],
    men: [
      ['none', 8],
      ['brim', 1],
    ],
    curly: true,
    prints: 0.1,
    robes: 0.2,
  },
  bengali: {
    skins: [3, 7],
    women: [
      ['shawl', 6],
      ['hijab', 4],
      ['none', 1],
    ],
    men: [
      ['none', 7],
      ['cap', 4],
    ],
    curly: false,
    prints: 0.35,
    robes: 0.35,
  },
  devanagari: {
    skins: [4, 8],
    women: [
      ['none', 6],
      ['shawl', 4],
    ],
    men: [
      ['none', 6],
      ['topi', 4],
    ],
    curly: false,
    prints: 0.3,
    robes: 0.2,
  },
  burmese: {
    skins: [5, 9],
    women: [
      ['none', 8],
      ['shawl', 1],
    ],
    men: [
      ['none', 9],
      ['brim', 1],
    ],
    curly: false,
    prints: 0.2,
    robes: 0,
  },
};

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
    if (age === 'elder') return random.pick<Hair>(curly ? ['bun', 'afro', 'crop'] : ['bun', 'bun', 'bob']);
    return random.pick<Hair>(curly ? ['braids', 'afro', 'bun', 'bun', 'crop'] : ['long', 'bun', 'tail', 'long', 'bob']);
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
