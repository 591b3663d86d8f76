import { expect, test } from 'vitest';
import type { VaultView } from '../../shared/ipc/views.ts';
import { err, ok } from '../../shared/result.ts';
import type { NamedTrust } from '../credential-host/credential-process.ts';
import { credentialsInTime } from './scan.ts';
import { unopenedVault } from './vault-views.ts';

const LIST: NamedTrust['list'] = {
  version: 1,
  asOfMs: 1,
  clockToleranceMs: 0,
  issuers: [],
  statusLists: [],
  whenStatusMissing: 'refuse',
  providers: [],
};

/** `id`: the list in force; null where the vault is locked. */
function watched(id: () => string | null) {
  const told: string[] = [];
  let knows: string | null = null;
  const take = credentialsInTime(
    {
      client: {
        credentials: {
          surroundings: (asked) => {
            const now = id();
            if (now === null) return Promise.resolve(err({ code: 'locked' }));
            const clock = { nowMs: 1, seenMs: 1 };
            return Promise.resolve(ok({ id: now, list: asked.knows === now ? null : LIST, clock }));
          },
          judge: () => Promise.reject(new Error('nothing was scanned')),
        },
      },
    },
    {
      get knows() {
        return knows;
      },
      trust(trust) {
        knows = trust.id;
        told.push(`trust ${trust.id}`);
      },
      prepare: () => told.push('prepare'),
      stop: () => told.push('stop'),
    },
  );
  return {
    told,
    take: async (view: VaultView) => {
      take(view);
      await new Promise((resolve) => setImmediate(resolve));
    },
    takeAtOnce: take,
  };
}

const locked: VaultView = { ...unopenedVault(), phase: 'open', trouble: null, enrolment: 'certified' };
const serving = (operator: string, packageNumber = 1): VaultView => ({
  ...locked,
  operator: { id: operator, name: operator, role: 'clerk' },
  cycle: {
    id: 'c',
    name: 'c',
    packageNumber,
    issuedAtMs: 0,
    revocationAsOfMs: 0,
    validUntilMs: 1,
    households: 1,
    items: [],
    currencies: [],
    partCollection: false,
    proxyCollection: false,
    soleSupervisor: false,
  },
});

test('the check is made ready at sign-in, once, and ended at the lock', async () => {
  const { told, take } = watched(() => 'one');
  await take(locked);
  expect(told).toEqual([]);
  await take(serving('AMINA'));
  await take(serving('AMINA'));
  await take(locked);
  await take(locked);
  await take(serving('OMAR'));
  expect(told).toEqual(['trust one', 'prepare', 'stop', 'prepare']);
});

test('another package is told, and whoever sets up needs nothing', async () => {
  let id = 'one';
  const { told, take } = watched(() => id);
  await take({ ...serving('AMINA'), operator: { id: 'SETUP', name: '', role: 'setup' } });
  expect(told).toEqual([]);
  await take(serving('AMINA'));
  id = 'two';
  await take(serving('AMINA', 2));
  expect(told).toEqual(['trust one', 'prepare', 'trust two', 'prepare']);
});

test('nothing is made ready for somebody who has left meanwhile', async () => {
  let id: string | null = 'one';
  const { told, take, takeAtOnce } = watched(() => id);
  takeAtOnce(serving('AMINA'));
  await take(locked);
  expect(told).toEqual(['stop', 'trust one']);
  id = null;
  await take(serving('OMAR'));
  expect(told).toEqual(['stop', 'trust one']);
});
