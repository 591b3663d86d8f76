import type { Verify } from '../../../../shared/wire/ed25519.ts';
import type { EntryType } from '../../../../shared/wire/entry-types.ts';
import type { DueLists } from '../due.ts';
import { createClaims } from './claims.ts';
import { createDays } from './days.ts';
import { createHandovers } from './handovers.ts';
import { createHolders } from './holders.ts';
import { createPackages } from './packages.ts';
import { createPapers } from './papers.ts';
import { createPeople } from './people.ts';
import { createReimbursement } from './reimbursement.ts';
import type { Read, Tell } from './rule.ts';
import { countUp, sortedTally, type Tally } from './rule.ts';
import { createTime } from './time.ts';
import { createVouchers } from './vouchers.ts';

type Options = Readonly<{ tell: Tell; verify: Verify; origin: string; nowMs: number; due: DueLists | undefined }>;

type Acts = { readonly [T in EntryType]?: (this: void, entry: Read<T>) => void };

/** All that is judged about what entries say, once their bytes are known to be whole, in order. */
export function createRules(options: Options) {
  const { tell } = options;
  const time = createTime(options);
  const people = createPeople(options);
  const packages = createPackages(options);
  const claims = createClaims(options);
  const holders = createHolders(options);
  const vouchers = createVouchers({ tell, people, claims, holders });
  const handovers = createHandovers({ tell, people, claims, vouchers });
  const papers = createPapers(options);
  const days = createDays({ tell, people });
  const reimbursement = createReimbursement(options);
  const types: Tally = new Map();
  const lookups: Tally = new Map();

  const acts: Acts = {
    open: days.open,
    receive_stock: days.receive,
    handover(entry) {
      papers.order(entry);
      handovers.handOver(entry);
      days.handOver(entry);
    },
    void(entry) {
      papers.order(entry);
      days.reverse(entry, handovers.reverse(entry));
    },
    hold(entry) {
      papers.order(entry);
      vouchers.hold(entry);
      days.serve(entry);
    },
    capture(entry) {
      papers.order(entry);
      vouchers.capture(entry);
      days.serve(entry);
    },
    release(entry) {
      papers.order(entry);
      days.serve(entry, vouchers.release(entry));
    },
    holder_check: (entry) => holders.check(entry),
    not_served: (entry) => days.notServed(entry),
    count: days.count,
    day_close: (entry) => days.close(entry, vouchers.open()),
    print: (entry) => papers.print(entry),
    reprint: (entry) => papers.reprint(entry),
    lookup: (entry) => countUp(lookups, entry.op),
  };

  return {
    entry(entry: Read): void {
      countUp(types, entry.t);
      time.entry(entry, days.isOpen());
      people.entry(entry);
      packages.entry(entry);
      reimbursement.entry(entry);
      // The table is typed per entry type; the entry brings the type it is looked up by.
      (acts[entry.t] as ((entry: Read) => void) | undefined)?.(entry);
    },
    end(): void {
      time.end();
      people.end();
      days.end(vouchers.open());
    },
    handovers,
    vouchers,
    claims,
    closes: days.closes,
    summary() {
      const { days: shown, net } = days.summary();
      return {
        days: shown,
        net,
        ...time.summary(),
        ...people.summary(),
        ...packages.summary(),
        ...claims.summary(),
        ...handovers.summary(),
        ...papers.summary(),
        services: { ...vouchers.summary(), ...holders.summary() },
        types: sortedTally(types),
        lookupsByOperator: sortedTally(lookups),
      };
    },
  };
}
export type Summary = ReturnType<ReturnType<typeof createRules>['summary']>;
