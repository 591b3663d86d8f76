import type { RunJob } from './children.ts';
import { figureOf, type Figure } from './figure.ts';

/** Two entries each: the hand-over and what its printer answered. */
const HANDOVERS = 25_000;

/** How long the ledger of a long cycle takes to open, whatever the size of the roll. Throws a BenchError. */
export async function runLedger(folder: string, run: RunJob): Promise<Figure[]> {
  const { clean, unclean, bare } = await run('ledgerStart', { folder, handovers: HANDOVERS });
  const base = { households: HANDOVERS, unit: 'ms', limits: bare } as const;
  return [
    figureOf({ ...base, name: 'ledger-start-clean', samples: clean }),
    figureOf({ ...base, name: 'ledger-start-unclean', samples: unclean }),
  ];
}
