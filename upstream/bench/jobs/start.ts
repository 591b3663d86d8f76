import { readSamples } from '../samples.ts';
import { CLERK, must, openStation, peakMemoryMb } from '../station.ts';

export type StartInput = Readonly<{ folder: string; profile: string }>;

const SCANS = 500;
const SEARCHES = 100;

/**
 * From the start of the process to a clerk signed in and a view to show; then some work at the desk, and the most memory
 * that all of it took.
 */
export async function start(input: StartInput): Promise<Readonly<{ ms: number; peakMb: number }>> {
  const station = await openStation(input.profile);
  must(await station.session.signIn(CLERK));
  must(await station.host.view());
  // `performance.now()` counts from the start of the process.
  const ms = performance.now();
  const { cards, searches } = readSamples(input.folder);
  for (const text of cards.slice(0, SCANS)) must(await station.desk.scan({ text, via: 'wedge' }));
  for (const { query } of searches.slice(0, SEARCHES)) must(await station.desk.find(query));
  must(await station.host.shutdown());
  return { ms, peakMb: peakMemoryMb() };
}
