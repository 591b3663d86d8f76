import type { Entry } from '../../../../shared/wire/entry-types.ts';
import type { Mutation } from '../mutations.fixture.ts';
import type { World } from '../world.fixture.ts';
import { changed } from './changed.fixture.ts';

const close = (world: World): number => world.at('day_close');
const handover = (world: World): number => world.at('handover');

/** Somebody who has the station's key and changes what the books say. */
export const BOOKS: readonly Mutation[] = [
  changed(
    'a time in the future',
    'future-time',
    (w) => w.entries.length - 1,
    (entry: Entry, w) => ({
      ...entry,
      at: new Date(w.nowMs + 2 * 86_400_000).toISOString(),
    }),
  ),
  changed(
    'a time before the last one',
    'time-backwards',
    () => 14,
    (entry: Entry) => ({
      ...entry,
      at: '2026-11-24T07:00:00.000Z',
    }),
  ),
  changed('a time moved within one boot and not declared', 'clock-undeclared', handover, (entry: Entry) => ({
    ...entry,
    at: new Date(Date.parse(entry.at) + 180_000).toISOString(),
  })),
  {
    name: 'more hand-overs in a minute than hands can give',
    finds: 'service-rate',
    make: (w) => {
      const one = w.entries[w.at('handover')] as Entry<'handover'>;
      const burst = Array.from({ length: 25 }, (_, index) => ({
        ...one,
        mono: one.mono + index * 1000,
        lines: one.lines.map((line) => [`X${index}`, ...line.slice(1)]),
        acts: [[`X${index}`, 0, 1]],
      }));
      return { files: w.files(w.withInserted(w.at('handover'), ...burst)) };
    },
  },
  changed('less handed over in a close than was', 'close-accounts', close, (entry: Entry<'day_close'>) => ({
    ...entry,
    accounts: entry.accounts.map(([account, opening, received, handed, ...rest]) => [
      account,
      opening,
      received,
      handed - 1,
      ...rest,
    ]),
  })),
  changed('a lower count in a close than was counted', 'close-accounts', close, (entry: Entry<'day_close'>) => ({
    ...entry,
    accounts: entry.accounts.map((row) => [...row.slice(0, 5), row[5] - 1, row[6] - 1]),
  })),
  changed('more people served in a close', 'close-tally', close, (entry: Entry<'day_close'>) => ({
    ...entry,
    served: entry.served + 1,
  })),
  changed(
    'another grand total',
    'close-grand',
    (w) => w.at('day_close', 1),
    (entry: Entry<'day_close'>) => ({
      ...entry,
      grand: entry.grand.map(([account, quantity]) => [account, quantity + 1]),
    }),
  ),
  changed('a close whose approved difference was changed', 'approval-invalid', close, (entry: Entry<'day_close'>) => ({
    ...entry,
    accounts: entry.accounts.map((row) => [...row.slice(0, 6), 0]),
    apv: { ...entry.apv, reason: 'other' },
  })),
  {
    name: 'a close without a count',
    finds: 'close-uncounted',
    make: (w) => ({
      files: w.files(w.rewritten(w.at('count'), (entry) => ({ ...header(entry), t: 'control', kind: 'x-report' }))),
    }),
  },
  changed(
    'notes that do not come to the count',
    'bad-count',
    (w) => w.at('count'),
    (entry: Entry<'count'>) => ({
      ...entry,
      denominations: entry.denominations.map(([currency, value, count]) => [currency, value, count + 1]),
    }),
  ),
];

/** An entry without its body. */
function header({ v, t, log, seq, prev, at: when, mono, boot, tq, cyc, pkg, op }: Entry): object {
  return { v, t, log, seq, prev, at: when, mono, boot, tq, cyc, pkg, op };
}
