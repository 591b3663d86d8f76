import type { Database } from '@signalapp/sqlcipher';
import type { Household } from '../../../../shared/domain/roll.ts';
import { idTerm, rowTarget } from './terms.ts';
import { idToken } from './words.ts';

/** More people with one number than this are no help in telling who somebody is. */
const MOST_ROWS = 8;

/**
 * Households with a member of exactly this identity number; spaces, dashes and case do not count. For numbers that somebody
 * trustworthy signed, or that a supervisor answers for: what a person types is searched for with its slips, and never by one
 * attribute alone.
 */
export function createByIdNumber(db: Database): (idNumber: string) => string[] {
  const search = db.prepare('SELECT rowid FROM search WHERE search MATCH ? LIMIT ?', { pluck: true });
  const body = db.prepare('SELECT body FROM household WHERE number = ?', { pluck: true });
  return (idNumber) => {
    const token = idToken(idNumber);
    if (token === '') return [];
    const ids = search.all<number>([`"${idTerm(idNumber)}"`, MOST_ROWS]).flatMap((row) => {
      const { number, index } = rowTarget(row);
      const line = body.get([number]);
      if (typeof line !== 'string') return [];
      const household = JSON.parse(line) as Household;
      // Proxies stand behind the members: who may collect for a household is not the household.
      const { idNumber: own } = household.members[index] ?? {};
      return own !== undefined && idToken(own) === token ? [household.id] : [];
    });
    return [...new Set(ids)];
  };
}
