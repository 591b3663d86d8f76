import { cashAccount, currencyOf } from '../../../shared/domain/account.ts';
import type { VoucherView } from '../../../shared/ipc/views.ts';
import type { HeldVerdict } from '../desk/held-verdicts.ts';
import { database, type ServingCycle } from '../session/serving.ts';
import { trustInForce } from '../trust/trust-in-force.ts';
import { holderStanding, voucherPolicy } from './holder.ts';
import { providerOf, type Voucher } from './voucher.ts';
import { standingOf } from './voucher-state.ts';
import { voucherStore, type VoucherStore } from './vouchers.store.ts';

/** The store with this moment's ages. */
export function storeOf(
  serving: Pick<ServingCycle, 'ledger' | 'certificate' | 'clock'> & { cycle: ServingCycle['cycle'] | null },
): VoucherStore {
  const { certificate, clock, cycle } = serving;
  const holdHours = cycle === null ? Number.MAX_SAFE_INTEGER : voucherPolicy(cycle.roll).holdHours;
  return voucherStore(database(serving), certificate.desk, { nowMs: clock.nowMs(), holdHours });
}

/** A scanned voucher as the desk shows it. */
export function voucherView(serving: ServingCycle, held: HeldVerdict, voucher: Voucher): VoucherView {
  const { roll } = serving.cycle;
  const db = database(serving);
  const provider = providerOf(trustInForce(serving).read(), serving.certificate.site);
  const store = storeOf(serving);
  const { hold } = standingOf(db, voucher.name);
  const [line] = held.forServices ? (held.states[0]?.lines ?? []) : [];
  return {
    use: held.forServices ? 'services' : 'goods',
    issuer: voucher.issuer.name,
    code: voucher.code,
    name: voucher.holder,
    partial: voucher.partial,
    credit:
      line === undefined
        ? null
        : {
            currency: currencyOf(line.account) ?? '',
            dueMinor: line.due,
            usedMinor: line.given,
            remainingMinor: Math.max(0, line.due - line.given),
          },
    holder: holderStanding(
      db,
      { voucher, household: held.household },
      { token: held.token, day: serving.day() },
      voucherPolicy(roll),
    ),
    services: held.forServices
      ? (provider?.services ?? []).filter(({ currency }) => cashAccount(currency) === line?.account)
      : [],
    provider: provider?.name ?? null,
    hold: hold === null ? null : (store.hold(hold) ?? null),
    captures: store.capturesOf(voucher.name),
  };
}
