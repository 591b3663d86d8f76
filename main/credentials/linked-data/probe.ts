import { ADDRESS, asList, isList, isObject, pathKey, type Json, type JsonObject, type Path } from './json.ts';
import type { Reader } from './json-ld.ts';
import type { Vocabulary } from './vocabulary.ts';

/** What the names in one object of a document mean. */
export type Probe = Readonly<{
  path: Path;
  object: JsonObject;
  /** Undefined where the contexts do not allow the question. */
  answer: Answer | undefined;
}>;

export type Answer = Readonly<{
  /** Where a value under a name ends up; a name that is not here means nothing. */
  places: ReadonlyMap<string, Place>;
  /** The object's types as addresses, in their order. */
  types: readonly string[];
}>;

type Place = Readonly<{ place: string; property: string; inOrder: boolean }>;

/**
 * Asks for each object of a skeleton what every name that the contexts know would mean in it. Objects alike are asked
 * once.
 */
export async function probeObjects(
  skeleton: JsonObject,
  vocabulary: Vocabulary,
  reader: Reader,
): Promise<readonly Probe[]> {
  const asked = new Map<string, Promise<Answer | undefined>>();
  const probes = objectsIn(skeleton).map(async ({ path, object }) => {
    // A text with its language, say: there is no name in it to be mistaken.
    const isBare = Object.keys(object).every(
      (name) => vocabulary.keywordNames.has(name) && !vocabulary.typeNames.has(name),
    );
    if (isBare) return { path, object, answer: { places: new Map<string, Place>(), types: [] } };
    const names = new Set([...vocabulary.terms, ...Object.keys(object)]);
    const candidates = [...names].filter((name) => !vocabulary.keywordNames.has(name) && name !== '@context');
    const question = shellOf(skeleton, path, vocabulary, candidates);
    const key = JSON.stringify([question, candidates]);
    // Cards have a handful of kinds of objects; what goes beyond stays unasked, and so unbelieved.
    const unasked = asked.size < MOST_QUESTIONS ? ask : refuse;
    const answer = asked.get(key) ?? unasked(question, candidates, reader);
    asked.set(key, answer);
    return { path, object, answer: await answer };
  });
  return Promise.all(probes);
}

const MOST_QUESTIONS = 30;
const refuse = (): Promise<undefined> => Promise.resolve(undefined);

function objectsIn(root: JsonObject): readonly Readonly<{ path: Path; object: JsonObject }>[] {
  const found: { path: Path; object: JsonObject }[] = [];
  const visit = (value: Json, path: Path): void => {
    if (isList(value)) value.forEach((part, index) => visit(part, [...path, index]));
    if (!isObject(value)) return;
    found.push({ path, object: value });
    for (const [name, part] of Object.entries(value)) {
      if (path.length > 0 || name !== '@context') visit(part, [...path, name]);
    }
  };
  visit(root, []);
  return found;
}

/** The way to the object, with all types on it and nothing else, and in the object itself a mark under each name. */
function shellOf(value: Json, path: Path, vocabulary: Vocabulary, candidates: readonly string[]): JsonObject {
  const [step, ...rest] = path;
  if (isList(value)) return shellOf(value[step as number] ?? null, rest, vocabulary, candidates);
  const object = isObject(value) ? value : {};
  const kept = Object.entries(object).filter(([name]) => name === '@context' || vocabulary.typeNames.has(name));
  const marks = candidates.map((name, position) => [name, markOf(position)] as const);
  if (step === undefined) return Object.fromEntries([...kept, ...marks]);
  return Object.fromEntries([...kept, [step, shellOf(object[step] ?? null, rest, vocabulary, candidates)]]);
}

const markOf = (position: number): string => `urn:probe:${position}`;

async function ask(question: JsonObject, candidates: readonly string[], reader: Reader): Promise<Answer | undefined> {
  const expanded = await reader.expand(question);
  if (!expanded.ok) return undefined;
  const nameOf = new Map(candidates.map((name, position) => [markOf(position), name]));
  const places = new Map<string, Place>();
  let types: readonly string[] = [];
  const visit = (value: Json, place: readonly string[], holder: JsonObject): void => {
    if (isList(value)) {
      for (const part of value) visit(part, place, holder);
    } else if (isObject(value)) {
      const isNode = !(
        '@value' in value ||
        '@list' in value ||
        (typeof value['@id'] === 'string' && nameOf.has(value['@id']))
      );
      for (const [name, part] of Object.entries(value)) visit(part, [...place, name], isNode ? value : holder);
    } else if (typeof value === 'string') {
      const name = nameOf.get(value);
      const inOrder = place.at(-2) === '@list';
      const property = place.at(inOrder ? -3 : -2);
      // What is no address does not become a statement.
      if (name === undefined || property === undefined || !ADDRESS.test(property)) return;
      // An address and a text under one property are told apart by their looks only.
      places.set(name, { place: pathKey(place.slice(0, -1)), property, inOrder });
      types = asList(holder['@type']).filter((type) => typeof type === 'string');
    }
  };
  visit(expanded.value as Json, [], {});
  return { places, types };
}
