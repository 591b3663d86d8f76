import { createHash } from 'node:crypto';
import type { Operator } from '../../../shared/domain/policy.ts';
import type { Keyslots } from '../crypto/keyslots.ts';
import { append, database, unforeseen, type Serving } from '../session/serving.ts';
import { operatorKey } from './operators.store.ts';

/** Names the secret that a package brought for an operator, without saying anything of it. */
export function sourceOf(operator: Pick<Operator, 'kdf' | 'derivedKey'>): string {
  return createHash('sha256').update(`${operator.kdf.salt} ${operator.derivedKey}`).digest('hex');
}

/**
 * Writes who signs with which key, for every slot whose key the log does not know. After a crash in the middle of an install
 * `operators` may be empty: then the id stands in for the name until the next package.
 */
export function registerOperators(
  serving: Serving,
  keyslots: Keyslots,
  operators: readonly Operator[],
): 'disk-full' | 'storage-fault' | undefined {
  for (const slot of keyslots.list()) {
    if (slot.role === 'setup' || operatorKey(database(serving), slot.id) === slot.signKey) continue;
    const operator = operators.find((one) => one.id === slot.id);
    const appended = append(serving, {
      t: 'register',
      body: { who: slot.id, role: slot.role, key: slot.signKey },
      aux: { name: operator?.name ?? slot.id, source: operator === undefined ? '' : sourceOf(operator) },
    });
    if (!appended.ok) return unforeseen(appended.error);
  }
  return undefined;
}
