import { Option, type Command } from 'commander';
import { CollectorError } from '../collector-error.ts';
import { openCollector, type Collector } from '../collector.ts';
import type { Programme } from '../logs/register.ts';
import { dataFiles, DEFAULT_DATA, type DataFiles } from '../settings/settings.ts';

export type DataOptions = Readonly<{ data: string; database?: string }>;

export function withData(command: Command): Command {
  return command
    .option('-d, --data <folder>', 'keys, settings, packages and embedded database', DEFAULT_DATA)
    .addOption(new Option('--database <url>', 'PostgreSQL server instead of the embedded one').env('DATABASE_URL'));
}

export function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** Runs work on the opened collector, with its programme, and closes it again. */
export async function withCollector(
  { data, database }: DataOptions,
  work: (collector: Collector, programme: Programme, files: DataFiles) => Promise<void>,
): Promise<void> {
  const files = dataFiles(data);
  const collector = await openCollector({
    files,
    databaseUrl: database,
    now: Date.now,
    onFault: (fault) => say(fault instanceof Error ? fault.message : String(fault)),
  });
  try {
    const { programme } = collector.ports;
    if (programme === null)
      throw new CollectorError(`${files.programme} is missing: copy the issuer's programme.json there`);
    await work(collector, programme, files);
  } finally {
    await collector.close();
  }
}
