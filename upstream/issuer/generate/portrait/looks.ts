import type { PeopleCode } from '../names/people.ts';
import { rgb } from './colour.ts';

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

export const SKINS = [
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
export const GROUNDS = ['#d5e3e2', '#e5dfd0', '#d8dfe8', '#e6d9cf', '#dbe4d3', '#e3dbe3', '#cfdfe3', '#e8e2d6'].map(
  rgb,
);
export const CLOTHS = [
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
export const SCARVES = [
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
export const PALE = ['#f4efe6', '#efe7d6', '#f7f4ee', '#e7e2d8'].map(rgb);

export type Weighted<T> = readonly (readonly [T, number])[];

/** What is worn where: weights, not rules. */
export type Look = Readonly<{
  skins: readonly [number, number];
  women: Weighted<Headwear>;
  men: Weighted<Headwear>;
  curly: boolean;
  prints: number;
  robes: number;
}>;

/** What is common among each group of people. */
export const LOOKS: Readonly<Record<PeopleCode, Look>> = {
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
