import fc from 'fast-check';
import { isList, isObject, type Json, type JsonObject, type Path } from './json.ts';

/** A list of contexts, and names that they treat in different ways: alone, sharing an address, undefined, standing for a keyword. */
const WORLDS: readonly Readonly<{ contexts: readonly string[]; names: readonly string[] }>[] = [
  {
    contexts: ['https://www.w3.org/2018/credentials/v1', 'https://piyush7034.github.io/my-files/farmer.json'],
    names: ['fullName', 'landOwnershipType', 'farmerID', 'undefinedName', 'type', 'id'],
  },
  {
    contexts: [
      'https://www.w3.org/2018/credentials/v1',
      'https://mosip.github.io/inji-config/contexts/insurance-context.json',
    ],
    names: ['fullName', 'policyName', 'policyNumber', 'benefits', '@type', 'id'],
  },
  {
    contexts: [
      'https://www.w3.org/ns/credentials/v2',
      'https://mosip.github.io/inji-config/contexts/mock-identity-context.json',
    ],
    names: ['fullName', 'gender', 'UIN', 'undefinedName', 'value', 'id'],
  },
  {
    contexts: ['https://www.w3.org/ns/credentials/v2', 'https://www.w3.org/ns/credentials/examples/v2'],
    names: ['fullName', 'knows', 'relatedResource', 'type', '@id', 'id'],
  },
];
const VALUES: readonly Json[] = [
  'a',
  'b',
  'urn:x:1',
  'urn:x:2',
  'true',
  'VerifiableCredential',
  'FarmerCredential',
  '',
  5,
  0.1,
  true,
  null,
];

const value = fc.constantFrom(...VALUES);
const text = fc.record({ value: fc.constantFrom('a', 'b'), language: fc.constantFrom('eng', 'fra') });

/** A context list, names to change members to, and a subject, sensible or not. */
export type World = Readonly<{ contexts: readonly string[]; names: readonly string[]; subject: JsonObject }>;

export const anyWorld: fc.Arbitrary<World> = fc.constantFrom(...WORLDS).chain(({ contexts, names }) => {
  const name = fc.constantFrom(...names);
  const flat = fc.dictionary(name, value, { minKeys: 1, maxKeys: 4 });
  const member = fc.oneof(
    { weight: 4, arbitrary: value },
    { weight: 2, arbitrary: fc.array(fc.oneof(value, text, flat), { maxLength: 3 }) },
    { weight: 1, arbitrary: text },
    { weight: 2, arbitrary: flat },
  );
  const subject = fc.dictionary(name, member, { minKeys: 2, maxKeys: 5 }) as fc.Arbitrary<JsonObject>;
  return fc.record({ contexts: fc.constant(contexts), names: fc.constant(names), subject });
});

/** One change that somebody could make to a card; numbers choose where, and which name. */
export type Change = Readonly<{ kind: Kind; at: number; to: number; name: number; value: Json }>;
type Kind = 'set' | 'rename' | 'remove' | 'add' | 'swap' | 'move' | 'wrap' | 'repeat' | 'reverse' | 'copy';

const kinds: readonly (readonly [Kind, number])[] = [
  ['rename', 6],
  ['swap', 5],
  ['move', 4],
  ['set', 3],
  ['add', 2],
  ['copy', 2],
  ...(['remove', 'wrap', 'repeat', 'reverse'] as const).map((kind) => [kind, 1] as const),
];

export const anyChange: fc.Arbitrary<Change> = fc.record({
  kind: fc.oneof(...kinds.map(([kind, weight]) => ({ weight, arbitrary: fc.constant(kind) }))),
  at: fc.nat(),
  to: fc.nat(),
  name: fc.nat(),
  value: fc.oneof({ weight: 4, arbitrary: value }, { weight: 1, arbitrary: text }),
});

export function applyChange(document: JsonObject, names: readonly string[], change: Change): JsonObject {
  const { kind, at, to, value: item } = change;
  const name = names[change.name % names.length] ?? '';
  const copy = structuredClone(document) as Record<string, Json>;
  const places = placesIn(copy);
  const from = places[at % places.length] ?? [];
  const other = places[to % places.length] ?? [];
  const here = get(copy, from);
  const holder = get(copy, from.slice(0, -1));
  if (kind === 'set') put(copy, from, item);
  else if (kind === 'swap') {
    const there = get(copy, other);
    put(copy, from, there);
    put(copy, other, here);
  } else if (kind === 'wrap') put(copy, from, [here]);
  else if (kind === 'repeat' && isList(here)) put(copy, from, [...here, ...here]);
  else if (kind === 'reverse' && isList(here)) put(copy, from, [...here].reverse());
  else if (kind === 'remove' || kind === 'rename' || kind === 'move') {
    if (!isObject(holder)) return copy;
    put(copy, from.slice(0, -1), Object.fromEntries(Object.entries(holder).filter(([one]) => one !== from.at(-1))));
    if (kind === 'rename') put(copy, [...from.slice(0, -1), name], here);
    if (kind === 'move' && isObject(get(copy, other))) put(copy, [...other, name], here);
  } else if (kind === 'add' && isObject(here)) put(copy, [...from, name], item);
  else if (kind === 'copy' && isObject(get(copy, other))) put(copy, [...other, name], here);
  return copy;
}

/** The places where a card says who somebody is. */
function placesIn(document: JsonObject): readonly Path[] {
  const found: Path[] = [];
  const visit = (item: Json, path: Path): void => {
    if (path.length > 0) found.push(path);
    if (isList(item)) item.forEach((part, index) => visit(part, [...path, index]));
    if (!isObject(item)) return;
    for (const [name, part] of Object.entries(item)) {
      if (path.length > 0 || name === 'credentialSubject' || name === 'type') visit(part, [...path, name]);
    }
  };
  visit(document, []);
  return found;
}

function get(root: Json, path: Path): Json {
  return path.reduce<Json>((item, step) => (item as Record<string | number, Json>)?.[step] ?? null, root);
}

function put(root: Record<string, Json>, path: Path, item: Json): void {
  const holder = get(root, path.slice(0, -1)) as Record<string | number, Json> | null;
  const last = path.at(-1);
  if (typeof holder === 'object' && holder !== null && last !== undefined) holder[last] = structuredClone(item);
}

/** Whether all that the first says is in the second; a list of one is what is in it. */
export function isPartOf(part: Json, whole: Json): boolean {
  const [a, b] = [unwrapped(part), unwrapped(whole)];
  if (isList(a)) return a.every((item) => (isList(b) ? b : [b]).some((one) => isPartOf(item, one)));
  if (isList(b)) return b.some((one) => isPartOf(a, one));
  if (isObject(a))
    return isObject(b) && Object.entries(a).every(([name, item]) => name in b && isPartOf(item, b[name] ?? null));
  return Object.is(a, b);
}

function unwrapped(item: Json): Json {
  return isList(item) && item.length === 1 ? unwrapped(item[0] ?? null) : item;
}
