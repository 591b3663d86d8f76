import type { Amount } from '../../../../shared/wire/entry-types.ts';
import { addsUp, checkClose, coSigner } from './close.ts';
import {
  countNotServed,
  countReversed,
  countService,
  moveAmounts,
  newDay,
  personOf,
  showDay,
  type DayFigures,
  type Movement,
} from './day-figures.ts';
import { amountsOf, type Handover } from './handovers.ts';
import type { People } from './people.ts';
import { countUp, sortedTally, type Read, type Tally, type Tell } from './rule.ts';
import type { VoucherAct } from './vouchers.ts';

const CAPTURED = ['captures', 'captured'] as const;
const TAKEN_BACK = ['takenBackCaptures', 'takenBack'] as const;
const HELD = ['holds', 'held'] as const;

/** Day sessions: opened once, closed on a count, every figure of a close recomputed from the entries before it. */
export function createDays({ tell, people }: { tell: Tell; people: People }) {
  const days = new Map<string, DayFigures>();
  const grand: Tally = new Map();
  let current: DayFigures | undefined;

  /** The day an entry names, if it is the one that is open. */
  function openDay(entry: Read & { day: string }): DayFigures | undefined {
    if (current?.day === entry.day) return current;
    tell('day-not-open', entry.seq, { day: entry.day });
    return undefined;
  }

  function move(entry: Read, day: DayFigures | undefined, movement: Movement, amounts: readonly Amount[]): void {
    if (day === undefined) return;
    const below = moveAmounts(day, movement, amounts);
    if (movement !== 'counted') day.counted = false;
    for (const account of below) tell('below-zero', entry.seq, { account });
    for (const [account, quantity] of amounts) {
      const sign = movement === 'handed' ? 1 : movement === 'reversed' ? -1 : 0;
      countUp(grand, account, sign * quantity);
    }
  }

  /** Notes and coins must add up to the cash that was counted with them. */
  function checkCount(entry: Read<'open' | 'count'>, amounts: readonly Amount[]): void {
    if (!addsUp(amounts, entry.denominations)) tell('bad-count', entry.seq);
  }

  function open(entry: Read<'open'>): void {
    if (current !== undefined || days.has(entry.day)) tell('day-opened-twice', entry.seq, { day: entry.day });
    current = newDay(entry);
    days.set(entry.day, current);
    const amounts = [...entry.cash, ...entry.stock];
    checkCount(entry, amounts);
    move(entry, current, 'opening', amounts);
  }

  function count(entry: Read<'count'>): void {
    const day = openDay(entry);
    checkCount(entry, entry.amounts);
    if (day === undefined) return;
    if (entry.round !== day.rounds + 1) tell('bad-count', entry.seq);
    day.rounds = entry.round;
    day.countedBy = entry.op;
    day.counted = true;
    for (const row of day.accounts.values()) row.counted = 0;
    move(entry, day, 'counted', entry.amounts);
  }

  /** `held`: what vouchers have set aside by then. */
  function close(entry: Read<'day_close'>, held: readonly Amount[]): void {
    const day = openDay(entry);
    if (day === undefined) return;
    for (const amount of held) countService(day, HELD, amount);
    checkClose(entry, day, sortedTally(grand), { tell, people });
    day.closed = { seq: entry.seq, atMs: entry.atMs, by: entry.op, coSignedBy: coSigner(entry) };
    current = undefined;
  }

  return {
    isOpen: () => current !== undefined,
    open,
    count,
    close,
    receive: (entry: Read<'receive_stock'>) => move(entry, openDay(entry), 'received', entry.amounts),
    handOver(entry: Read<'handover'>): void {
      const day = openDay(entry);
      const amounts = amountsOf(entry.lines);
      move(entry, day, 'handed', amounts);
      if (day === undefined) return;
      addHandover(day, entry, amounts, 1);
    },
    /** `original`: the hand-over taken back. It leaves the figures of its own day; goods come back into the open one. */
    reverse(entry: Read<'void'>, original: Handover | undefined): void {
      const day = openDay(entry);
      const amounts = amountsOf(entry.lines);
      move(entry, day, 'reversed', amounts);
      if (day !== undefined) countReversed(day, entry);
      const before = original === undefined ? undefined : days.get(original.day);
      if (original !== undefined && before !== undefined)
        addHandover(before, { op: original.operator, part: original.part }, amounts, -1);
    },
    /** `ended`: what a release ended; a capture leaves the figures of the day in which it is taken back. */
    serve(entry: Read<'hold' | 'capture' | 'release'>, ended?: VoucherAct): void {
      const day = openDay(entry);
      if (entry.t === 'capture') countService(day, CAPTURED, entry.amount);
      if (ended?.t === 'capture') countService(day, TAKEN_BACK, ended.amount);
    },
    notServed(entry: Read<'not_served'>): void {
      const day = openDay(entry);
      if (day !== undefined) countNotServed(day, entry);
    },
    end(held: readonly Amount[]): void {
      for (const amount of held) countService(current, HELD, amount);
      if (current !== undefined) tell('day-left-open', current.openSeq, { day: current.day });
    },
    summary: () => ({ days: [...days.values()].map(showDay), net: sortedTally(grand) }),
    closes: () => [...days.values()].filter(({ closed }) => closed !== undefined).length,
  };
}

function addHandover(
  day: DayFigures,
  { op, part }: Readonly<{ op: string; part: boolean }>,
  amounts: readonly Amount[],
  sign: 1 | -1,
): void {
  const person = personOf(day, op);
  for (const figures of [day, person]) {
    figures.served += sign;
    figures.part += part ? sign : 0;
  }
  for (const [account, quantity] of amounts) countUp(person.amounts, account, sign * quantity);
}
