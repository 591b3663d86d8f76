import { timed } from '../statistics.ts';
import { must, openStation, peakMemoryMb, SETUP } from '../station.ts';

export type ImportInput = Readonly<{
  /** A station without a roll; it has it afterwards. */
  profile: string;
  package: string;
}>;

/** Installs the package the way a station does: from the file on the disk to a roll in force, checked and durable. */
export async function importRoll(input: ImportInput): Promise<Readonly<{ ms: number; peakMb: number }>> {
  const station = await openStation(input.profile);
  must(await station.session.signIn(SETUP));
  const samples: number[] = [];
  must(await timed(samples, () => station.host.install({ path: input.package })));
  must(await station.host.shutdown());
  return { ms: samples[0] ?? 0, peakMb: peakMemoryMb() };
}
