/** Values as JSON.parse gives them. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export type JsonObject = { readonly [key: string]: Json };
/** A place in a document: names of members and positions in lists, from the root. */
export type Path = readonly (string | number)[];

/** Addresses as the JSON-LD library tells them from other text; where one is wanted, it drops what is none. */
export const ADDRESS = /^[A-Za-z][A-Za-z0-9+-.]*:\S*$/;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isList(value: unknown): value is readonly Json[] {
  return Array.isArray(value);
}

export function asList(value: Json | undefined): readonly Json[] {
  if (value === undefined) return [];
  return isList(value) ? value : [value];
}

/** The place as people read it. */
export function pathText(path: Path): string {
  return path.join('.');
}

/** The place as a key: two places never have the same one, whatever their names hold. */
export function pathKey(path: Path): string {
  return JSON.stringify(path);
}

/** The places that contain it, from the root, itself included. */
export function prefixesOf(path: Path): readonly Path[] {
  return Array.from({ length: path.length + 1 }, (_, length) => path.slice(0, length));
}

/** A copy without some of the root's members. */
export function without(object: JsonObject, ...names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));
}
