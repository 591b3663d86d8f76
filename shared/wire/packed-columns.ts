import { base32nopad, base64urlnopad, hex } from '@scure/base';
import { ByteReader, ByteWriter } from './byte-stream.ts';
import { KNOWN_WORDS } from './packed-words.ts';

/**
 * One column of a packed run: the same place of every entry of one shape. Columns of ten random bytes or more go to the entries'
 * raw rows, where no compressor wastes a byte on them; everything else becomes small numbers in the template.
 */
export type Scalar = string | number;
/** The raw rows of a column's entries as they are read; undefined for one that has not arrived. */
export type RawRows = readonly (ByteReader | undefined)[];

/** Codings of texts that stand for bytes: base32 pseudonyms, base64url signatures, hex hashes. */
const CODINGS = [
  { bytes: 10, length: 16, of: base32nopad },
  { bytes: 64, length: 86, of: base64urlnopad },
  { bytes: 32, length: 64, of: hex },
] as const;
const KIND = { numbers: 0, steps: 1, words: 2, counted: 3, same: 4, raw: 5 } as const;

/** Writes a column; `earlier` are the columns of the same shape before it, which it may repeat, `raw` its entries' raw rows. */
export function writeColumn(
  column: readonly Scalar[],
  earlier: readonly (readonly Scalar[])[],
  template: ByteWriter,
  raw: readonly ByteWriter[],
): void {
  const twin = earlier.findIndex((other) => other.every((value, row) => value === column[row]));
  if (twin >= 0) return template.numbers(KIND.same, twin);
  if (column.every((value) => typeof value === 'number')) return writeNumbers(column, template);
  const words = column.map(String);
  const distinct = [...new Set(words)];
  const coding = CODINGS.findIndex((one) => words.every((word) => decoded(one, word) !== undefined));
  const found = CODINGS[coding];
  if (found !== undefined && distinct.length * 2 > words.length) {
    template.numbers(KIND.raw, coding);
    for (const [row, word] of words.entries()) raw[row]?.bytes(decoded(found, word) as Uint8Array);
    return;
  }
  const parts = words.map((word) => countedParts(word) ?? { prefix: word, count: -1 });
  const prefixes = parts.map(({ prefix }) => prefix);
  if (new Set(prefixes).size * 2 < distinct.length) {
    template.numbers(KIND.counted);
    writeWords(prefixes, template);
    writeNumbers(
      parts.map(({ count }) => count),
      template,
    );
    return;
  }
  template.numbers(KIND.words);
  writeWords(words, template);
}

/** Reads back a column, one value for each of its entries. Throws a RangeError where it is not one. */
export function readColumn(
  raw: RawRows,
  earlier: readonly (readonly Scalar[])[],
  template: ByteReader,
): readonly Scalar[] {
  const rows = raw.length;
  const kind = template.number();
  if (kind === KIND.same) return must(earlier[template.number()]);
  if (kind === KIND.numbers || kind === KIND.steps) return readNumbers(kind, rows, template);
  if (kind === KIND.raw) {
    const coding = must(CODINGS[template.number()]);
    return raw.map((row) => (row === undefined ? '' : coding.of.encode(row.bytes(coding.bytes))));
  }
  const words = readWords(rows, template);
  if (kind === KIND.words) return words;
  if (kind !== KIND.counted) throw new RangeError('No such column');
  const counts = readNumbers(template.number(), rows, template);
  return words.map((word, row) => (counts[row] === -1 ? word : `${word}${counts[row]}`));
}

/** Whole numbers of any sign, as they are or as steps from the one before, whichever is smaller. */
function writeNumbers(column: readonly number[], template: ByteWriter): void {
  const steps = column.map((value, row) => value - (row === 0 ? 0 : (column[row - 1] ?? 0)));
  const useSteps = weight(steps) < weight(column) && steps.every(Number.isSafeInteger);
  template.numbers(useSteps ? KIND.steps : KIND.numbers);
  for (const value of useSteps ? steps : column) template.signed(value);
}

function readNumbers(kind: number, rows: number, template: ByteReader): number[] {
  let before = 0;
  return Array.from({ length: rows }, () => {
    const value = template.signed();
    before = kind === KIND.steps ? before + value : value;
    return before;
  });
}

/** Few different numbers compress better than many; between equals the smaller do. */
function weight(column: readonly number[]): number {
  return new Set(column).size * 16 + column.reduce((sum, value) => sum + Math.log2(Math.abs(value) + 1), 0);
}

/** New words first, then a number for each row, or one for all where they are the same. */
function writeWords(words: readonly string[], template: ByteWriter): void {
  const places = new Map(KNOWN_WORDS.map((word, place) => [word, place]));
  const fresh = [...new Set(words)].filter((word) => !places.has(word));
  for (const word of fresh) places.set(word, places.size);
  const isOne = new Set(words).size === 1;
  template.numbers(fresh.length * 2 + (isOne ? 1 : 0));
  for (const word of fresh) template.text(word);
  for (const word of isOne ? words.slice(0, 1) : words) template.numbers(places.get(word) ?? 0);
}

function readWords(rows: number, template: ByteReader): string[] {
  const head = template.count(rows * 2 + 1);
  const known = [...KNOWN_WORDS, ...Array.from({ length: Math.floor(head / 2) }, () => template.text())];
  if (head % 2 === 0) return Array.from({ length: rows }, () => must(known[template.number()]));
  return Array.from<string>({ length: rows }).fill(must(known[template.number()]));
}

/** A text that ends in a number written the usual way. */
function countedParts(word: string): Readonly<{ prefix: string; count: number }> | undefined {
  const match = /^(.*?)(0|[1-9]\d{0,14})$/s.exec(word);
  return match?.[2] === undefined ? undefined : { prefix: match[1] ?? '', count: Number(match[2]) };
}

function decoded({ of, length }: (typeof CODINGS)[number], word: string): Uint8Array | undefined {
  if (word.length !== length) return undefined;
  try {
    const bytes = of.decode(word);
    return of.encode(bytes) === word ? bytes : undefined;
  } catch {
    return undefined;
  }
}

function must<T>(value: T | undefined): T {
  if (value === undefined) throw new RangeError('The packed column names what is not there');
  return value;
}
