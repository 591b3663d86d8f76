import anyAscii from 'any-ascii';

/** Longer tokens are cut: nobody's name part is longer, and the index stays small. */
const MAX_TOKEN_LENGTH = 32;
const MAX_TOKENS = 24;
const MAX_CACHED_TOKENS = 100_000;
/** V8 copies pieces shorter than this. */
const PIECE_LENGTH = 13;

/** Name parts written apart or together by custom (`Abd al-Rahman`, `عبد الله`): the joined form is indexed beside the parts. */
const JOINING = new Set([
  'bd',
  'abd',
  'abdu',
  'abdul',
  'abdel',
  'abdal',
  'al',
  'el',
  'l',
  'abu',
  'bw',
  'um',
  'umm',
  'm',
  'bin',
  'ibn',
]);

/** A word as it is indexed: lower-case ASCII letters and digits; empty where nothing is left. */
type Token = Readonly<{ roman: string; joins: boolean }>;

const cache = new Map<string, Token>();
const skeletonCache = new Map<string, readonly string[]>();
const SEPARATORS = /[\s,;./()\-_|\u060c\u1361\u2010-\u2015\u3000]+/;
/** The same but for the plain space, which is split at far quicker. */
const RARE_SEPARATOR = /[^\S ]|[,;./()\-_|\u060c\u1361\u2010-\u2015\u3000]/;

/** One word in any script as lower-case ASCII letters and digits (`Fátima` → `fatima`, `محمد` → `mhmd`, `١٩٨٠` → `1980`). */
function tokenOf(word: string): Token {
  const known = cache.get(word);
  if (known !== undefined) return known;
  const roman = romaniseAnew(word);
  const token = { roman, joins: JOINING.has(roman) };
  if (cache.size >= MAX_CACHED_TOKENS) cache.clear();
  cache.set(ownText(word), token);
  return token;
}

/**
 * The same text in memory of its own. V8 keeps the whole of a long text for as long as a piece of it is known, and words
 * come out of pages of the package.
 */
export function ownText(text: string): string {
  return text.length < PIECE_LENGTH ? text : Buffer.from(text, 'utf8').toString('utf8');
}

function romaniseAnew(text: string): string {
  const latin = /^[\x20-\x7e]*$/.test(text) ? text : anyAscii(text.normalize('NFC'));
  return latin
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '')
    .slice(0, MAX_TOKEN_LENGTH);
}

function tokens(text: string): Token[] {
  const found: Token[] = [];
  // What is punctuation within a part is taken out as it is romanised.
  for (const word of RARE_SEPARATOR.test(text) ? text.split(SEPARATORS) : text.split(' ')) {
    const token = word === '' ? undefined : tokenOf(word);
    if (token !== undefined && token.roman !== '' && found.length < MAX_TOKENS) found.push(token);
  }
  return found;
}

/** Splits a name or place in any script into its romanised words. */
export function words(text: string): string[] {
  return tokens(text).map(({ roman }) => roman);
}

/**
 * Adds the words of a text, each with a prefix and once, and for parts that custom writes apart or together the joined forms
 * too: what goes into the index.
 */
export function addIndexedWords(prefix: string, text: string, into: string[]): void {
  const single = tokens(text);
  const add = (word: string): void => {
    const term = prefix + word;
    if (!into.includes(term)) into.push(term);
  };
  for (const { roman } of single) add(roman);
  for (const [index, { roman: a, joins }] of single.entries()) {
    const next = single[index + 1];
    if (!joins || next === undefined) continue;
    add((a + next.roman).slice(0, MAX_TOKEN_LENGTH));
    const last = single[index + 2];
    if (next.joins && last !== undefined) add((a + next.roman + last.roman).slice(0, MAX_TOKEN_LENGTH));
  }
}

/** An identity number or card id without its punctuation: `hh-20-3417` → `hh203417`. */
export function idToken(text: string): string {
  return romaniseAnew(text);
}

/** The digits of a phone number, in any script. */
export function phoneDigits(text: string): string {
  return romaniseAnew(text).replace(/[^0-9]+/g, '');
}

/** The first four digits in a row: `1980`, `1980-05-01`, `١٩٨٠`. */
export function yearOf(text: string): string | undefined {
  return /\d{4}/.exec(/^[\x20-\x7e]*$/.test(text) ? text : anyAscii(text))?.[0];
}

/**
 * What is left of a romanised word when the letters that transliterations disagree on are taken away: vowels, `y` and `w`,
 * the `h` of digraphs and endings, doubled letters; and letters that stand for the same sound are made one.
 * `Mohammed`, `Muhamed` and `mhmd` (from Arabic) all give `mhmd`. A `th` is heard as t or s (Osman, Othman): it gives both.
 * Empty strings are left out.
 */
export function skeletons(word: string): readonly string[] {
  const known = skeletonCache.get(word);
  if (known !== undefined) return known;
  const readings = word.includes('th') ? [word, word.replaceAll('th', 's')] : [word];
  const made = readings.map(skeleton).filter((bones) => bones !== '');
  if (skeletonCache.size >= MAX_CACHED_TOKENS) skeletonCache.clear();
  skeletonCache.set(word, made);
  return made;
}

function skeleton(word: string): string {
  return word
    .replaceAll('ph', 'f')
    .replaceAll('x', 'ks')
    .replace(/([bcdgjkpstz])h/g, '$1')
    .replace(/h$/, '')
    .replace(/[aeiouyw]/g, '')
    .replace(/[cq]/g, 'k')
    .replaceAll('z', 's')
    .replaceAll('j', 'g')
    .replaceAll('v', 'b')
    .replace(/(.)\1+/g, '$1');
}
