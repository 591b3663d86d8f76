import { toCardinal } from 'n2words/ar-SA';

/** Singular, dual and plural of the powers of a thousand. All are masculine, whatever is counted. */
const SCALES = [
  ['ألف', 'ألفان', 'آلاف', 'ألفاً'],
  ['مليون', 'مليونان', 'ملايين', 'مليوناً'],
  ['مليار', 'ملياران', 'مليارات', 'ملياراً'],
  ['تريليون', 'تريليونان', 'تريليونات', 'تريليوناً'],
  ['كوادريليون', 'كوادريليونان', 'كوادريليونات', 'كوادريليوناً'],
] as const;

/**
 * An Arabic cardinal that stands directly before the thing it counts. The library's words are used below a thousand; above it
 * writes some numbers so that they can be read in two ways (201,000) and lets the gender of the thing reach the thousands.
 */
export function arabicCardinal(whole: bigint, gender: 'masculine' | 'feminine'): string {
  const groups: bigint[] = [];
  for (let rest = whole; rest > 0n; rest /= 1000n) groups.push(rest % 1000n);
  if (groups.length === 0) return toCardinal(0);
  const last = groups.findIndex((group) => group > 0n);
  return groups
    .map((group, power) => (group === 0n ? '' : groupWords(Number(group), power, power === last, gender)))
    .filter((words) => words !== '')
    .toReversed()
    .join(' و');
}

function groupWords(group: number, power: number, isLast: boolean, gender: 'masculine' | 'feminine'): string {
  const scale = power === 0 ? undefined : SCALES[power - 1];
  if (power > 0 && scale === undefined) throw new RangeError('A number above all words');
  if (scale === undefined) return beforeNoun(toCardinal(group, { gender }));
  const [one, two, many, accusative] = scale;
  if (group === 1) return one;
  if (group === 2) return isLast ? beforeNoun(two) : two;
  const words = toCardinal(group, { gender: 'masculine' });
  const tail = group % 100;
  if (tail >= 3 && tail <= 10) return `${words} ${many}`;
  // The n of "-an" ending falls away before the thing counted, and so does the accusative mark in the middle of a chain.
  if (tail <= 2) return `${beforeNoun(words)} ${one}`;
  return `${words} ${isLast ? one : accusative}`;
}

/** A dual loses its last letter where the counted thing follows: "two hundred" and "two thousand" before pounds. */
function beforeNoun(words: string): string {
  return /(?:^|[ و])(?:مئتان|ألفان|مليونان|ملياران|تريليونان|كوادريليونان)$/u.test(words) ? words.slice(0, -1) : words;
}

/** Broken and sound plurals of what currencies are called. `Intl` knows them for a few currencies only. */
const PLURALS: Readonly<Record<string, string>> = {
  جنيه: 'جنيهات',
  دينار: 'دنانير',
  درهم: 'دراهم',
  دولار: 'دولارات',
  روبية: 'روبيات',
  ريال: 'ريالات',
  شلن: 'شلنات',
  فرنك: 'فرنكات',
  ليرة: 'ليرات',
};

/** The name of a currency as it stands after three to ten: the plural, and its adjective in the feminine, as for all things. */
export function arabicPlural(name: string): string {
  const [noun = '', adjective, ...more] = name.split(' ');
  const plural = PLURALS[noun];
  if (plural === undefined || more.length > 0) return name;
  return adjective === undefined ? plural : `${plural} ${adjective.endsWith('ي') ? `${adjective}ة` : adjective}`;
}
