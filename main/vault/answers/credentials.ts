import type { VaultContract } from '../../../shared/ipc/host-contract.ts';
import type { TrustListView } from '../../../shared/ipc/credentials-contract.ts';
import type { TrustList } from '../../../shared/domain/trust-list.ts';
import type { Handlers } from '../../../shared/ipc/kinds.ts';
import { err, ok } from '../../../shared/result.ts';
import { TRUST_UPDATE_MAXIMUM_BYTES } from '../../../shared/wire/trust-update.ts';
import { judgeCredential } from '../desk/scans.ts';
import type { Core } from '../session/core.ts';
import { seenMs } from '../session/serving.ts';
import { readFileBounded } from '../store/disk.ts';
import { isNewer, putNewestInForce, trustInForce, type TrustInForce } from '../trust/trust-in-force.ts';
import { keepUpdate, readTrustUpdate } from '../trust/trust-update.ts';
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
export function credentialAnswers(core: Core): Readonly<{
  credentials: Answers['credentials'];
  trustList: Answers['supervisor']['trustList'];
  readTrustList: Answers['host']['readTrustList'];
}> {
  return {
    credentials: {
      surroundings: ({ knows }) =>
        quietly(core, (serving) => {
          const { id, read } = trustInForce(serving);
          const list = knows === id ? null : (read() ?? NOBODY);
          return ok({ id, list, clock: { nowMs: Math.floor(serving.clock.nowMs()), seenMs: seenMs(serving) } });
        }),
      judge: ({ text, trust, result }) =>
        quietly(core, (serving) =>
          ok(trust === trustInForce(serving).id ? judgeCredential(serving, text, result) : null),
        ),
    },
    trustList: () =>
      quietly(core, (serving) =>
        serving.operator.role === 'supervisor' ? ok(viewOf(trustInForce(serving))) : err({ code: 'not-allowed' }),
      ),
    readTrustList: ({ path }) =>
      quietly(core, (serving) => {
        if (serving.operator.role !== 'supervisor') return err({ code: 'not-allowed' });
        if (!core.ports.disk.exists(path)) return err({ code: 'file-missing' });
        const bytes = readFileBounded(core.ports.disk, path, TRUST_UPDATE_MAXIMUM_BYTES);
        if (bytes === undefined) return err({ code: 'not-a-trust-list' });
        const signed = readTrustUpdate(bytes, serving.certificate);
        if (!signed.ok) return err({ code: signed.error });
        const { update, hash } = signed.value;
        if (!update.cycles.includes(serving.cycle.roll.manifest().cycle))
          return err({ code: 'other-cycle-trust-list' });
        if (!isNewer(serving, update.list.number, hash) || !keepUpdate(serving, signed.value, 'stick'))
          return err({ code: 'older-trust-list' });
        const failed = putNewestInForce(serving);
        core.changed();
        return failed === undefined ? ok(undefined) : err({ code: failed });
      }),
  };
}

function viewOf({ number, source, cameAtMs, read }: TrustInForce): TrustListView {
  const list = read();
  const { issuers, statusLists, providers } = list ?? NOBODY;
  return {
    asOfMs: list?.asOfMs ?? null,
    number,
    source,
    cameAtMs,
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
