import canonicalize from 'canonicalize';
import { createHash } from 'node:crypto';
import type { Quad } from 'rdf-canonize';
import { ok, type Result } from '../../../shared/result.ts';
import { isList, isObject, pathKey, pathText, prefixesOf, type Json, type JsonObject, type Path } from './json.ts';
import type { JsonLdFailure, Reader } from './json-ld.ts';
import { skeletonOf, type Leaf } from './skeleton.ts';
import { structureOf, type Structure } from './structure.ts';
import { vocabularyOf, type Vocabulary } from './vocabulary.ts';

export type Coverage = Readonly<{
  /** The document with nothing left in it but what is signed under its name. */
  covered: JsonObject;
  notCovered: readonly string[];
  swappable: readonly (readonly [string, string])[];
}>;

/** Knows the structures it has seen: what a signature covers depends on contexts, types, names and kinds of values only. */
export type Analyst = Readonly<{
  coverageOf: (document: JsonObject, quads: readonly Quad[]) => Promise<Result<Coverage, JsonLdFailure>>;
}>;

const MOST_STRUCTURES = 200;

export function createAnalyst(reader: Reader): Analyst {
  const structures = new Map<string, Structure>();
  const vocabularies = new Map<string, Vocabulary>();
  return {
    coverageOf: async (document, quads) => {
      const context = document['@context'] ?? null;
      const vocabulary = remembered(vocabularies, JSON.stringify(context), () =>
        vocabularyOf(context, reader.contexts),
      );
      const skeleton = skeletonOf(document, vocabulary);
      // The skeleton is all that the structure is made from, so nothing unseen can pass for something seen.
      const key = createHash('sha256').update(JSON.stringify(skeleton.document)).digest('base64');
      let structure = structures.get(key);
      if (structure === undefined) {
        const made = await structureOf(skeleton, vocabulary, reader);
        if (!made.ok) return made;
        structure = remembered(structures, key, () => made.value);
      }
      return ok(applied(document, skeleton.leaves, structure, quads, repeatedMembers(document, vocabulary)));
    },
  };
}

function remembered<T>(known: Map<string, T>, key: string, make: () => T): T {
  const value = known.get(key) ?? make();
  known.delete(key);
  known.set(key, value);
  const [oldest] = known.keys();
  if (known.size > MOST_STRUCTURES && oldest !== undefined) known.delete(oldest);
  return value;
}

function applied(
  document: JsonObject,
  leaves: readonly Leaf[],
  structure: Structure,
  quads: readonly Quad[],
  repeated: ReadonlySet<string>,
): Coverage {
  const signed = statementsIn(quads);
  const isGood = (leaf: Leaf): boolean => isSigned(leaf, structure, signed);
  // Of an object with an id that is no address nothing is signed.
  const unsigned = leaves
    .filter((leaf) => leaf.isId && !isGood(leaf) && !isBlank(leaf))
    .map(({ path }) => pathKey(path.slice(0, -1)));
  const out = new Set([...unsigned, ...repeated]);
  const good = new Set<string>();
  const notCovered: string[] = [];
  for (const leaf of leaves) {
    if (isGood(leaf) && !prefixesOf(leaf.path).some((prefix) => out.has(pathKey(prefix)))) good.add(pathKey(leaf.path));
    else notCovered.push(pathText(leaf.path));
  }
  const keep = (path: Path): boolean => !structure.ambiguous.has(pathKey(path));
  const covered = reduce(document, [], good, keep, structure.inOrder);
  return { covered: isObject(covered) ? covered : {}, notCovered, swappable: structure.swappable };
}

/**
 * The value itself must stand, letter by letter, in a statement that its place leads to. So an address that was written short,
 * a number that lost digits or a text that passes for a truth value do not count as signed.
 */
function isSigned({ path, value, isType }: Leaf, structure: Structure, signed: ReadonlySet<string>): boolean {
  const key = pathKey(path);
  if (isType) return structure.types.has(key);
  if (typeof value === 'object') return false;
  return (structure.statements.get(key) ?? []).some((statement) =>
    signed.has(`${typeof value} ${statement} ${String(value)}`),
  );
}

function isBlank({ value }: Leaf): boolean {
  return typeof value === 'string' && value.startsWith('_:');
}

function statementsIn(quads: readonly Quad[]): ReadonlySet<string> {
  const signed = new Set<string>();
  for (const { subject, predicate, object } of quads) {
    if (subject.termType === 'NamedNode') signed.add(`string subject ${subject.value}`);
    if (object.termType === 'BlankNode') continue;
    const isTruth = object.datatype?.value === 'http://www.w3.org/2001/XMLSchema#boolean';
    signed.add(`${isTruth ? 'boolean' : 'string'} object ${predicate.value} ${object.value}`);
    if (object.language !== undefined) signed.add(`string language ${predicate.value} ${object.language}`);
    if (object.termType === 'Literal') signed.add(`number object ${predicate.value} ${Number(object.value)}`);
  }
  return signed;
}

/**
 * Objects with one and the same id are one thing to JSON-LD: where several of them have a member, which had which value is not
 * signed. Their ids and types are true of all of them.
 */
function repeatedMembers(document: JsonObject, vocabulary: Vocabulary): ReadonlySet<string> {
  const placesOf = new Map<string, Path[]>();
  const visit = (value: Json, path: Path): void => {
    if (isList(value)) value.forEach((part, index) => visit(part, [...path, index]));
    if (!isObject(value)) return;
    const id = Object.entries(value).find(([name]) => vocabulary.idNames.has(name))?.[1];
    for (const [name, part] of Object.entries(value)) {
      if (vocabulary.idNames.has(name) || vocabulary.typeNames.has(name) || name === '@context') continue;
      const key = JSON.stringify([id, name]);
      if (typeof id === 'string') placesOf.set(key, [...(placesOf.get(key) ?? []), [...path, name]]);
      visit(part, [...path, name]);
    }
  };
  visit(document, []);
  return new Set([...placesOf.values()].filter(({ length }) => length > 1).flatMap((places) => places.map(pathKey)));
}

/**
 * Lists are sets to a signature unless their context keeps their order: they come out sorted and without repetitions, so that
 * whoever presents them cannot choose what is first.
 */
function reduce(
  value: Json,
  path: Path,
  good: ReadonlySet<string>,
  keep: (path: Path) => boolean,
  inOrder: ReadonlySet<string>,
): Json | undefined {
  if (isList(value) && value.length > 0) {
    const kept = value
      .map((part, index) => reduce(part, [...path, index], good, keep, inOrder))
      .filter((part) => part !== undefined);
    if (kept.length === 0) return undefined;
    if (inOrder.has(pathKey(path))) return kept;
    const byText = new Map(kept.map((part) => [canonicalize(part) ?? '', part]));
    return [...byText.keys()].sort().map((text) => byText.get(text) ?? null);
  }
  if (isObject(value) && Object.keys(value).length > 0) {
    const members = Object.entries(value).flatMap(([name, part]) => {
      if (!keep([...path, name])) return [];
      const kept = reduce(part, [...path, name], good, keep, inOrder);
      return kept === undefined ? [] : [[name, kept] as const];
    });
    return members.length === 0 ? undefined : Object.fromEntries(members);
  }
  return good.has(pathKey(path)) ? value : undefined;
}
