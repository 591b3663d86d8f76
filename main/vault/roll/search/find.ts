import type { Database } from '@signalapp/sqlcipher';
import type { Household } from '../../../../shared/domain/roll.ts';
import { createExpander, type Expansion } from './expand.ts';
import { scorePerson, type Wanted } from './score.ts';
import { peopleOf, rowTarget, type Person } from './terms.ts';
import { expression, isHopeless, likeTerms, pick, wantedOf, type FindQuery, type Tier } from './query.ts';

export type { FindQuery };

export type Match = Readonly<{ household: Household; person: Person; score: number }>;
export type Found = Readonly<{ matches: readonly Match[]; more: boolean }>;

const MAX_MATCHES = 20;
/** People looked at per tier; whoever has more to choose from has to say more. */
const MAX_ROWS = 60;
/** Words are taken ever more loosely; each tier is only tried where those before it found fewer than `unless` households. */
const TIERS: readonly (Tier & { unless: number })[] = [
  { sureness: 1, expansions: 1, unless: 1 },
  { sureness: 0.8, expansions: 6, unless: MAX_MATCHES + 1 },
  { sureness: 0, expansions: 12, unless: 3 },
];

/**
 * Search without a card. Answers undefined where fewer than two attributes were given: one alone would be a way to browse
 * the roll. All attributes must fit one person; best first, a household once.
 */
export function createFind(db: Database): (query: FindQuery) => Found | undefined {
  const expand = createExpander(db);
  const search = db.prepare('SELECT rowid FROM search WHERE search MATCH ? LIMIT ?', { pluck: true });
  const body = db.prepare('SELECT body FROM household WHERE number = ?', { pluck: true });

  /** Answers true where there are more than were looked at. */
  const collect = (text: string, wanted: Wanted, seen: Set<number>, into: Map<number, Match>): boolean => {
    const rows = search.all<number>([text, MAX_ROWS]);
    for (const row of rows) {
      if (seen.has(row)) continue;
      seen.add(row);
      const { number, index } = rowTarget(row);
      const line = into.has(number) ? undefined : body.get([number]);
      const household =
        into.get(number)?.household ?? (typeof line === 'string' ? (JSON.parse(line) as Household) : undefined);
      const person = household === undefined ? undefined : peopleOf(household)[index];
      if (household === undefined || person === undefined) continue;
      const score = scorePerson(household, person, index === 0, wanted);
      if (score > (into.get(number)?.score ?? 0)) into.set(number, { household, person, score });
    }
    return rows.length === MAX_ROWS;
  };

  return (query) => {
    const known = new Map<string, Expansion[]>();
    const like = (term: string): Expansion[] => {
      const expansions = known.get(term) ?? likeTerms(term, expand);
      known.set(term, expansions);
      return expansions;
    };
    const seen = new Set<number>();
    const found = new Map<number, Match>();
    let more = false;
    let asked = '';
    for (const tier of TIERS) {
      if (more || found.size >= tier.unless) break;
      const wanted = wantedOf(query, (term) => pick(like(term), tier));
      if (wanted === undefined) return undefined;
      const text = expression(wanted);
      if (text === asked || isHopeless(wanted)) continue;
      asked = text;
      more = collect(text, wanted, seen, found);
    }
    const ranked = [...found.values()].toSorted(
      (a, b) => b.score - a.score || (a.household.id < b.household.id ? -1 : 1),
    );
    return { matches: ranked.slice(0, MAX_MATCHES), more: more || ranked.length > MAX_MATCHES };
  };
}
