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

const cache = new Map<string, string>();
const skeletonCache = new Map<string, readonly string[]>();

/** One word in any script as lower-case ASCII letters and digits (`Fátima` → `fatima`, `محمد` → `mhmd`, `١٩٨٠` → `1980`). */
function romanise(word: string): string {
  const known = cache.get(word);
  if (known !== undefined) return known;
  const roman = romaniseAnew(word);
  if (cache.size >= MAX_CACHED_TOKENS) cache.clear();
  cache.set(ownText(word), roman);
  return roman;
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

/** Splits a name or place in any script into its romanised words. */
export function words(text: string): string[] {
  const found: string[] = [];
  // What is punctuation within a part is taken out as it is romanised.
  for (const word of text.split(/[\s,;./()\-_|\u060c\u1361\u2010-\u2015\u3000]+/)) {
    const roman = word === '' ? '' : romanise(word);
    if (roman !== '' && found.length < MAX_TOKENS) found.push(roman);
  }
  return found;
}

/** The words of a text and, for parts that custom writes apart or together, the joined forms too: what goes into the index. */
export function indexedWords(text: string): string[] {
  const single = words(text);
  const joined: string[] = [];
  for (let i = 0; i + 1 < single.length; i++) {
    const [a, b, c] = [single[i] ?? '', single[i + 1] ?? '', single[i + 2]];
    if (!JOINING.has(a)) continue;
    joined.push((a + b).slice(0, MAX_TOKEN_LENGTH));
    if (JOINING.has(b) && c !== undefined) joined.push((a + b + c).slice(0, MAX_TOKEN_LENGTH));
  }
  return joined.length === 0 ? single : [...single, ...joined];
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
