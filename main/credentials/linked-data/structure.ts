import type { Quad } from 'rdf-canonize';
import { ok, type Result } from '../../../shared/result.ts';
import { asList, isList, pathKey, pathText, prefixesOf, type Path } from './json.ts';
import { quadsOf, type JsonLdFailure, type Reader } from './json-ld.ts';
import { probeObjects, type Answer, type Probe } from './probe.ts';
import type { Skeleton } from './skeleton.ts';
import type { Vocabulary } from './vocabulary.ts';

/** What a signature over statements covers in documents of one structure. Keys are those of `pathKey`. */
export type Structure = Readonly<{
  /** The statements that a value must show up in, as `Statements` names them without the value. */
  statements: ReadonlyMap<string, readonly string[]>;
  types: ReadonlySet<string>;
  /** Members that could as well have another name, and what is in them. */
  ambiguous: ReadonlySet<string>;
  /** Those members with the other names. */
  swappable: readonly (readonly [string, string])[];
  /** Members whose lists keep their order. */
  inOrder: ReadonlySet<string>;
}>;

const RDF_TYPE = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type';
const MOST_PAIRS = 5000;

/**
 * Follows the marks of a skeleton into the statements that would be signed. A mark that is not in them stands for a value that
 * anybody can change. Beyond that, a name is ambiguous where another one, present or not, means the same: then the value can
 * be moved there and the statements stay as they are.
 */
export async function structureOf(
  skeleton: Skeleton,
  vocabulary: Vocabulary,
  reader: Reader,
): Promise<Result<Structure, JsonLdFailure>> {
  const expanded = await reader.expand(skeleton.document);
  if (!expanded.ok) return expanded;
  const quads = quadsOf(expanded.value);
  if (!quads.ok) return quads;
  const found = new Map<string | number, Set<string>>();
  for (const quad of quads.value) noteMarks(quad, found);
  const probes = await probeObjects(skeleton.document, vocabulary, reader);
  const signedTypes = new Set(quads.value.filter(isTypeQuad).map(({ object }) => object.value));
  const unclear = unclearIn(probes, vocabulary);
  const isClear = (path: Path): boolean => !prefixesOf(path).some((prefix) => unclear.has(pathKey(prefix)));
  const statements = new Map<string, readonly string[]>();
  for (const { path, mark, isType } of skeleton.leaves) {
    const where = isType || mark === undefined ? undefined : found.get(mark);
    if (where !== undefined && isClear(path)) statements.set(pathKey(path), [...where]);
  }
  const types = probes.flatMap((probe) => signedTypesIn(probe, vocabulary, signedTypes)).filter(isClear);
  return ok({ statements, types: new Set(types.map(pathKey)), ...namesIn(probes) });
}

/** Objects that could not be asked, and members that lead nowhere: of what lies in them nothing is said. */
function unclearIn(probes: readonly Probe[], { keywordNames }: Vocabulary): ReadonlySet<string> {
  const places = probes.flatMap(({ path, object, answer }) => {
    if (answer === undefined) return [path];
    const names = Object.keys(object).filter((name) => !keywordNames.has(name) && !answer.places.has(name));
    return names.map((name) => [...path, name]);
  });
  return new Set(places.map(pathKey));
}

function noteMarks({ subject, predicate, object }: Quad, found: Map<string | number, Set<string>>): void {
  const note = (mark: string | number, statement: string): void => {
    found.set(mark, (found.get(mark) ?? new Set()).add(statement));
  };
  note(subject.value, 'subject');
  if (object.termType === 'BlankNode') return;
  note(object.value, `object ${predicate.value}`);
  if (object.language !== undefined) note(object.language, `language ${predicate.value}`);
  if (object.termType === 'Literal') note(Number(object.value), `object ${predicate.value}`);
}

type Names = Pick<Structure, 'ambiguous' | 'swappable' | 'inOrder'>;

function namesIn(probes: readonly Probe[]): Names {
  const ambiguous = new Set<string>();
  const inOrder = new Set<string>();
  const swappable: [string, string][] = [];
  for (const { path, object, answer } of probes) {
    const own = Object.keys(object);
    const places: Answer['places'] = answer?.places ?? new Map();
    const byPlace = new Map<string, string[]>();
    for (const [name, { place }] of places) byPlace.set(place, [...(byPlace.get(place) ?? []), name]);
    for (const name of own) {
      const meaning = places.get(name);
      if (meaning === undefined) continue;
      if (meaning.inOrder) inOrder.add(pathKey([...path, name]));
      const others = (byPlace.get(meaning.place) ?? []).filter((other) => other !== name);
      if (others.length > 0) ambiguous.add(pathKey([...path, name]));
      for (const other of others) {
        // A pair of two that are there is named once.
        if (own.includes(other) && own.indexOf(other) < own.indexOf(name)) continue;
        if (swappable.length < MOST_PAIRS) swappable.push([pathText([...path, name]), pathText([...path, other])]);
      }
    }
  }
  return { ambiguous, inOrder, swappable };
}

/**
 * The places of the types of an object that are signed. Types are signed as addresses, so a name says nothing where another
 * one stands for the same; and where types hide under two names at once, none is believed.
 */
function signedTypesIn(
  { path, object, answer }: Probe,
  { typeNames }: Vocabulary,
  signedTypes: ReadonlySet<string>,
): readonly Path[] {
  const [member, ...more] = Object.entries(object).filter(([name]) => typeNames.has(name));
  if (answer === undefined || member === undefined || more.length > 0) return [];
  const [memberName, value] = member;
  const names = asList(value);
  if (answer.types.length !== names.length) return [];
  return names.flatMap((type, position) => {
    const address = answer.types[position];
    const hasOther = [...answer.places].some(([name, { property }]) => property === address && name !== type);
    if (address === undefined || !signedTypes.has(address) || hasOther) return [];
    return [[...path, memberName, ...(isList(value) ? [position] : [])]];
  });
}

function isTypeQuad({ predicate }: Quad): boolean {
  return predicate.value === RDF_TYPE;
}
