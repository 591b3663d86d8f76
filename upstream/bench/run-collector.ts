import type { RunJob } from './children.ts';
import { figureOf, type Figure } from './figure.ts';

const ENTRIES = 20_000;
const QUICK_ENTRIES = 4000;

/**
 * Measures what the collector takes in, and how fast it gets into the reports, on the embedded database and, where `BENCH_DATABASE_URL` names an empty database of one, on a
 * PostgreSQL server.
 */
export async function runCollector(
  folder: string,
  quick: boolean,
  run: RunJob,
  say: (text: string) => void,
): Promise<Figure[]> {
  const entries = quick ? QUICK_ENTRIES : ENTRIES;
  const server = process.env['BENCH_DATABASE_URL'];
  const places = [['-embedded', null], ...(server === undefined ? [] : [['', server] as const])] as const;
  const figures: Figure[] = [];
  for (const [where, url] of places) {
    say(`collector${where}: ${entries} entries`);
    const measured = await run('collectorIngest', { folder, url, entries });
    const common = { households: entries, unit: 'rows/s' } as const;
    figures.push(
      figureOf({
        ...common,
        name: `collector-ingest${where}`,
        samples: [measured.verifiedRowsPerSecond],
        limits: [measured.bareRowsPerSecond],
      }),
      figureOf({ ...common, name: `collector-reports${where}`, samples: [measured.projectedRowsPerSecond] }),
    );
  }
  return figures;
}
