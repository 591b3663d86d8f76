import type { VaultContract } from '../../../shared/ipc/host-contract.ts';
import type { TrustListView } from '../../../shared/ipc/credentials-contract.ts';
import type { TrustList } from '../../../shared/domain/trust-list.ts';
import type { Handlers } from '../../../shared/ipc/kinds.ts';
import { err, ok } from '../../../shared/result.ts';
import { judgeCredential } from '../desk/judge.ts';
import type { Core } from '../session/core.ts';
import { seenMs } from '../session/serving.ts';
import { quietly } from './quietly.ts';

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
  return {
    credentials: {
      surroundings: ({ knows }) =>
        quietly(core, (serving) => {
          const { cycle, clock } = serving;
          // Every package brings the whole list anew.
          const id = cycle.roll.manifestHash();
          const list = knows === id ? null : (cycle.roll.trust().credentials ?? NOBODY);
          return ok({ id, list, clock: { nowMs: Math.floor(clock.nowMs()), seenMs: seenMs(serving) } });
        }),
      judge: ({ text, result }) => quietly(core, (serving) => ok(judgeCredential(serving, text, result))),
    },
    trustList: () =>
      quietly(core, ({ operator, cycle }) =>
        operator.role === 'supervisor' ? ok(viewOf(cycle.roll.trust().credentials)) : err({ code: 'not-allowed' }),
      ),
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
