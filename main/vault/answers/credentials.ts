import type { VaultContract } from '../../../shared/ipc/host-contract.ts';
import type { TrustListView } from '../../../shared/ipc/credentials-contract.ts';
import type { TrustList } from '../../../shared/domain/trust-list.ts';
import type { Handlers } from '../../../shared/ipc/kinds.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { judgeCredential } from '../desk/judge.ts';
import type { Core } from '../session/core.ts';
import { seenMs, type ServingCycle } from '../session/serving.ts';

type Answers = Handlers<VaultContract>;

/** A programme that names no issuer trusts none. */
const NOBODY: TrustList = {
  version: 1,
  asOfMs: 0,
  clockToleranceMs: 0,
  issuers: [],
  statusLists: [],
  whenStatusMissing: 'refuse',
  providers: [],
};

/** Vouchers and credentials of other issuers, and the list of those who are believed. */
export function credentialAnswers(
  core: Core,
): Readonly<{ credentials: Answers['credentials']; trustList: Answers['supervisor']['trustList'] }> {
  const serving = (): Result<ServingCycle, { code: 'locked' | 'no-cycle' }> => {
    if (core.serving() === undefined) return err({ code: 'locked' });
    const cycle = core.withCycle();
    return cycle === undefined ? err({ code: 'no-cycle' }) : ok(cycle);
  };
  return {
    credentials: {
      surroundings({ knows }) {
        const found = serving();
        if (!found.ok) return found;
        const { cycle, clock } = found.value;
        // Every package brings the whole list anew.
        const id = cycle.roll.manifestHash();
        const list = knows === id ? null : (cycle.roll.trust().credentials ?? NOBODY);
        return ok({ id, list, clock: { nowMs: Math.floor(clock.nowMs()), seenMs: seenMs(found.value) } });
      },
      judge({ text, result }) {
        const found = serving();
        return found.ok ? ok(judgeCredential(found.value, text, result)) : found;
      },
    },
    trustList() {
      const found = serving();
      if (!found.ok) return found;
      if (found.value.operator.role !== 'supervisor') return err({ code: 'not-allowed' });
      return ok(viewOf(found.value.cycle.roll.trust().credentials));
    },
  };
}

function viewOf(list: TrustList | undefined): TrustListView {
  const { issuers, statusLists, providers } = list ?? NOBODY;
  return {
    asOfMs: list?.asOfMs ?? null,
    issuers: issuers.map(({ id, name, formats, keys }) => ({
      id,
      name,
      formats: [...formats],
      keys: keys.map(({ kid, validFromMs, validUntilMs, revokedAtMs, stolen }) => ({
        id: kid,
        fromMs: validFromMs ?? null,
        untilMs: validUntilMs ?? null,
        revokedAtMs: revokedAtMs ?? null,
        stolen: stolen === true,
      })),
    })),
    statusLists: statusLists.map(({ uri, fetchedAtMs, maxAgeMs, whenOlder }) => ({
      uri,
      fetchedAtMs,
      maxAgeMs,
      whenOlder,
    })),
    providers: providers.map(({ id, name, services }) => ({ id, name, services: services.length })),
  };
}
