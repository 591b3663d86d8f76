import type { Database } from '@signalapp/sqlcipher';
import type { Household } from '../../../shared/domain/roll.ts';
import {
  DEFAULT_VOUCHER_POLICY,
  type HolderCheck,
  type HolderProof,
  type VoucherPolicy,
} from '../../../shared/domain/voucher.ts';
import type { HolderView } from '../../../shared/ipc/views.ts';
import { words } from '../roll/search/words.ts';
import type { Roll } from '../roll/roll.ts';
import { isoDates } from './birth-dates.ts';
import type { Voucher } from './voucher.ts';

/** Whose voucher it is said to be, as far as anybody here can tell. */
export type Holder = Readonly<{ voucher: Voucher; household: Household | null }>;

export function voucherPolicy(roll: Pick<Roll, 'policy'>): VoucherPolicy {
  return roll.policy().vouchers ?? DEFAULT_VOUCHER_POLICY;
}

/**
 * How far it is sure that this is the holder. Answers count for the scan they were given after; failures count for the voucher all
 * day, so that scanning it again gives no more tries.
 */
export function holderStanding(
  db: Database,
  holder: Holder,
  at: Readonly<{ token: string; day: string | null }>,
  { holderChecks, holderTries }: VoucherPolicy,
): HolderView {
  const passed = db
    .prepare('SELECT DISTINCT kind FROM holder_check WHERE token = ? AND matched = 1', { pluck: true })
    .all<HolderCheck>([at.token]);
  const failures = Number(
    db
      .prepare('SELECT count(*) FROM holder_check WHERE voucher = ? AND day = ? AND matched = 0', { pluck: true })
      .get([holder.voucher.name, at.day ?? '']),
  );
  const needed = [...holderChecks];
  const possible = needed.filter((check) => canBeAsked(check, holder));
  const open = needed.filter((check) => !passed.includes(check));
  const triesLeft = Math.max(0, holderTries - failures);
  return {
    needed,
    passed: needed.filter((check) => passed.includes(check)),
    possible,
    triesLeft,
    witnessNeeded: open.length > 0 && (triesLeft === 0 || open.some((check) => !possible.includes(check))),
  };
}

/** What the entry says of it, once every question is answered or a witness signs. */
export function holderProofs({ household }: Holder, { passed, witnessNeeded }: HolderView): HolderProof[] {
  return [
    ...(household === null ? [] : (['roll'] as const)),
    ...passed,
    ...(witnessNeeded ? (['witness'] as const) : []),
  ];
}

export function isSatisfied({ needed, passed }: HolderView): boolean {
  return needed.every((check) => passed.includes(check));
}

function canBeAsked(check: HolderCheck, { voucher, household }: Holder): boolean {
  switch (check) {
    case 'photo':
      return household?.members.some(({ photo }) => photo !== undefined) === true;
    case 'birth-date':
      return birthDates({ voucher, household }).length > 0;
    case 'household':
      return otherNames({ voucher, household }).size > 0;
  }
}

/** True where the answer is right; undefined where there is nothing to hold it against. */
export function isRight(check: HolderCheck, answer: string, holder: Holder): boolean | undefined {
  if (!canBeAsked(check, holder)) return undefined;
  switch (check) {
    case 'photo':
      return answer === 'yes';
    case 'birth-date': {
      const said = isoDates(answer);
      // Where only a year is known, a whole date holds it.
      return birthDates(holder).some((known) => said.some((date) => date.startsWith(known)));
    }
    case 'household': {
      const others = otherNames(holder);
      return words(answer).some((word) => others.has(word));
    }
  }
}

/** The signed date of the voucher itself, or those of everybody in the household: any of them may have come. */
function birthDates({ voucher, household }: Holder): string[] {
  if (voucher.birthDate !== null) return [voucher.birthDate];
  return (household?.members ?? []).map(({ birthDate }) => birthDate).filter((date) => date !== undefined);
}

/** Name parts of the other members that stand neither on the voucher nor in the first member's name. */
function otherNames({ voucher, household }: Holder): ReadonlySet<string> {
  const [addressee, ...others] = household?.members ?? [];
  const parts = (person: Readonly<{ name: string; nameLatin?: string | undefined }>): string[] => [
    ...words(person.name),
    ...words(person.nameLatin ?? ''),
  ];
  const printed = new Set([...words(voucher.holder ?? ''), ...(addressee === undefined ? [] : parts(addressee))]);
  return new Set(others.flatMap(parts).filter((part) => part.length > 1 && !printed.has(part)));
}
