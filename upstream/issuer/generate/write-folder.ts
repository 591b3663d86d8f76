import { mkdir, open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { OperatorInput } from '../issue/operators.ts';
import type { GeneratedProgramme } from './programme.ts';

export type WriteFolderOptions = Readonly<{
  programme: GeneratedProgramme;
  /** Made if it is missing; files of the same names are replaced. */
  folder: string;
  operators: readonly OperatorInput[];
  /** Told after every 500 households. */
  progress?: (households: number) => void;
  /** Stops between two households; the folder then is not whole. */
  signal?: AbortSignal;
}>;

export type WrittenFolder = Readonly<{ households: number; entitlements: number; photos: number; cards: number }>;

/** One record of `cards.ndjson`: which card serial (8 bytes, hex) a household holds. */
export type CardRecord = Readonly<{ household: string; serial: string }>;

const PROGRESS_EVERY = 500;

const BUFFER_CHARACTERS = 512 * 1024;

type LineWriter = Readonly<{
  write: (record: unknown) => Promise<void>;
  end: () => Promise<void>;
  close: () => Promise<void>;
}>;

/** NDJSON in large pieces; a failing disk fails the very call that met it. */
async function lineWriter(path: string): Promise<LineWriter> {
  const file = await open(path, 'w', 0o600);
  let waiting = '';
  const flush = async (): Promise<void> => {
    await file.appendFile(waiting);
    waiting = '';
  };
  return {
    write: async (record) => {
      waiting += `${JSON.stringify(record)}\n`;
      if (waiting.length >= BUFFER_CHARACTERS) await flush();
    },
    end: flush,
    close: () => file.close(),
  };
}

/**
 * Writes an invented programme as the folder that the issuer's `build` reads: `households.ndjson`,
 * `entitlements.ndjson`, `stock.ndjson`, `operators.ndjson`, `policy.json` and `photos/`; beside them `cards.ndjson`, from which
 * cards are printed, and `cancelled-cards.txt`, one serial a line. Memory stays flat at any size.
 * @throws what the disk throws, and the signal's reason when stopped.
 */
export async function writeProgrammeFolder(options: WriteFolderOptions): Promise<WrittenFolder> {
  const { folder } = options;
  await mkdir(join(folder, 'photos'), { recursive: true, mode: 0o700 });
  const writers: LineWriter[] = [];
  const openLines = async (name: string): Promise<LineWriter> => {
    const writer = await lineWriter(join(folder, name));
    writers.push(writer);
    return writer;
  };
  try {
    const households = await openLines('households.ndjson');
    const entitlements = await openLines('entitlements.ndjson');
    const cards = await openLines('cards.ndjson');
    const counts = await writeRoll(options, { households, entitlements, cards });
    for (const writer of writers) await writer.end();
    await writePlans(options);
    return counts;
  } finally {
    await Promise.all(writers.map((writer) => writer.close()));
  }
}

async function writeRoll(
  options: WriteFolderOptions,
  lines: Readonly<Record<'households' | 'entitlements' | 'cards', LineWriter>>,
): Promise<WrittenFolder> {
  const { programme, folder, progress, signal } = options;
  const counts = { households: 0, entitlements: 0, photos: 0, cards: 0 };
  for (const { household, entitlement, cardSerial, portraits } of programme.households()) {
    signal?.throwIfAborted();
    await lines.households.write(household);
    counts.households += 1;
    if (entitlement) {
      await lines.entitlements.write(entitlement);
      counts.entitlements += 1;
    }
    if (cardSerial !== undefined) {
      await lines.cards.write({ household: household.id, serial: cardSerial } satisfies CardRecord);
      counts.cards += 1;
    }
    for (const request of portraits) {
      await writeFile(join(folder, 'photos', request.file), programme.portrait(request), { mode: 0o600 });
      counts.photos += 1;
    }
    if (counts.households % PROGRESS_EVERY === 0) progress?.(counts.households);
  }
  return counts;
}

async function writePlans({ programme, folder, operators }: WriteFolderOptions): Promise<void> {
  const lines = (records: readonly unknown[]): string =>
    records.map((record) => `${JSON.stringify(record)}\n`).join('');
  const write = (name: string, text: string): Promise<void> => writeFile(join(folder, name), text, { mode: 0o600 });
  await write('stock.ndjson', lines(programme.stock));
  await write('operators.ndjson', lines(operators));
  await write('policy.json', `${JSON.stringify(programme.policy, null, 2)}\n`);
  await write('cancelled-cards.txt', programme.revokedCards.map((serial) => `${serial}\n`).join(''));
}
