import { isDeepStrictEqual } from 'node:util';
import anyAscii from 'any-ascii';
import { currencyOf, type AccountCode } from '../../../shared/domain/account.ts';
import type { Service, ServiceProvider } from '../../../shared/domain/trust-list.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import type { HeldVerdict } from '../desk/held-verdicts.ts';
import { statesOf } from '../desk/subject.ts';
import { noteAux } from '../handovers/note.ts';
import type { AppendFailure } from '../ledger/ledger.types.ts';
import { paperPlace } from '../receipts/paper-place.ts';
import { unforeseen, type ServingCycle } from '../session/serving.ts';
import { trustInForce } from '../trust/trust-in-force.ts';
import { holderOf, type Holding } from './consent.ts';
import type { VoucherDetails } from './details.ts';
import { providerOf, type Voucher } from './voucher.ts';
import type { VoucherAux } from './vouchers.projector.ts';

export type UseFailure = 'unknown-token' | 'no-day-open' | 'changed-since' | 'already-served' | 'holder-not-checked';

/** A voucher for services as it is now, ready to be held or captured. */
export type Usable = Readonly<{
  held: HeldVerdict;
  voucher: Voucher;
  provider: ServiceProvider;
  day: string;
  holder: Holding;
  account: AccountCode;
  dueMinor: number;
  remainingMinor: number;
  nextOrdinal: number;
}>;

/** The same as on the screen, or a refusal. */
export function usable(serving: ServingCycle, token: string): Result<Usable, { code: UseFailure }> {
  const held = serving.verdicts.find(token);
  const provider = providerOf(trustInForce(serving).read(), serving.certificate.site);
  if (held?.voucher == null || !held.forServices || provider === undefined) return err({ code: 'unknown-token' });
  const day = serving.day();
  if (day === null) return err({ code: 'no-day-open' });
  if (!held.core.canGive)
    return err({ code: held.core.code === 'already-served' ? 'already-served' : 'changed-since' });
  const [state] = statesOf(serving, held);
  const [line] = state?.lines ?? [];
  if (state === undefined || line === undefined || !isDeepStrictEqual(held.states, [state]))
    return err({ code: 'changed-since' });
  const holder = holderOf(serving, held, day);
  if (holder === 'not-checked' || holder === undefined) return err({ code: 'holder-not-checked' });
  return ok({
    held,
    voucher: held.voucher,
    provider,
    day,
    holder,
    account: line.account,
    dueMinor: line.due,
    remainingMinor: line.due - line.given,
    nextOrdinal: state.nextOrdinal,
  });
}

/** What stays at the station beside the entry of an act on a voucher. */
export function voucherAux(
  serving: ServingCycle,
  { held, voucher, provider, account, dueMinor }: Usable,
  services: readonly Service[],
  note: ReturnType<typeof noteAux>,
): VoucherAux {
  const [addressee] = held.household?.members ?? [];
  const holder = addressee?.name ?? voucher.holder;
  const details: VoucherDetails = {
    holder,
    household: held.household?.id ?? null,
    code: voucher.code,
    beneficiary: voucher.beneficiary,
    entitlement: voucher.entitlement,
    issuer: voucher.issuer,
    provider: { id: provider.id, name: provider.name },
    currency: currencyOf(account) ?? '',
    dueMinor,
    services: services.map(({ code, name, ceilingMinor }) => ({ code, name, ceilingMinor })),
    paper: {
      ...paperPlace(serving),
      nameLatin: addressee?.nameLatin ?? anyAscii(holder ?? ''),
    },
  };
  return { details, ...(note === undefined ? {} : { note }) };
}

/** Somebody else was quicker; anything else is a fault. */
export function refusedUse(
  failure: AppendFailure,
): Result<never, { code: 'changed-since' | 'disk-full' | 'storage-fault' }> {
  if (
    failure.code === 'refused' &&
    /claim\.|voucher_hold\.|voucher_capture\.|line_balance|not_more_than_due/.test(failure.constraint)
  )
    return err({ code: 'changed-since' });
  return err({ code: unforeseen(failure) });
}
