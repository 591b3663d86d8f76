import { describe, expect, test } from 'vitest';
import { fill, LANGUAGES, WORDS } from './words.ts';

type Tree = { readonly [key: string]: string | Tree };

/** Every text with its path. */
function texts(tree: Tree, path = ''): [path: string, text: string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${path}/${key}`, value] as [string, string]] : texts(value, `${path}/${key}`),
  );
}

const names = (text: string): string[] => (text.match(/\{[A-Za-z]+\}/g) ?? []).sort();

describe('the words of the verifier', () => {
  test.each(LANGUAGES.filter((language) => language !== 'en'))('%s says the same with the same values', (language) => {
    const theirs = new Map(texts(WORDS[language]));
    for (const [path, text] of texts(WORDS.en)) {
      expect([path, names(theirs.get(path) ?? '')]).toEqual([path, names(text)]);
      expect(theirs.get(path)).not.toBe('');
    }
  });

  test('a value stands in the place of its name', () => {
    expect(fill('{a} of {b}, {a}', { a: 1, b: 'x' })).toBe('1 of x, 1');
    expect(fill('{c}', {})).toBe('{c}');
  });
});
