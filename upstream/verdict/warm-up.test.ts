import { expect, it } from 'vitest';
import { readTrustFile } from './trust-file.ts';
import { ask, issuerFor } from './sign.fixture.ts';
import { readVectorJson, vectorCases } from './vectors.fixture.ts';
import { warmUp } from '../../main/credentials/warm-up.ts';

it('changes no verdict', async () => {
  for (const { text, trust, at, verdict, reason } of vectorCases) {
    const nowMs = Date.parse(at);
    const list = readTrustFile(JSON.stringify(trust), nowMs);
    if (!list.ok) throw new Error(list.error);
    await warmUp(list.value);
    const result = await ask(text, trust, { nowMs });
    expect([result.verdict, result.reasons[0]]).toEqual([verdict, reason]);
  }
});

it.each([['https://nowhere.example.org/context'], [7], [null], [{ '@vocab': 5 }], [[['https://x.example']]]])(
  'ends in order over a context that cannot be read: %j',
  async (context) => {
    const document = { ...readVectorJson('inji-qr/insurance-2025.json'), '@context': [context] };
    const trust = { issuers: [issuerFor(document, readVectorJson('keys/mosip-vc-verifier/didMosipKey.json'))] };
    const list = readTrustFile(JSON.stringify(trust), 0);
    if (!list.ok) throw new Error(list.error);
    await expect(warmUp(list.value)).resolves.toBeUndefined();
  },
);
