import type { VaultContract } from '../../../shared/ipc/host-contract.ts';
import type { Handlers } from '../../../shared/ipc/kinds.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import type { Core } from '../session/core.ts';
import { capture } from '../vouchers/capture.ts';
import { checkHolder } from '../vouchers/check-holder.ts';
import { hold } from '../vouchers/hold.ts';
import { release } from '../vouchers/release.ts';
import { storeOf } from '../vouchers/voucher-view.ts';

const LOCKED = err({ code: 'locked' });
const PAGE = 50;

/** Vouchers at a provider's desk. */
export function voucherAnswers(core: Core): Handlers<VaultContract>['vouchers'] {
  const told = <R extends Result<unknown, unknown>>(result: R): R => {
    if (result.ok) core.changed();
    return result;
  };
  return {
    checkHolder(input) {
      const serving = core.withCycle();
      return serving === undefined ? LOCKED : checkHolder(serving, input);
    },
    async hold(input) {
      const serving = core.withCycle();
      return serving === undefined ? LOCKED : told(await hold(serving, input));
    },
    async capture(input) {
      const serving = core.withCycle();
      return serving === undefined ? LOCKED : told(await capture(serving, input));
    },
    async release(input) {
      const serving = core.serving();
      return serving === undefined ? LOCKED : told(await release(serving, input));
    },
    openHolds() {
      const serving = core.serving();
      return serving === undefined ? LOCKED : ok({ holds: storeOf(serving).openHolds() });
    },
    captures({ before, text }) {
      const serving = core.serving();
      if (serving === undefined) return LOCKED;
      const found = storeOf(serving).recent(PAGE + 1, before, text);
      return ok({ captures: found.slice(0, PAGE), more: found.length > PAGE });
    },
  };
}
