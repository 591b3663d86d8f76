import { must, openStation, peakMemoryMb, SETUP } from '../station.ts';

export type ImportInput = Readonly<{
  /** A station without a roll; it has it afterwards. */
  profile: string;
  package: string;
}>;
export type Imported = Readonly<{
  /** Until the roll is in force: all of it checked, counted and on the disk, and cards can be scanned. */
  ms: number;
  /** From the same start until people are found by name too. */
  searchReadyMs: number;
  peakMb: number;
}>;

/** Installs the package the way a station does: from the file on the disk to a roll in force, then to a search that is ready. */
export async function importRoll(input: ImportInput): Promise<Imported> {
  let tellReady = (): void => undefined;
  const ready = new Promise<void>((resolve) => {
    tellReady = resolve;
  });
  const station = await openStation(input.profile, ({ cycle }) => {
    if (cycle !== null && cycle.searchPercent === undefined) tellReady();
  });
  must(await station.session.signIn(SETUP));
  const startMs = performance.now();
  must(await station.host.install({ path: input.package }));
  const ms = performance.now() - startMs;
  await ready;
  const searchReadyMs = performance.now() - startMs;
  must(await station.host.shutdown());
  return { ms, searchReadyMs, peakMb: peakMemoryMb() };
}
