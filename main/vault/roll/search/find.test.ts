import { beforeAll, describe, expect, it } from 'vitest';
import type { Household } from '../../../../shared/domain/roll.ts';
import { utf8Bytes } from '../../../../shared/wire/bytes.ts';
import { blob } from '../../store/blob.ts';
import { newRollDatabase, prepareSearch } from '../roll.fixture.ts';
import { createRollWriter } from '../roll-writer.ts';
import { createFind, type FindQuery, type Found } from './find.ts';

const PEOPLE: readonly (readonly [id: string, name: string, birthDate: string, place: string])[] = [
  ['HH-1', 'محمد أحمد عبد الله', '1980', 'كسلا'],
  ['HH-2', 'ፋጡማ መሐመድ', '1975-03-02', 'ባሕር ዳር'],
  ['HH-3', 'মোহাম্মদ রহিম', '1990', 'কক্সবাজার'],
  ['HH-4', 'राजेश कुमार', '1966', 'पटना'],
  ['HH-5', 'မောင်အောင်', '1988', 'စစ်တွေ'],
  ['HH-6', 'Fátima Nguyễn', '2001-01-01', 'São José'],
  ['HH-7', 'Abdullah Osman Ahmed', '1980', 'Kassala'],
  ['HH-8', 'Jean-Baptiste Ouédraogo', '1959', 'Kaya'],
];

let find: (query: FindQuery) => Found | undefined;
const ids = (query: FindQuery): string[] | undefined => find(query)?.matches.map(({ household }) => household.id);

beforeAll(() => {
  const db = newRollDatabase();
  const writer = createRollWriter(db);
  const households = PEOPLE.map(([id, name, birthDate, place], index): Household => ({
    id,
    status: 'active',
    size: 2,
    place,
    phone: `+249 91 234 56${index}8`,
    members: [
      { id: `${id}-1`, name, birthDate, relation: 'head', idNumber: `SD-10020030${index}` },
      { id: `${id}-2`, name: `Other ${index}`, birthDate: '1999', relation: 'child' },
    ],
    proxies: [],
  }));
  writer.households(households.map((value) => ({ value, bytes: blob(utf8Bytes(JSON.stringify(value))) })));
  writer.householdsEnd();
  prepareSearch(db);
  find = createFind(db);
});

it('refuses to browse by one attribute', () => {
  expect(find({ name: 'Ahmed' })).toBeUndefined();
  expect(find({ name: 'Ahmed', place: '  ', birthYear: 'x' })).toBeUndefined();
  expect(find({})).toBeUndefined();
});

describe('finds by two attributes', () => {
  it.each<[string, FindQuery, string]>([
    ['Arabic as written', { name: 'محمد أحمد', birthYear: '1980' }, 'HH-1'],
    ['Arabic typed in Latin', { name: 'Mohammed', place: 'Kasala' }, 'HH-1'],
    ['Arabic digits', { name: 'محمد', birthYear: '١٩٨٠' }, 'HH-1'],
    ['Arabic name written together', { name: 'Abdullah', birthYear: '1980' }, 'HH-1'],
    ['Latin name typed in Arabic', { name: 'عثمان أحمد', birthYear: '1980' }, 'HH-7'],
    ['Amharic as written', { name: 'ፋጡማ', birthYear: '1975' }, 'HH-2'],
    ['Amharic typed in Latin', { name: 'Fatuma Mohamed', birthYear: '1975' }, 'HH-2'],
    ['Amharic with a typo', { name: 'Fatmua', birthYear: '1975' }, 'HH-2'],
    ['Bengali as written', { name: 'মোহাম্মদ', place: 'কক্সবাজার' }, 'HH-3'],
    ['Bengali typed in Latin', { name: 'Mohammad Rahim', birthYear: '1990' }, 'HH-3'],
    ['Devanagari as written', { name: 'कुमार', birthYear: '1966' }, 'HH-4'],
    ['Devanagari typed in Latin with a typo', { name: 'Rajesh Kumr', place: 'Patna' }, 'HH-4'],
    ['Burmese as written', { name: 'မောင်အောင်', birthYear: '1988' }, 'HH-5'],
    ['accents left out', { name: 'fatima nguyen', place: 'sao jose' }, 'HH-6'],
    ['two letters swapped', { name: 'Ouedraoog', birthYear: '1959' }, 'HH-8'],
    ['only the beginning', { name: 'Oued', birthYear: '1959' }, 'HH-8'],
    ['vowels of another custom', { name: 'Wedrago', place: 'Kaya' }, 'HH-8'],
    ['birth year one off', { name: 'Ouedraogo', birthYear: '1960' }, 'HH-8'],
    ['identity number with spaces', { idNumber: 'sd 1002 0030 3', place: 'পাটনা' }, 'HH-4'],
    ['identity number with one slip', { idNumber: 'SD-100200354', birthYear: '1988' }, 'HH-5'],
    ['card id and name', { idNumber: 'hh8', name: 'Jean' }, 'HH-8'],
    ['phone without country code', { phone: '0912345618', name: 'Fatuma' }, 'HH-2'],
    ['last digits of the phone', { phone: '345 668', name: 'Abdulla' }, 'HH-7'],
  ])('%s', (_, query, expected) => {
    expect(ids(query)).toContain(expected);
  });
});

it('wants name and birth year in the same person', () => {
  expect(ids({ name: 'Ouedraogo', birthYear: '1999' })).toEqual([]);
  expect(ids({ name: 'Other', birthYear: '1999', place: 'Kaya' })).toEqual(['HH-8']);
});

it('puts the very words before words like them', () => {
  expect(ids({ name: 'Ahmed Abdullah', birthYear: '1980' })?.[0]).toBe('HH-7');
});

it('takes anything for text and nothing for syntax', () => {
  expect(ids({ name: '" OR 1) NEAR(', birthYear: '1980' })).toEqual([]);
  expect(ids({ name: '\u0000*^-', place: 'Kaya AND' })).toBeUndefined();
});
