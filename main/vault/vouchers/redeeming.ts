import type { Entitlement } from '../../../shared/domain/roll.ts';
import { voucherId } from '../../../shared/wire/gv1.ts';
import { voucherName } from '../../../shared/wire/voucher-name.ts';
import { database, type ServingCycle } from '../session/serving.ts';
import { trustInForce } from '../trust/trust-in-force.ts';
import { voucherPolicy } from './holder.ts';
import { isForServices, promisesTheSame, providerOf, type Voucher } from './voucher.ts';
import { standingOf } from './voucher-state.ts';
import type { Redeeming } from './voucher-verdict.ts';

/** What decides on a voucher at this desk. `stands`: the entitlement of the roll that it is the paper of. */
export function redeemingOf(serving: ServingCycle, voucher: Voucher, stands: Entitlement | undefined): Redeeming {
  const { roll } = serving.cycle;
  const trust = trustInForce(serving).read();
  const provider = providerOf(trust, serving.certificate.site);
  const isHere = voucher.providers.length === 0 || (provider !== undefined && voucher.providers.includes(provider.id));
  const { spent, hold } = standingOf(database(serving), voucher.name);
  return {
    elsewhere: isHere ? [] : voucher.providers.map((id) => trust?.providers.find((one) => one.id === id)?.name ?? id),
    spent,
    held: hold !== null,
    forServices: stands === undefined && isForServices(voucher, provider),
    differs: stands !== undefined && !promisesTheSame(voucher, stands),
    onlyRoll: voucherPolicy(roll).onlyRoll,
  };
}

export function isHeld(serving: ServingCycle, voucher: string): boolean {
  return standingOf(database(serving), voucher).hold !== null;
}

/** The voucher of this code, of whichever trusted issuer, where it was used up or set aside here; undefined where none was. */
export function usedByCode(serving: ServingCycle, code: string): string | undefined {
  const issuers = trustInForce(serving).read()?.issuers ?? [];
  return issuers
    .map(({ id }) => voucherName(voucherId(id, code)))
    .find((name) => {
      const { spent, hold } = standingOf(database(serving), name);
      return spent || hold !== null;
    });
}
