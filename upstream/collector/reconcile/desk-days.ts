import type { EntryFacts } from './entry-facts.ts';

/** What one log says of one account on one day. Expected at the close: opening + received - handed + reversed. */
export type DayAccount = Readonly<{
  account: string;
  opening: number;
  received: number;
  handed: number;
  reversed: number;
  /** Of the close; null while the day is open. */
  counted: number | null;
  difference: number | null;
  /** False where the close states other sums than its own entries come to. */
  agrees: boolean;
}>;

/** Services on vouchers of one account on one day. `stated`: what the close says of them, less what was taken back. */
export type DayServices = Readonly<{
  account: string;
  captures: number;
  captured: number;
  takenBackCaptures: number;
  takenBack: number;
  stated: number | null;
}>;

export type DeskDay = Readonly<{
  day: string;
  cycle: string;
  openedAtMs: number | null;
  closedAtMs: number | null;
  handovers: number;
  reversals: number;
  notServed: number;
  accounts: ReadonlyMap<string, DayAccount>;
  services: ReadonlyMap<string, DayServices>;
}>;

type Amount = readonly [account: string, quantity: number];
/** What a `void` or `release` takes back, of the day in which that was entered: lines handed over, or a capture. */
export type Back = Readonly<{ lines: readonly Amount[]; capture?: Amount | undefined }>;

const HOUR_MS = 3_600_000;
export const hourOf = (atMs: number): number => Math.floor(atMs / HOUR_MS) * HOUR_MS;

const NOTHING = { opening: 0, received: 0, handed: 0, reversed: 0, counted: null, difference: null, agrees: true };

/** Applies one entry to its day. */
export function applyToDay(before: DeskDay | undefined, facts: EntryFacts, back: Back = { lines: [] }): DeskDay {
  const day: DeskDay = before ?? {
    day: facts.day,
    cycle: facts.cyc,
    openedAtMs: null,
    closedAtMs: null,
    handovers: 0,
    reversals: 0,
    notServed: 0,
    accounts: new Map(),
    services: new Map(),
  };
  const atMs = Date.parse(facts.at);
  switch (facts.t) {
    case 'open':
      return { ...day, openedAtMs: atMs, accounts: moved(day, [...facts.cash, ...facts.stock], 'opening') };
    case 'receive_stock':
      return { ...day, accounts: moved(day, facts.amounts, 'received') };
    case 'handover': {
      const amounts = facts.lines.map(([, , account, quantity]) => [account, quantity] as const);
      return { ...day, handovers: day.handovers + 1, accounts: moved(day, amounts, 'handed') };
    }
    case 'void':
      return { ...day, reversals: day.reversals + 1, accounts: moved(day, back.lines, 'reversed') };
    case 'not_served':
      return { ...day, notServed: day.notServed + 1 };
    case 'hold':
      return day;
    case 'capture':
      return { ...day, services: served(day, facts.amount, ['captures', 'captured']) };
    case 'release':
      return back.capture === undefined
        ? day
        : { ...day, services: served(day, back.capture, ['takenBackCaptures', 'takenBack']) };
    case 'day_close': {
      const services = withStated(day, facts.captured);
      return { ...day, closedAtMs: atMs, accounts: closed(day, facts.accounts), services };
    }
  }
}

/** What is on hand of each account, by the day's own figures: the count where it was counted. */
export function onHandOf(account: DayAccount): number {
  return account.counted ?? account.opening + account.received - account.handed + account.reversed;
}

type Sums = 'opening' | 'received' | 'handed' | 'reversed';

function moved(day: DeskDay, amounts: readonly (readonly [string, number])[], sum: Sums): Map<string, DayAccount> {
  const accounts = new Map(day.accounts);
  for (const [account, quantity] of amounts) {
    const before = accounts.get(account) ?? { account, ...NOTHING };
    accounts.set(account, { ...before, [sum]: before[sum] + quantity });
  }
  return accounts;
}

const NO_SERVICES = { captures: 0, captured: 0, takenBackCaptures: 0, takenBack: 0, stated: null };

function served(
  day: DeskDay,
  [account, quantity]: Amount,
  [count, sum]: readonly ['captures', 'captured'] | readonly ['takenBackCaptures', 'takenBack'],
): Map<string, DayServices> {
  const before = day.services.get(account) ?? { account, ...NO_SERVICES };
  return new Map(day.services).set(account, {
    ...before,
    [count]: before[count] + 1,
    [sum]: before[sum] + quantity,
  });
}

function withStated(day: DeskDay, captured: readonly Amount[]): Map<string, DayServices> {
  const services = new Map(day.services);
  for (const [account, quantity] of captured)
    services.set(account, { ...(services.get(account) ?? { account, ...NO_SERVICES }), stated: quantity });
  return services;
}

type Stated = readonly [string, number, number, number, number, number, number];

function closed(day: DeskDay, stated: readonly Stated[]): Map<string, DayAccount> {
  const accounts = new Map([...day.accounts].map(([name, one]) => [name, { ...one, agrees: isEmpty(one) }]));
  for (const [account, opening, received, handed, reversed, counted, difference] of stated) {
    const own = day.accounts.get(account) ?? { account, ...NOTHING };
    const expected = own.opening + own.received - own.handed + own.reversed;
    const agrees =
      own.opening === opening &&
      own.received === received &&
      own.handed === handed &&
      own.reversed === reversed &&
      counted - expected === difference;
    accounts.set(account, { ...own, counted, difference, agrees });
  }
  return accounts;
}

/** A close may leave out an account that nothing happened to. */
function isEmpty({ opening, received, handed, reversed }: DayAccount): boolean {
  return opening === 0 && received === 0 && handed === 0 && reversed === 0;
}
