import { ADDRESS, isList, isObject, type Json, type JsonObject, type Path } from './json.ts';
import type { Vocabulary } from './vocabulary.ts';

export type Leaf = Readonly<{
  path: Path;
  value: Json;
  /** What stands in its place in the skeleton; undefined for what leaves no trace of its own: null, empty lists and objects. */
  mark?: string | number;
  isType: boolean;
  isId: boolean;
}>;

/** A document's structure, free of its values. */
export type Skeleton = Readonly<{ document: JsonObject; leaves: readonly Leaf[] }>;

/**
 * Puts a mark of its own in place of each value, of the same kind, so that its way through the contexts can be followed. Types
 * stay, since they choose contexts. Documents of one structure have one and the same skeleton.
 */
export function skeletonOf(document: JsonObject, vocabulary: Vocabulary): Skeleton {
  const leaves: Leaf[] = [];
  const visit = (value: Json, path: Path, isType: boolean): Json => {
    if (isList(value) && value.length > 0) return value.map((part, index) => visit(part, [...path, index], isType));
    if (isObject(value) && Object.keys(value).length > 0) {
      const members = Object.entries(value).map(([name, part]) => {
        const isRootContext = path.length === 0 && name === '@context';
        return [name, isRootContext ? part : visit(part, [...path, name], vocabulary.typeNames.has(name))] as const;
      });
      return Object.fromEntries(members);
    }
    const mark = isType && typeof value === 'string' ? value : markFor(value, leaves.length);
    const last = path.at(-1);
    const isId = typeof last === 'string' && vocabulary.idNames.has(last);
    leaves.push({ path, value, isType, isId, ...(mark !== undefined && { mark }) });
    return mark ?? value;
  };
  return { document: visit(document, [], false) as JsonObject, leaves };
}

/** A word may be a language; what begins like a keyword or names a blank node is treated as that. */
function markFor(value: Json, position: number): string | number | undefined {
  if (typeof value === 'number') return 7_000_000 + position + (Number.isInteger(value) ? 0 : 0.5);
  if (typeof value === 'string') {
    if (ADDRESS.test(value)) return `urn:leaf:${position}`;
    return `${/^(?:_:|@)/.exec(value)?.[0] ?? ''}${wordOf(position)}`;
  }
  return typeof value === 'boolean' ? wordOf(position) : undefined;
}

/** `qaaaa`, `qbaaa`, …: none is part of another. */
function wordOf(position: number): string {
  const letters = Array.from({ length: 4 }, (_, place) =>
    String.fromCharCode(97 + (Math.floor(position / 26 ** place) % 26)),
  );
  return `q${letters.join('')}`;
}
