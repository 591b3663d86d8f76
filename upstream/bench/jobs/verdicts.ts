import { checkCredential } from '../../../main/credentials/credentials.ts';
import { LIMITS } from '../../../main/credentials/types.ts';
import { genuine, mutate, mutationTrust, type GenuineKind } from '../../verdict/mutate.fixture.ts';
import { NOW_MS } from '../../verdict/sign.fixture.ts';
import { readTrustFile } from '../../verdict/trust-file.ts';
import { timed } from '../statistics.ts';

export type VerdictsInput = Readonly<{ verdicts: number; mutations: number }>;
export type Verdicts = Readonly<{
  genuine: Readonly<Record<GenuineKind, readonly number[]>>;
  /** Each of the mutations, ms. */
  hostile: readonly number[];
  /** By which the process grew over all of them. */
  grownMb: number;
}>;

const WARM_UP = 50;

/** Verdicts on valid codes of each kind, then on random mutations of them. Throws where a valid one is not found valid. */
export async function verdicts({ verdicts: count, mutations }: VerdictsInput): Promise<Verdicts> {
  const list = readTrustFile(JSON.stringify(mutationTrust), NOW_MS);
  if (!list.ok) throw new Error(list.error);
  const ask = (kind: GenuineKind, text: string): ReturnType<typeof checkCredential> => {
    const nowMs = kind === 'json-ld' ? Date.UTC(2025, 9, 20) : NOW_MS;
    return checkCredential(text, { trust: list.value, clock: { nowMs, seenMs: 0 } });
  };
  const kinds = Object.keys(genuine) as GenuineKind[];
  const samples: Record<GenuineKind, number[]> = { jwt: [], gv1: [], 'sd-jwt': [], 'claim-169': [], 'json-ld': [] };
  for (const kind of kinds) {
    for (let round = 0; round < WARM_UP; round += 1) await ask(kind, genuine[kind]);
    for (let round = 0; round < count; round += 1) {
      const { verdict } = await timed(samples[kind], () => ask(kind, genuine[kind]));
      if (verdict !== 'valid') throw new Error(`${kind} is ${verdict}`);
    }
  }
  const draw = randomNumbers(1);
  const hostile: number[] = [];
  const beforeMb = process.memoryUsage.rss() / 1e6;
  let mostMb = beforeMb;
  for (let round = 0; round < mutations; round += 1) {
    const kind = kinds[round % kinds.length] ?? 'jwt';
    const text = mutate(genuine[kind], draw).slice(0, LIMITS.textCharacters);
    await timed(hostile, () => ask(kind, text));
    if (round % 100 === 0) mostMb = Math.max(mostMb, process.memoryUsage.rss() / 1e6);
  }
  return { genuine: samples, hostile, grownMb: mostMb - beforeMb };
}

/** Mulberry32: the same numbers in every run. */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d_2b_79_f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}
