import type { Database } from '@signalapp/sqlcipher';

/** The operator's name as his package brought it; his id where none did. */
export function operatorName(db: Database, id: string): string {
  const name = db.prepare('SELECT name FROM operator WHERE id = ?', { pluck: true }).get([id]);
  return typeof name === 'string' ? name : id;
}

/** Public key (hex) that the newest `register` entry gives the operator. */
export function operatorKey(db: Database, id: string): string | undefined {
  const key = db.prepare('SELECT key FROM operator WHERE id = ?', { pluck: true }).get([id]);
  return typeof key === 'string' ? key : undefined;
}

/** See `sourceOf`; undefined for an operator that no package has brought. */
export function operatorSource(db: Database, id: string): string | undefined {
  const source = db.prepare('SELECT source FROM operator WHERE id = ?', { pluck: true }).get([id]);
  return typeof source === 'string' ? source : undefined;
}
