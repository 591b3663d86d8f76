import { amharic } from './amharic.ts';
import { andes } from './andes.ts';
import { arabic } from './arabic.ts';
import { bengali } from './bengali.ts';
import { burmese } from './burmese.ts';
import { devanagari } from './devanagari.ts';
import type { People, PeopleCode } from './people.ts';
import { sahel } from './sahel.ts';
import { upland } from './upland.ts';

const all: Readonly<Record<PeopleCode, People>> = {
  arabic,
  sahel,
  amharic,
  bengali,
  andes,
  devanagari,
  burmese,
  upland,
};

/** Every group of people the generator knows, in the order in which a mixed programme lists them. */
export const PEOPLE_CODES: readonly PeopleCode[] = [
  'arabic',
  'sahel',
  'amharic',
  'bengali',
  'andes',
  'devanagari',
  'burmese',
  'upland',
];

export function peopleOf(code: PeopleCode): People {
  return all[code];
}
