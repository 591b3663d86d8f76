import type { RunJob } from './children.ts';
import { figureOf, type Figure } from './figure.ts';

const ENTRIES = 20_000;
const QUICK_ENTRIES = 4000;

/**
 * Measures what the collector takes in, on the embedded database and, where `BENCH_DATABASE_URL` names an empty database of one, on a
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
  const places = [
    ['collector-ingest-embedded', null],
    ...(server === undefined ? [] : [['collector-ingest', server] as const]),
  ] as const;
  const figures: Figure[] = [];
  for (const [name, url] of places) {
    say(`${name}: ${entries} entries`);
    const { verifiedRowsPerSecond, bareRowsPerSecond } = await run('collectorIngest', { folder, url, entries });
    figures.push(
      figureOf({
        name,
        households: entries,
        unit: 'rows/s',
        samples: [verifiedRowsPerSecond],
        limits: [bareRowsPerSecond],
      }),
    );
  }
  return figures;
}
