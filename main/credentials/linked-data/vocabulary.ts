import { isList, isObject, type Json } from './json.ts';

/** The names that a list of contexts gives a meaning to, wherever in it, scoped contexts included. */
export type Vocabulary = Readonly<{
  /** Names of properties and types. */
  terms: readonly string[];
  /** Names for `@type`. */
  typeNames: ReadonlySet<string>;
  /** Names for keywords (`@id`, `@type`, `@value`, …) and for nothing else; the keywords themselves included. */
  keywordNames: ReadonlySet<string>;
  /** Names for `@id`. */
  idNames: ReadonlySet<string>;
}>;

export function vocabularyOf(context: Json, contexts: ReadonlyMap<string, string>): Vocabulary {
  const meanings = new Map<string, Set<string>>();
  const open: Json[] = [context];
  const visited = new Set<string>();
  for (let item = open.pop(); item !== undefined; item = open.pop()) {
    if (typeof item === 'string') {
      const text = contexts.get(item);
      if (text === undefined || visited.has(item)) continue;
      visited.add(item);
      const document = JSON.parse(text) as Json;
      if (isObject(document)) open.push(document['@context'] ?? null);
    } else if (isList(item)) {
      open.push(...item);
    } else if (isObject(item)) {
      for (const [name, definition] of Object.entries(item)) {
        if (name === '@import') open.push(definition);
        if (name.startsWith('@')) continue;
        const known = meanings.get(name) ?? new Set();
        meanings.set(name, known.add(meaningOf(definition)));
        if (isObject(definition)) open.push(definition['@context'] ?? null);
      }
    }
  }
  return sort(meanings);
}

/** A reverse property points the other way: no member of a document can be taken for one. */
function meaningOf(definition: Json): string {
  if (typeof definition === 'string') return definition;
  if (!isObject(definition)) return '';
  if ('@reverse' in definition) return '@reverse';
  const id = definition['@id'];
  return typeof id === 'string' ? id : '';
}

const KEYWORDS = [
  '@value',
  '@language',
  '@reverse',
  '@nest',
  '@graph',
  '@included',
  '@index',
  '@list',
  '@set',
  '@json',
];

function sort(meanings: ReadonlyMap<string, ReadonlySet<string>>): Vocabulary {
  const namesFor = (...keywords: readonly string[]): ReadonlySet<string> => {
    const names = new Set(keywords);
    // A name may stand for another name of the keyword.
    for (let before = 0; before < names.size;) {
      before = names.size;
      for (const [name, known] of meanings) if ([...known].some((meaning) => names.has(meaning))) names.add(name);
    }
    return names;
  };
  const typeNames = namesFor('@type');
  const idNames = namesFor('@id');
  const others = namesFor(...KEYWORDS, '@direction');
  const isKeyword = (name: string): boolean => typeNames.has(name) || idNames.has(name) || others.has(name);
  const isKeywordOnly = (name: string): boolean => {
    const known = meanings.get(name);
    return known === undefined ? isKeyword(name) : [...known].every(isKeyword);
  };
  const keywordNames = new Set([...typeNames, ...idNames, ...others].filter(isKeywordOnly));
  return { terms: [...meanings.keys()].filter((name) => !keywordNames.has(name)), typeNames, idNames, keywordNames };
}
