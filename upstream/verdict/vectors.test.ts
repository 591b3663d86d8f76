import { describe, expect, it } from 'vitest';
import { checkCredential } from '../../main/credentials/credentials.ts';
import { readTrustFile } from './trust-file.ts';
import { vectorCases } from './vectors.fixture.ts';

describe('vectors', () => {
  it.each(vectorCases)('$name: $verdict', async ({ text, trust, at, verdict, reason }) => {
    const nowMs = Date.parse(at);
    const list = readTrustFile(JSON.stringify(trust), nowMs);
    if (!list.ok) throw new Error(list.error);
    const result = await checkCredential(text, { trust: list.value, clock: { nowMs, seenMs: 0 } });
    expect([result.verdict, result.reasons[0]]).toEqual([verdict, reason]);
    if (verdict === 'bad-signature' || verdict === 'untrusted-issuer') expect(result.claims).toEqual({});
  });
});
