import { setImmediate } from 'node:timers/promises';
import type { ReconciliationFormat } from '../../../shared/ipc/reconciliation-contract.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { csvOf } from '../../../shared/tables/csv.ts';
import { jsonOf } from '../../../shared/tables/json.ts';
import type { Row } from '../../../shared/tables/table.ts';
import { xlsxOf } from '../../../shared/tables/xlsx.ts';
import { utf8Bytes } from '../../../shared/wire/bytes.ts';
import type { Core } from '../session/core.ts';
import { runJob } from '../session/job.ts';
import type { ServingCycle } from '../session/serving.ts';
import { growFile } from '../store/disk.ts';
import { createBooks, type Books } from './books.ts';
import { createReading, type Reading } from './read.ts';
import { RECONCILIATION_TABLE, rowsOf } from './rows.ts';
import { walk, type Step } from './walk.ts';

/** What the last reading found; `size` entries of the ledger are what it rests on. */
export type Held = Readonly<{ size: number; books: Books; reading: Reading }>;
type Stopped = 'locked' | 'cancelled';
type Failure = Readonly<{ code: Stopped | 'busy' }>;

/** Adds everything up, slice by slice beside whatever the desk asks for meanwhile. */
export function readAll(core: Core, serving: ServingCycle): Promise<Result<Held, Failure>> {
  return runJob(core, { kind: 'reconcile', step: 'reconciling' }, async (tell, signal) => {
    const { size } = serving.ledger.head();
    const books = createBooks(serving, size);
    const reading = createReading(books.vouchers());
    const total = serving.cycle.roll.counts().entitlements;
    const stopped = await take(core, serving, books, signal, (step) => {
      reading.add(step);
      tell('reconciling', step.done, total);
    });
    return stopped === undefined ? ok({ size, books, reading }) : err({ code: stopped });
  });
}

export type Wanted = Readonly<{ path: string; format: ReconciliationFormat; ids: boolean; size: number }>;

/** Writes the same, line by line, as it was with `size` entries. The file appears only when it is whole. Answers its rows. */
export function writeAllRows(core: Core, serving: ServingCycle, wanted: Wanted): Promise<Result<number, Failure>> {
  return runJob(core, { kind: 'reconcile', step: 'writing' }, async (tell, signal) => {
    const { roll } = serving.cycle;
    const total = roll.counts().entitlements;
    const naming = { certificate: serving.certificate, cycle: roll.manifest().cycle, ids: wanted.ids };
    let stopped: Stopped | undefined;
    let count = 0;
    async function* pages(): AsyncGenerator<readonly Row[]> {
      for (const step of walk(roll, createBooks(serving, wanted.size))) {
        const rows = step.standings.flatMap((standing) => rowsOf(standing, naming));
        count += rows.length;
        tell('writing', step.done, total);
        yield rows;
        stopped = await pause(core, serving, signal);
        if (stopped !== undefined) return;
      }
    }
    const file = growFile(core.ports.disk, wanted.path);
    try {
      for await (const piece of FORMATS[wanted.format](RECONCILIATION_TABLE, pages()))
        file.append(typeof piece === 'string' ? utf8Bytes(piece) : piece);
      if (stopped === undefined) file.keep();
      else file.drop();
    } catch (thrown) {
      file.drop();
      throw thrown;
    }
    return stopped === undefined ? ok(count) : err({ code: stopped });
  });
}

const FORMATS = { csv: csvOf, xlsx: xlsxOf, json: jsonOf } as const;

async function take(
  core: Core,
  serving: ServingCycle,
  books: Books,
  signal: AbortSignal,
  onStep: (step: Step) => void,
): Promise<Stopped | undefined> {
  for (const step of walk(serving.cycle.roll, books)) {
    onStep(step);
    const stopped = await pause(core, serving, signal);
    if (stopped !== undefined) return stopped;
  }
  return undefined;
}

/** Lets others in. Afterwards the person may have left, or another roll be in force: its file is closed then. */
async function pause(core: Core, serving: ServingCycle, signal: AbortSignal): Promise<Stopped | undefined> {
  const { cycle } = serving;
  await setImmediate();
  const current = core.withCycle();
  if (current !== serving || current.cycle !== cycle) return 'locked';
  return signal.aborted ? 'cancelled' : undefined;
}
