import { setImmediate } from 'node:timers/promises';
import type { TrustList } from '../../shared/domain/trust-list.ts';
import type { Json } from './linked-data/json.ts';
import { rehearse } from './linked-data/linked-data.ts';
import { readStatusList } from './status/read-list.ts';

/** More kinds of credential nobody brings to one table. */
const MOST = 20;

/**
 * Takes the slow first time upon itself before anybody waits for it: the first credential of a kind takes several hundred ms, the
 * second a few. Nothing that is found here counts for any verdict.
 */
export async function warmUp(trust: TrustList): Promise<void> {
  const kinds = trust.issuers
    .filter(({ formats }) => formats.includes('json-ld'))
    .flatMap(({ types = [] }) => types)
    .flatMap(({ type, contexts = [] }) => contexts.map((context) => ({ type, context })));
  for (const { type, context } of kinds.slice(0, MOST)) {
    // A scan that comes meanwhile is taken in between.
    await setImmediate();
    await rehearse(
      {
        '@context': context as Json,
        id: 'urn:example:credential',
        type: ['VerifiableCredential', type],
        issuer: 'urn:example:issuer',
        issuanceDate: '2026-01-01T00:00:00Z',
        credentialSubject: { id: 'urn:example:person', name: 'Name' },
      },
      trust.contextDocuments ?? [],
    );
  }
  for (const list of trust.statusLists.slice(0, MOST)) {
    const clock = { nowMs: list.fetchedAtMs, seenMs: 0 };
    for (const issuer of trust.issuers.slice(0, MOST)) {
      await setImmediate();
      if ((await readStatusList(list, issuer, { trust, clock })) !== undefined) break;
    }
  }
}
