import type { Amount, EntryBodies } from '../../../../shared/wire/entry-types.ts';
import { countUp, sortedTally, type Named, type Read, type Tally } from './rule.ts';

export type Movement = 'opening' | 'received' | 'handed' | 'reversed' | 'counted';
export type Account = Record<Movement, number>;
type Closed = EntryBodies['day_close']['accounts'][number];

/** What was done with vouchers of services, of one account. `held`: set aside at the close, since whatever day. */
type Services = Record<'captures' | 'captured' | 'takenBackCaptures' | 'takenBack' | 'holds' | 'held', number>;

type Person = { served: number; part: number; notServed: number; reversed: number; amounts: Tally };

/** Everything that is added up over one day session. Cash in minor units. */
export type DayFigures = {
  readonly day: string;
  readonly cycle: string;
  readonly openSeq: number;
  readonly openedAtMs: number;
  readonly openedBy: string;
  readonly accounts: Map<string, Account>;
  readonly reasons: Tally;
  readonly people: Map<string, Person>;
  readonly services: Map<string, Services>;
  served: number;
  part: number;
  notServed: number;
  reversed: number;
  rounds: number;
  countedBy: string | undefined;
  /** Nothing moved since the last count. */
  counted: boolean;
  closed: Readonly<{ seq: number; atMs: number; by: string; coSignedBy: string | undefined }> | undefined;
};

export function newDay(entry: Read<'open'>): DayFigures {
  return {
    day: entry.day,
    cycle: entry.cyc,
    openSeq: entry.seq,
    openedAtMs: entry.atMs,
    openedBy: entry.op,
    accounts: new Map(),
    reasons: new Map(),
    people: new Map(),
    services: new Map(),
    served: 0,
    part: 0,
    notServed: 0,
    reversed: 0,
    rounds: 0,
    countedBy: undefined,
    counted: false,
    closed: undefined,
  };
}

/** Adds quantities to one column. Answers the accounts of which less than nothing is left. */
export function moveAmounts(day: DayFigures, movement: Movement, amounts: readonly Amount[]): string[] {
  const below: string[] = [];
  for (const [account, quantity] of amounts) {
    const row = day.accounts.get(account) ?? { opening: 0, received: 0, handed: 0, reversed: 0, counted: 0 };
    row[movement] += quantity;
    day.accounts.set(account, row);
    if (expectedOf(row) < 0) below.push(account);
  }
  return below;
}

export function expectedOf({ opening, received, handed, reversed }: Account): number {
  return opening + received - handed + reversed;
}

/** Adds one act on a voucher of services, or one that is set aside. */
export function countService(
  day: DayFigures | undefined,
  [count, sum]:
    | readonly ['captures', 'captured']
    | readonly ['takenBackCaptures', 'takenBack']
    | readonly ['holds', 'held'],
  [account, quantity]: Amount,
): void {
  if (day === undefined) return;
  const none = { captures: 0, captured: 0, takenBackCaptures: 0, takenBack: 0, holds: 0, held: 0 };
  const services = day.services.get(account) ?? none;
  services[count] += 1;
  services[sum] += quantity;
  day.services.set(account, services);
}

/** What the close of this day has to say of services; undefined where it has to say nothing. */
export function closedServices(day: DayFigures): Amount[] | undefined {
  const moved = showServices(day).filter(({ captures, takenBackCaptures }) => captures + takenBackCaptures > 0);
  if (moved.length === 0) return undefined;
  return moved.map(({ account, captured, takenBack }) => [account, captured - takenBack]);
}

function showServices({ services }: DayFigures): (Services & { account: string })[] {
  return [...services].sort(([a], [b]) => (a < b ? -1 : 1)).map(([account, figures]) => ({ account, ...figures }));
}

export function personOf(day: DayFigures, operator: string): Person {
  const known = day.people.get(operator);
  if (known !== undefined) return known;
  const person = { served: 0, part: 0, notServed: 0, reversed: 0, amounts: new Map() };
  day.people.set(operator, person);
  return person;
}

export function countNotServed(day: DayFigures, { op, reason }: Read<'not_served'>): void {
  day.notServed += 1;
  personOf(day, op).notServed += 1;
  countUp(day.reasons, reason);
}

export function countReversed(day: DayFigures, { op }: Read<'void'>): void {
  day.reversed += 1;
  personOf(day, op).reversed += 1;
}

/** What the close of this day has to say of its accounts, in the order of their codes. */
export function closedAccounts(day: DayFigures): Closed[] {
  return [...day.accounts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([account, row]) => [
      account,
      row.opening,
      row.received,
      row.handed,
      row.reversed,
      row.counted,
      row.counted - expectedOf(row),
    ]);
}

/** Figures of one day as they go into the report. */
export function showDay(day: DayFigures) {
  const { served, part, notServed, reversed, closed } = day;
  return {
    day: day.day,
    cycle: day.cycle,
    openedAtMs: day.openedAtMs,
    openedBy: day.openedBy,
    closedAtMs: closed?.atMs ?? null,
    closedBy: closed?.by ?? null,
    coSignedBy: closed?.coSignedBy ?? null,
    served,
    part,
    notServed,
    reversed,
    notServedByReason: sortedTally(day.reasons),
    accounts: closedAccounts(day).map(([account, opening, received, handed, back, counted, difference]) => ({
      account,
      opening,
      received,
      handed,
      reversed: back,
      expected: opening + received - handed + back,
      counted: day.rounds === 0 ? null : counted,
      difference: day.rounds === 0 ? null : difference,
    })),
    services: showServices(day),
    byOperator: [...day.people]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([operator, { amounts, ...figures }]) => ({ operator, ...figures, amounts: nonZero(amounts) })),
  };
}
export type DayShown = ReturnType<typeof showDay>;

function nonZero(tally: Tally): Named {
  return sortedTally(tally).filter(([, quantity]) => quantity !== 0);
}
