import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CredentialResult } from '../../shared/domain/credential-verdict.ts';
import { NOW_MS, ask } from './sign.fixture.ts';
import { genuine, mutate, mutationTrust, type GenuineKind } from './mutate.fixture.ts';

const kinds = Object.keys(genuine) as GenuineKind[];
const timeOf = (kind: GenuineKind): number => (kind === 'json-ld' ? Date.UTC(2025, 9, 20) : NOW_MS);

describe('mutations', () => {
  it.each(kinds)('%s is valid before', async (kind) => {
    expect((await ask(genuine[kind], mutationTrust, { nowMs: timeOf(kind) })).verdict).toBe('valid');
  });

  it.each(kinds)('%s says nothing else after any of them', async (kind) => {
    const before = await ask(genuine[kind], mutationTrust, { nowMs: timeOf(kind) });
    await fc.assert(
      fc.asyncProperty(fc.infiniteStream(fc.nat(2 ** 31 - 1)), async (numbers) => {
        const draw = (below: number): number => (numbers.next().value as number) % below;
        const result = await ask(mutate(genuine[kind], draw), mutationTrust, { nowMs: timeOf(kind) });
        expect(CredentialResult.safeParse(result).success).toBe(true);
        // A disclosure may be left out; nothing may come in.
        if (result.verdict === 'valid') expect(before.claims).toMatchObject(result.claims);
      }),
      { numRuns: kind === 'json-ld' ? 150 : 600 },
    );
  });
});
