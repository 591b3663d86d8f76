import { signerOf } from '../../../../main/vault/crypto/ed25519.ts';
import type { Entry } from '../../../../shared/wire/entry-types.ts';
import { approvalBy } from '../log.fixture.ts';
import type { Mutation } from '../mutations.fixture.ts';
import type { World } from '../world.fixture.ts';
import { changed, entryAt } from './changed.fixture.ts';

const handover = (world: World): number => world.at('handover');

/** Somebody who has the station's key and changes who did what to whom. */
export const ACTS: readonly Mutation[] = [
  changed(
    'an approval with a key that nobody registered',
    'approval-unknown-key',
    (w) => w.at('void'),
    (entry: Entry<'void'>) => {
      const { log, of, reason } = entry;
      const thief = signerOf(new Uint8Array(32).fill(9));
      return { ...entry, apv: approvalBy(thief, { log, by: 'OMAR', act: 'void', subject: String(of), reason }) };
    },
  ),
  changed(
    'an approval of another act',
    'approval-invalid',
    (w) => w.at('void'),
    (entry: Entry<'void'>, w) => ({
      ...entry,
      apv: (w.entries[w.at('void', 1)] as Entry<'void'>).apv,
    }),
  ),
  changed(
    'an approval by whoever did it himself',
    'approval-own',
    (w) => w.at('void'),
    (entry: Entry<'void'>) => ({
      ...entry,
      op: 'OMAR',
    }),
  ),
  changed(
    'an approval that speaks of other amounts',
    'approval-invalid',
    (w) => w.at('handover', 5),
    (entry: Entry<'handover'>) => ({
      ...entry,
      lines: entry.lines.map(([entitlement, line, account, quantity]) => [entitlement, line, account, quantity + 1]),
    }),
  ),
  changed(
    'a reversal of nothing',
    'void-of-nothing',
    (w) => w.at('void'),
    (entry: Entry<'void'>) => ({ ...entry, of: 1 }),
  ),
  {
    name: 'a reversal twice',
    finds: 'void-twice',
    make: (w) => ({ files: w.files(w.withInserted(w.at('void') + 1, entryAt(w, w.at('void')))) }),
  },
  changed(
    'a reversal of less than was given',
    'void-differs',
    (w) => w.at('void'),
    (entry: Entry<'void'>) => ({
      ...entry,
      lines: entry.lines.map(([entitlement, line, account, quantity]) => [
        entitlement,
        line,
        account,
        Math.max(1, quantity - 1),
      ]),
    }),
  ),
  {
    name: 'an entitlement collected twice',
    finds: 'claimed-twice',
    make: (w) => {
      const one = entryAt(w, w.at('handover')) as Entry<'handover'>;
      const again = { ...one, hid: 'AGAIN', acts: one.acts.map(([entitlement]) => [entitlement, 1, 1]) };
      return { files: w.files(w.withInserted(w.at('handover', 1), again)) };
    },
  },
  changed('an act out of its order', 'claim-out-of-order', handover, (entry: Entry<'handover'>) => ({
    ...entry,
    acts: entry.acts.map(([entitlement, , complete]) => [entitlement, 3, complete]),
  })),
  changed('an act that is not among the lines', 'acts-and-lines-differ', handover, (entry: Entry<'handover'>) => ({
    ...entry,
    acts: [...entry.acts, ['OTHER', 0, 1]],
  })),
  changed('a whole collection that leaves something', 'part-flag', handover, (entry: Entry<'handover'>) => ({
    ...entry,
    acts: entry.acts.map(([entitlement, ordinal]) => [entitlement, ordinal, 0]),
  })),
  {
    name: 'more than was due',
    finds: 'more-than-due',
    make: (w) => ({ files: { ...w.files(), 'site.due': w.dueList(1) } }),
  },
  {
    name: 'a list of what is due that was changed',
    finds: 'due-forged',
    make: (w) => ({ files: { ...w.files(), 'site.due': w.dueList(2).replace('"OIL-1L",2', '"OIL-1L",9') } }),
  },
  changed(
    'more than there was',
    'below-zero',
    (w) => w.at('open'),
    (entry: Entry<'open'>) => ({ ...entry, stock: [['OIL-1L', 2]] }),
  ),
  changed('a hand-over on no day', 'day-not-open', handover, (entry: Entry<'handover'>) => ({
    ...entry,
    day: '2026-11-23',
  })),
  changed(
    'a day opened twice',
    'day-opened-twice',
    (w) => w.at('open', 1),
    (entry: Entry<'open'>, w) => ({
      ...entry,
      day: (entryAt(w, w.at('open')) as Entry<'open'>).day,
    }),
  ),
  changed(
    'a day opened by a clerk',
    'not-supervisor',
    (w) => w.at('open'),
    (entry: Entry<'open'>) => ({ ...entry, op: 'AMINA' }),
  ),
  changed('a hand-over by somebody unknown', 'operator-unknown', handover, (entry: Entry<'handover'>) => ({
    ...entry,
    op: 'NOBODY',
  })),
  changed('a hand-over by somebody who had not signed in', 'not-signed-in', handover, (entry: Entry<'handover'>) => ({
    ...entry,
    op: 'RANIA',
  })),
  changed(
    'a hand-over by a package that was not installed',
    'package-unknown',
    handover,
    (entry: Entry<'handover'>) => ({
      ...entry,
      pkg: 'ab'.repeat(32),
    }),
  ),
  changed(
    'a copy with a wrong number',
    'copy-number',
    (w) => w.at('reprint'),
    (entry: Entry<'reprint'>) => ({ ...entry, copy: 3 }),
  ),
  changed(
    'a copy of nothing',
    'reprint-of-nothing',
    (w) => w.at('reprint'),
    (entry: Entry<'reprint'>) => ({ ...entry, of: 0 }),
  ),
  changed(
    'a sheet that nobody ordered',
    'print-of-nothing',
    (w) => w.at('print'),
    (entry: Entry<'print'>) => ({ ...entry, of: 0 }),
  ),
  changed(
    'an approval alone where others could have approved',
    'alone-among-others',
    (w) => w.at('void'),
    (entry: Entry<'void'>) => ({ ...entry, apv: { ...entry.apv, sole: true } }),
  ),
];
