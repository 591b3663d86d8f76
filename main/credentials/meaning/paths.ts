import type { ClaimPath } from '../../../shared/domain/trust-list.ts';
import { isObject } from '../read/bounded-json.ts';
import type { Claims } from '../types.ts';

/** The value at a path; undefined where there is none. Inherited members are none. */
export function claimAt(claims: Claims, path: ClaimPath): unknown {
  let value: unknown = claims;
  for (const name of namesOf(path)) {
    if (Array.isArray(value)) value = /^\d{1,3}$/.test(name) ? (value as unknown[])[Number(name)] : undefined;
    else value = isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
  }
  return value;
}

function namesOf(path: ClaimPath): readonly string[] {
  return typeof path === 'string' ? path.split('.') : path;
}

/** The path with dots between its names. */
export function pathText(path: ClaimPath): string {
  return namesOf(path).join('.');
}
