import { isList, isObject, type Json, type JsonObject } from './json.ts';

/** What a document may hold. A card's QR code is far below; the characters leave room for a status list or a face. */
const MOST = { values: 1000, objects: 64, depth: 16, characters: 2_100_000 } as const;

/** Keywords that say what a value is. All others restructure a document, and none of them belongs on a card. */
const KEYWORDS: ReadonlySet<string> = new Set(['@id', '@type', '@value', '@language']);

/**
 * Refuses what no later step should have to think of: too much, too deep, contexts inside the document (they change what a
 * signature covers), keywords that restructure it, text that has no UTF-8 form (all of it hashes alike).
 */
export function findFault(document: unknown): 'malformed' | 'too-complex' | 'context-not-allowed' | undefined {
  if (!isObject(document)) return 'malformed';
  const open: { value: unknown; depth: number; name: string }[] = [{ value: document, depth: 0, name: '' }];
  let values = 0;
  let objects = 0;
  let characters = 0;
  for (let item = open.pop(); item !== undefined; item = open.pop()) {
    const { value, depth } = item;
    values += 1;
    if (typeof value === 'string') {
      characters += value.length;
      if (!value.isWellFormed()) return 'malformed';
    }
    if (values > MOST.values || depth > MOST.depth || characters > MOST.characters) return 'too-complex';
    if (isList(value)) {
      for (const part of value) open.push({ value: part, depth: depth + 1, name: item.name });
    } else if (isObject(value)) {
      objects += 1;
      if (objects > MOST.objects) return 'too-complex';
      // The root's context is held against the trust list; a proof has its own where the suite says so.
      const contextMayStand = depth === 0 || (item.name === 'proof' && depth <= 2);
      const fault = findNameFault(value, contextMayStand);
      if (fault !== undefined) return fault;
      for (const [name, part] of Object.entries(value)) {
        characters += name.length;
        // A context is judged as a whole, by comparing it.
        if (name !== '@context') open.push({ value: part, depth: depth + 1, name: depth === 0 ? name : '' });
      }
    } else if (typeof value === 'number' ? !Number.isFinite(value) : !isSimple(value)) {
      return 'malformed';
    }
  }
  return undefined;
}

function findNameFault(object: JsonObject, contextMayStand: boolean): 'malformed' | 'context-not-allowed' | undefined {
  for (const name of Object.keys(object)) {
    if (name === '@context') {
      if (!contextMayStand) return 'context-not-allowed';
    } else if (name === '__proto__' || !name.isWellFormed() || (name.startsWith('@') && !KEYWORDS.has(name))) {
      return 'malformed';
    }
  }
  return undefined;
}

function isSimple(value: unknown): value is Json {
  return value === null || typeof value === 'string' || typeof value === 'boolean';
}
