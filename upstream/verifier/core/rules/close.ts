import { currencyOf } from '../../../../shared/domain/account.ts';
import type { Amount } from '../../../../shared/wire/entry-types.ts';
import { closedAccounts, closedServices, type DayFigures } from './day-figures.ts';
import type { ApprovalGiven, People } from './people.ts';
import { countUp, sortedTally, type Named, type Read, type Tally, type Tell } from './rule.ts';

/** Holds every figure of a close against what the entries before it add up to, and tells what it leaves open. */
export function checkClose(
  entry: Read<'day_close'>,
  figures: DayFigures,
  grand: Named,
  { tell, people }: Readonly<{ tell: Tell; people: People }>,
): void {
  const { seq, apv } = entry;
  const { day, served, part, notServed, reversed } = figures;
  if (!figures.counted) tell('close-uncounted', seq, { day });
  const accounts = closedAccounts(figures);
  if (!same(accounts, entry.accounts)) tell('close-accounts', seq, { day });
  if (!same([served, part, notServed, reversed], [entry.served, entry.part, entry.notServed, entry.reversed]))
    tell('close-tally', seq, { day, served, part, notServed, reversed });
  if (!same(closedServices(figures), entry.captured)) tell('close-captured', seq, { day });
  if (!same(grand, entry.grand)) tell('close-grand', seq, { day });
  const differences = accounts.map(([account, , , , , , difference]) => [account, difference] as const);
  if (apv !== undefined) {
    const subject = [day, ...differences.map(([account, difference]) => `${account}=${difference}`)].join(' ');
    people.approval(entry, apv, { act: 'day_close', subject });
  }
  for (const [account, difference] of differences)
    if (difference !== 0) tell('difference', seq, { day, account, difference, approver: apv?.by ?? '–' });
  if (coSigner(entry) === undefined && figures.openedBy === entry.op && figures.countedBy === entry.op)
    tell('sole-supervisor', seq, { day, operator: entry.op });
}

/** The second person of a close; a supervisor who approved alone is none. */
export function coSigner({ apv }: Read<'day_close'>): string | undefined {
  const given: ApprovalGiven | undefined = apv;
  return given?.sole === true ? undefined : given?.by;
}

/** True where notes and coins come to the cash that was counted with them. */
export function addsUp(amounts: readonly Amount[], denominations: Read<'open'>['denominations']): boolean {
  const pieces: Tally = new Map();
  for (const [currency, valueMinor, count] of denominations) countUp(pieces, currency, valueMinor * count);
  const cash: Tally = new Map();
  for (const [account, quantity] of amounts) {
    const currency = currencyOf(account);
    if (currency !== undefined) countUp(cash, currency, quantity);
  }
  return same(sortedTally(pieces), sortedTally(cash));
}

/** For lists of figures only. */
function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
