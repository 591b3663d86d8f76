import type { RunJob } from './children.ts';
import { figureOf, type Figure } from './figure.ts';

const VERDICTS = 300;
const MUTATIONS = 100_000;
const QUICK_MUTATIONS = 5000;

/** How long verdicts on credentials take, on valid ones and on mutations of them. Throws a BenchError. */
export async function runCredentials(quick: boolean, run: RunJob): Promise<Figure[]> {
  const mutations = quick ? QUICK_MUTATIONS : MUTATIONS;
  const { genuine, hostile, grownMb } = await run('verdicts', { verdicts: VERDICTS, mutations });
  const slowestMs = hostile.reduce((most, one) => Math.max(most, one), 0);
  return [
    ...Object.entries(genuine).map(([kind, samples]) =>
      figureOf({ name: `credential-${kind}`, households: VERDICTS, unit: 'ms', samples }),
    ),
    figureOf({ name: 'credential-hostile', households: mutations, unit: 'ms', samples: hostile }),
    figureOf({ name: 'credential-hostile-slowest', households: mutations, unit: 'ms', samples: [slowestMs] }),
    figureOf({ name: 'credential-hostile-memory', households: mutations, unit: 'MB', samples: [grownMb] }),
  ];
}
